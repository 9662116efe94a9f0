"""Config: alembic.ini, as the engine reads it."""

import sys
from types import SimpleNamespace

import _limbeck
from limbeck.commands import options_of
from limbeck.facade import unsupported
from limbeck.options import EngineOptions

from .util.exc import CommandError, as_command_error


class Config(EngineOptions):
    """alembic.ini, as the engine reads it. One that a script makes can be kept and passed on; Alembic itself reads it."""

    _engine = False  # whether it is that of the command which runs
    toml_file_name = None

    def __init__(self, file_=None, *, ini_section="alembic", output_buffer=None, stdout=None, cmd_opts=None,
                 config_args=None, attributes=None):
        self.config_file_name = str(file_) if file_ else None
        self.config_ini_section = ini_section
        self.output_buffer = output_buffer
        self.stdout = sys.stdout if stdout is None else stdout
        self.cmd_opts = cmd_opts
        self.attributes = dict(attributes or {})

    @classmethod
    def _of_engine(cls):
        info = _limbeck.config_info()
        made = cls(info["config_file_name"], ini_section=info["config_ini_section"], attributes=info["attributes"],
                   cmd_opts=Namespace(**options_of(info)))
        made._engine, made.toml_file_name = True, info["toml_file_name"] or None
        return made

    def print_stdout(self, text, *arg):
        if not getattr(self.cmd_opts, "quiet", False):
            self.stdout.write((str(text) % arg if arg else str(text)) + "\n")

    @property
    def file_config(self):
        unsupported("Config.file_config")

    def _ask(self, question, *arguments):
        if not self._engine:
            unsupported("a Config that a script has made")
        try:
            return question(*arguments)
        except _limbeck.Error as error:
            raise as_command_error(error) from error

    def set_section_option(self, section, name, value):
        if self._engine:  # whoever asks another one for it is refused
            super().set_section_option(section, name, value)


class Namespace(SimpleNamespace):
    """As argparse has it."""

    def __contains__(self, key):
        return key in self.__dict__


class CommandLine:
    """The command line of Alembic, for programs that wrap it."""

    def __init__(self, prog=None):
        raise CommandError("alembic's command line cannot be run from within a script; run limbeck itself")


def main(argv=None, prog=None, **kwargs):
    CommandLine(prog)

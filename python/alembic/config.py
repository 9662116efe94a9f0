"""Config: alembic.ini, as the engine reads it."""

import sys
from types import SimpleNamespace

import _limbeck
from limbeck.facade import unsupported

from .util.exc import CommandError, as_command_error


class Config:
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
                   cmd_opts=_command_options(info))
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

    def get_section(self, name, default=None):
        found = self._ask(_limbeck.config_section, name)
        return default if found is None else found

    def get_section_option(self, section, name, default=None):
        found = self._ask(_limbeck.config_get, section, name)
        return default if found is None else found

    def set_section_option(self, section, name, value):
        if not isinstance(value, str):
            raise TypeError("option values must be strings")
        if not self._engine:
            return  # whoever asks for it is refused
        try:
            _limbeck.config_set(section, name, value)
        except _limbeck.Error as error:
            raised = ValueError(error.what)
            raised._limbeck_error = error
            raise raised from error

    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)

    def set_main_option(self, name, value):
        self.set_section_option(self.config_ini_section, name, value)

    def remove_main_option(self, name):
        self._ask(_limbeck.config_remove, name)

    def get_alembic_option(self, name, default=None):
        section = self.get_section(self.config_ini_section, {})
        if name.lower() in section:
            return section[name.lower()]
        found = self._ask(_limbeck.config_toml_value, name)
        return default if found is None else found


def _command_options(info):
    """Config.cmd_opts: what argparse makes of Alembic's command line."""
    from limbeck.commands import options_of

    options = dict(info["options"])
    options["raiseerr"] = options.get("raiseerr") == "true"
    options.update(options_of(info["command"], info["arguments"]))
    options.update(x=list(info["x"]) or None, name=info["config_ini_section"], quiet=info["quiet"],
                   config=[info["config_file_name"]] if info["config_file_name"] else None)
    return Namespace(**options)


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

"""Config: alembic.ini, as the engine reads it, or one that a script makes."""

import sys
from types import SimpleNamespace

import _limbeck

from .util.exc import CommandError, as_command_error


class Config:
    _engine = False  # whether it is that of the command which runs
    toml_file_name = None
    _parser = None

    def __init__(self, file_=None, *, ini_section="alembic", output_buffer=None, stdout=None, cmd_opts=None,
                 config_args=None, attributes=None):
        self.config_file_name = str(file_) if file_ else None
        self.config_ini_section = ini_section
        self.output_buffer = output_buffer
        self.stdout = sys.stdout if stdout is None else stdout
        self.cmd_opts = cmd_opts
        self.config_args = dict(config_args or {})
        self.attributes = dict(attributes or {})

    @classmethod
    def _of_engine(cls):
        info = _limbeck.config_info()
        made = cls(info["config_file_name"], ini_section=info["config_ini_section"], attributes=info["attributes"],
                   cmd_opts=_command_options(info))
        made._engine, made.toml_file_name = True, info["toml_file_name"] or None
        return made

    def _plain(self):
        """What the engine needs to read it; None for that of the command which runs."""
        if self._engine:
            return None
        plain = {"file": self.config_file_name, "section": self.config_ini_section,
                 "x": list(getattr(self.cmd_opts, "x", None) or [])}
        parser = self.file_config
        if self.config_file_name:
            from io import StringIO

            text = StringIO()
            parser.write(text)
            plain["text"] = text.getvalue()
        else:
            plain["options"] = dict(parser.items(self.config_ini_section, raw=True))
        return plain

    def print_stdout(self, text, *arg):
        if not getattr(self.cmd_opts, "quiet", False):
            self.stdout.write((str(text) % arg if arg else str(text)) + "\n")

    @property
    def file_config(self):
        if self._parser is None:
            self._parser = _parser_of_engine(self) if self._engine else _parser_of_file(self)
        return self._parser

    def _ask(self, question, *arguments):
        try:
            return question(*arguments)
        except _limbeck.Error as error:
            raise as_command_error(error) from error

    @property
    def _asks_engine(self):
        """A script may change the ConfigParser, so it is asked once it is there."""
        return self._engine and self._parser is None

    def get_section(self, name, default=None):
        if self._asks_engine:
            found = self._ask(_limbeck.config_section, name)
            return default if found is None else found
        if not self.file_config.has_section(name):
            return default
        return dict(self.file_config.items(name))

    def get_section_option(self, section, name, default=None):
        if self._asks_engine:
            found = self._ask(_limbeck.config_get, section, name)
            return default if found is None else found
        if not self.file_config.has_section(section):
            raise CommandError(f"No config file {self.config_file_name!r} found, or file has no '[{section}]' section")
        return self.file_config.get(section, name) if self.file_config.has_option(section, name) else default

    def set_section_option(self, section, name, value):
        if not isinstance(value, str):
            raise TypeError("option values must be strings")
        if self._engine:
            try:
                _limbeck.config_set(section, name, value)
            except _limbeck.Error as error:
                raised = ValueError(error.what)
                raised._limbeck_error = error
                raise raised from error
            if self._parser is None:
                return
        if not self.file_config.has_section(section):
            self.file_config.add_section(section)
        self.file_config.set(section, name, value)

    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)

    def set_main_option(self, name, value):
        self.set_section_option(self.config_ini_section, name, value)

    def remove_main_option(self, name):
        if self._engine:
            self._ask(_limbeck.config_remove, name)
            if self._parser is None:
                return
        self.file_config.remove_option(self.config_ini_section, name)

    def get_alembic_option(self, name, default=None):
        section = self.get_section(self.config_ini_section, {})
        if name.lower() in section:
            return section[name.lower()]
        found = self._ask(_limbeck.config_toml_value, name) if self._engine else None
        return default if found is None else found


def _parser_of_file(config):
    """What Alembic makes of the file."""
    import os
    from configparser import ConfigParser

    name = config.config_file_name
    config.config_args["here"] = os.path.abspath(os.path.dirname(name)) if name else "."
    parser = ConfigParser(config.config_args)
    if name:
        parser.read([name], encoding="utf-8")
    else:
        parser.add_section(config.config_ini_section)
    return parser


def _parser_of_engine(config):
    """The options that the engine has by now."""
    from configparser import ConfigParser, Interpolation

    parser = ConfigParser()
    interpolation, parser._interpolation = parser._interpolation, Interpolation()  # a file's values are not checked
    parser.read_dict(config._ask(_limbeck.config_as_written))
    parser._interpolation = interpolation
    return parser


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

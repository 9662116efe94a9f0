"""Config: alembic.ini, as the engine reads it, or one that a script makes."""

import _limbeck

from .util.exc import CommandError, as_command_error
from .util.langhelpers import immutabledict


class Config:
    def __init__(self, file_=None, toml_file=None, ini_section="alembic", output_buffer=None, stdout=None, cmd_opts=None,
                 config_args=None, attributes=None):
        self._engine = False
        self.config_file_name = str(file_) if file_ else None
        self.toml_file_name = str(toml_file) if toml_file else None
        self.config_ini_section = ini_section
        self.output_buffer = output_buffer
        self._stdout = stdout
        self.cmd_opts = cmd_opts
        self.config_args = dict(config_args or {})
        self.toml_args = dict(config_args or {})
        self.attributes = dict(attributes or {})
        self._parser = None

    @classmethod
    def _of_engine(cls):
        """That of the command which runs."""
        info = _limbeck.config_info()
        made = cls(info["config_file_name"], info["toml_file_name"], info["config_ini_section"],
                   attributes=info["attributes"])
        made._engine = True
        made.cmd_opts = _command_options(info)
        return made

    def _plain(self):
        """What the engine needs to read it; None for that of the command which runs."""
        if self._engine:
            return None
        plain = {"file": self.config_file_name, "toml": self.toml_file_name, "section": self.config_ini_section,
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

    @property
    def stdout(self):
        import sys

        return self._stdout or sys.stdout

    @stdout.setter
    def stdout(self, value):
        self._stdout = value

    @property
    def messaging_opts(self):
        return immutabledict({"quiet": getattr(self.cmd_opts, "quiet", False)})

    def print_stdout(self, text, *arg):
        if not self.messaging_opts["quiet"]:
            self.stdout.write((str(text) % arg if arg else str(text)) + "\n")

    @property
    def file_config(self):
        if self._parser is None:
            self._parser = _parser_of_engine(self) if self._engine else _parser_of_file(self)
        return self._parser

    @property
    def toml_alembic_config(self):
        found = self.__dict__.get("_toml")
        if found is None:
            found = self._toml = _toml_table(self)
        return found

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
        if self._asks_engine:
            section = self._ask(_limbeck.config_section, self.config_ini_section) or {}
            if name.lower() in section:
                return section[name.lower()]
            found = self._ask(_limbeck.config_toml_value, name)
            return default if found is None else found
        if self.file_config.has_option(self.config_ini_section, name):
            return self.file_config.get(self.config_ini_section, name)
        return _replaced(self.toml_alembic_config.get(name, default), self.toml_args)

    def get_alembic_boolean_option(self, name):
        found = self.get_alembic_option(name, False)
        if isinstance(found, str) and self.get_section(self.config_ini_section, {}).get(name.lower()) is None or \
                not isinstance(found, (bool, str)):
            raise CommandError(f"boolean value expected for TOML parameter {name!r}")
        return found in (True, "true")

    def get_prepend_sys_paths_list(self):
        return self._paths("prepend_sys_path", " ,:", "path_separator")

    def get_version_locations_list(self):
        return self._paths("version_locations", " ,", "path_separator", "version_path_separator")

    def _paths(self, name, by_default, *settings):
        """A list as it is written: of TOML, or a text that one of the settings says how to split."""
        section = self.get_section(self.config_ini_section, {})
        text = section.get(name)
        if not text:
            return self.get_alembic_option(name) or None
        for setting in settings:
            if setting in section:
                sign = _path_separator(setting, section[setting])
                return [part.strip() for part in text.split(sign) if part]
        for sign in by_default:
            text = text.replace(sign, " ")
        return text.split()

    def get_template_directory(self):
        return "limbeck:templates"


def _path_separator(setting, word):
    import os

    known = {"space": " ", "newline": "\n", "os": os.pathsep, ":": ":", ";": ";"}
    if word not in known:
        raise ValueError(f"{word!r} is not a valid value for {setting}; expected {', '.join(map(repr, known))}")
    return known[word]


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


def _toml_table(config):
    import os

    name = config.toml_file_name
    if not name or not os.path.exists(name):
        return {}
    import tomllib

    config.toml_args["here"] = os.path.abspath(os.path.dirname(name))
    with open(name, "rb") as file:
        table = tomllib.load(file).get("tool", {}).get("alembic", {})
    if not isinstance(table, dict):
        raise CommandError("Incorrect TOML format")
    return table


def _replaced(value, arguments):
    """%(here)s and its like in the texts of a TOML value."""
    if isinstance(value, str):
        return value % arguments
    if isinstance(value, list):
        return [_replaced(item, arguments) for item in value]
    if isinstance(value, dict):
        return {key: _replaced(item, arguments) for key, item in value.items()}
    return value


def _command_options(info):
    """Config.cmd_opts: what argparse makes of Alembic's command line."""
    from limbeck.commands import options_of

    options = dict(info["options"])
    options["raiseerr"] = options.get("raiseerr") == "true"
    options.update(options_of(info["command"], info["arguments"]))
    options.update(x=list(info["x"]) or None, name=info["config_ini_section"], quiet=info["quiet"],
                   config=[info["config_file_name"]] if info["config_file_name"] else None)
    return Namespace(**options)


class Namespace:
    """As argparse has it."""

    def __init__(self, **kw):
        self.__dict__.update(kw)

    def __contains__(self, key):
        return key in self.__dict__

    def __eq__(self, other):
        return isinstance(other, Namespace) and self.__dict__ == other.__dict__

    def __repr__(self):
        return f"Namespace({', '.join(f'{key}={value!r}' for key, value in self.__dict__.items())})"


class CommandLine:
    """The command line of Alembic, for programs that wrap it."""

    def __init__(self, prog=None):
        self.prog = prog

    def main(self, argv=None):
        raise CommandError("alembic's command line cannot be run from within a script; run limbeck itself")


def main(argv=None, prog=None, **kwargs):
    CommandLine(prog).main(argv)

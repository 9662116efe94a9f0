"""The configuration that commands are called with: a file, and what was set besides."""

import configparser
import os


def program():
    """The limbeck that does the work."""
    return os.environ.get("LIMBECK") or "limbeck"


class Config:
    """alembic.config.Config, as far as another process can be told of it."""

    def __init__(self, file_=None, ini_section="alembic", output_buffer=None, stdout=None, cmd_opts=None,
                 config_args=None, attributes=None, toml_file=None):
        if output_buffer is not None or stdout is not None:
            raise NotImplementedError("limbeck prints on the standard output of this process; "
                                      "output_buffer and stdout cannot be objects")
        if cmd_opts is not None or config_args or toml_file is not None:
            raise NotImplementedError("cmd_opts, config_args and toml_file are not handed on to limbeck")
        self.config_file_name = None if file_ is None else os.fspath(file_)
        self.config_ini_section = ini_section
        self.attributes = dict(attributes or {})
        self._set = {}

    def set_main_option(self, name, value):
        self.set_section_option(self.config_ini_section, name, value)

    def set_section_option(self, section, name, value):
        self._set.setdefault(section, {})[name] = value

    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)

    def get_section_option(self, section, name, default=None):
        parser = self._parser()
        return parser.get(section, name, fallback=default)

    def _parser(self):
        here = os.path.abspath(os.path.dirname(self.config_file_name or "."))
        parser = configparser.ConfigParser({"here": here})
        parser.optionxform = str.lower
        if self.config_file_name is not None:
            parser.read(self.config_file_name, encoding="utf-8")
        for section, options in self._set.items():
            if not parser.has_section(section):
                parser.add_section(section)
            for name, value in options.items():
                parser.set(section, name, value)
        return parser

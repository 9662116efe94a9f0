"""The configuration of the command that runs, as Alembic's object: what the engine has read of it, and what is set here
is set there."""

import sys
from argparse import Namespace
from configparser import ConfigParser, Interpolation

import _limbeck
from alembic.config import Config
from alembic.util import CommandError

from limbeck.commands import options_of


def _ask(question, *arguments):
    try:
        return question(*arguments)
    except _limbeck.Error as error:
        raised = CommandError(error.what)
        raised._limbeck_error = error
        raise raised from error


class EngineConfig(Config):
    def __init__(self):
        info = _limbeck.config_info()
        options = dict(info["options"])
        options["raiseerr"] = options.get("raiseerr") == "true"
        options.update(options_of(info["command"], info["arguments"]))
        options.update(x=list(info["x"]) or None, name=info["config_ini_section"], quiet=info["quiet"],
                       config=[info["config_file_name"]] if info["config_file_name"] else None)
        super().__init__(info["config_file_name"] or None, info["toml_file_name"] or None,
                         info["config_ini_section"], stdout=sys.stdout, cmd_opts=Namespace(**options),
                         attributes=dict(info["attributes"]))

    @property
    def file_config(self):
        """A script may change the parser, so that it is asked from then on."""
        found = self.__dict__.get("_parser")
        if found is None:
            found = ConfigParser()
            interpolation, found._interpolation = found._interpolation, Interpolation()
            found.read_dict(_ask(_limbeck.config_as_written))
            found._interpolation = interpolation
            self.__dict__["_parser"] = found
        return found

    def _is_asked(self):
        return "_parser" in self.__dict__

    def get_section(self, name, default=None):
        if self._is_asked():
            return super().get_section(name, default)
        found = _ask(_limbeck.config_section, name)
        return default if found is None else found

    def get_section_option(self, section, name, default=None):
        if self._is_asked():
            return super().get_section_option(section, name, default)
        found = _ask(_limbeck.config_get, section, name)
        return default if found is None else found

    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)

    def get_alembic_option(self, name, default=None):
        if self._is_asked():
            return super().get_alembic_option(name, default)
        section = _ask(_limbeck.config_section, self.config_ini_section) or {}
        if name.lower() in section:
            return section[name.lower()]
        found = _ask(_limbeck.config_toml_value, name)
        return default if found is None else found

    def set_section_option(self, section, name, value):
        if not isinstance(value, str):
            raise TypeError("option values must be strings")
        try:
            _limbeck.config_set(section, name, value)
        except _limbeck.Error as error:
            raised = ValueError(error.what)
            raised._limbeck_error = error
            raise raised from error
        if self._is_asked():
            super().set_section_option(section, name, value)

    def remove_main_option(self, name):
        _ask(_limbeck.config_remove, name)
        if self._is_asked():
            super().remove_main_option(name)

"""The configuration of the command that runs, as Alembic's object: what the engine has read of it, and what is set here
is set there."""

import sys
from argparse import Namespace
from configparser import ConfigParser, Interpolation

import _limbeck
from alembic.config import Config
from alembic.util import CommandError

from limbeck.commands import options_of
from limbeck.options import EngineOptions


class EngineConfig(EngineOptions, Config):
    def __init__(self):
        info = _limbeck.config_info()
        Config.__init__(self, info["config_file_name"] or None, info["toml_file_name"] or None, info["config_ini_section"],
                        stdout=sys.stdout, cmd_opts=Namespace(**options_of(info)), attributes=dict(info["attributes"]))

    def _ask(self, question, *arguments):
        try:
            return question(*arguments)
        except _limbeck.Error as error:
            raised = CommandError(error.what)
            raised._limbeck_error = error
            raise raised from error

    @property
    def file_config(self):
        """A script may change the parser, so that it is asked from then on."""
        found = self.__dict__.get("_parser")
        if found is None:
            found = ConfigParser()
            interpolation, found._interpolation = found._interpolation, Interpolation()
            found.read_dict(self._ask(_limbeck.config_as_written))
            found._interpolation = interpolation
            self.__dict__["_parser"] = found
        return found

    def _is_asked(self):
        return "_parser" in self.__dict__

    def _options(self):
        """Whose options are asked."""
        return Config if self._is_asked() else EngineOptions

    def get_section(self, name, default=None):
        return self._options().get_section(self, name, default)

    def get_section_option(self, section, name, default=None):
        return self._options().get_section_option(self, section, name, default)

    def get_alembic_option(self, name, default=None):
        return self._options().get_alembic_option(self, name, default)

    def set_section_option(self, section, name, value):
        super().set_section_option(section, name, value)
        if self._is_asked():
            Config.set_section_option(self, section, name, value)

    def remove_main_option(self, name):
        super().remove_main_option(name)
        if self._is_asked():
            Config.remove_main_option(self, name)

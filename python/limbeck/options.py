"""Options of the configuration as the engine has read them, and sets them: a part of Config in both runtimes, which says by
`_ask()` how a question fails."""

import _limbeck


class EngineOptions:
    def get_section(self, name, default=None):
        found = self._ask(_limbeck.config_section, name)
        return default if found is None else found

    def get_section_option(self, section, name, default=None):
        found = self._ask(_limbeck.config_get, section, name)
        return default if found is None else found

    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)

    def get_alembic_option(self, name, default=None):
        section = self.get_section(self.config_ini_section, {})
        if name.lower() in section:
            return section[name.lower()]
        found = self._ask(_limbeck.config_toml_value, name)
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

    def set_main_option(self, name, value):
        self.set_section_option(self.config_ini_section, name, value)

    def remove_main_option(self, name):
        self._ask(_limbeck.config_remove, name)

"""BaseSettings: models whose values come from the environment."""

from pydantic import _validation
from pydantic._errors import PydanticUndefined
from pydantic.main import BaseModel

from .sources import (
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    SecretsSettingsSource,
    deep_update,
)


def SettingsConfigDict(**options):
    return dict(options)


class BaseSettings(BaseModel):
    """Values from, first to last: arguments, environment, .env files, secret files, defaults."""

    model_config = {
        "extra": "forbid",
        "arbitrary_types_allowed": True,
        "validate_default": True,
        "case_sensitive": False,
        "env_prefix": "",
        "env_file": None,
        "env_file_encoding": None,
        "env_ignore_empty": False,
        "env_nested_delimiter": None,
        "env_parse_none_str": None,
        "secrets_dir": None,
        "json_file": None,
        "toml_file": None,
        "yaml_file": None,
        "protected_namespaces": ("model_validate", "model_dump", "settings_customise_sources"),
    }
    # Settings hold passwords: what was wrong is said without the value.
    __hide_input__ = True
    __old_settings__ = False

    def __init__(self, /, _case_sensitive=None, _nested_model_default_partial_update=None, _env_prefix=None,
                 _env_file=PydanticUndefined, _env_file_encoding=None, _env_ignore_empty=None,
                 _env_nested_delimiter=None, _env_nested_max_split=None, _env_parse_none_str=None,
                 _env_parse_enums=None, _secrets_dir=None, **values):
        cls = type(self)
        env = {"case_sensitive": _case_sensitive, "env_prefix": _env_prefix, "env_ignore_empty": _env_ignore_empty,
               "env_nested_delimiter": _env_nested_delimiter, "env_nested_max_split": _env_nested_max_split,
               "env_parse_none_str": _env_parse_none_str, "env_parse_enums": _env_parse_enums}
        sources = self._sources(
            InitSettingsSource(cls, values),
            EnvSettingsSource(cls, **env),
            DotEnvSettingsSource(cls, env_file=_env_file, env_file_encoding=_env_file_encoding, **env),
            SecretsSettingsSource(cls, _secrets_dir, _case_sensitive, _env_prefix, _env_ignore_empty,
                                  _env_parse_none_str),
        )
        state = {}
        for source in sources:
            if hasattr(source, "_current_state"):
                source._current_state = state
            try:
                found = source()
            except TypeError:
                if not getattr(cls, "__old_settings__", False):
                    raise
                found = source(self)  # pydantic 1's custom sources take the settings
            state = deep_update(found, state)
        cls._validated(state, _validation.Run(), self)

    @classmethod
    def _sources(cls, init, env, dotenv, secrets):
        return cls.settings_customise_sources(
            cls, init_settings=init, env_settings=env, dotenv_settings=dotenv, file_secret_settings=secrets
        )

    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, env_settings, dotenv_settings,
                                   file_secret_settings):
        return init_settings, env_settings, dotenv_settings, file_secret_settings

"""Stand-in for pydantic_settings."""

import pydantic  # first: pydantic names BaseSettings, too, and takes it from here

from .main import BaseSettings, SettingsConfigDict
from .sources import (
    DotEnvSettingsSource,
    EnvSettingsSource,
    ForceDecode,
    InitSettingsSource,
    JsonConfigSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    PyprojectTomlConfigSettingsSource,
    SecretsSettingsSource,
    SettingsError,
    TomlConfigSettingsSource,
)

__version__ = "2.16.3"

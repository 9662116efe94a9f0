"""pydantic 1's place of BaseSettings."""

from pydantic_settings._old import BaseSettings

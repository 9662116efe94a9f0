"""BaseSettings as pydantic 1 had it, and as `from pydantic import BaseSettings` means it."""

from .main import BaseSettings as _Settings


class BaseSettings(_Settings):
    model_config = {"extra": "forbid", "coerce_numbers_to_str": True}
    __old_settings__ = True

    @classmethod
    def __old_optional__(cls, field):
        """Optional fields had None as their default."""
        import typing

        return type(None) in typing.get_args(field.annotation) and field.default is not Ellipsis

    @classmethod
    def _sources(cls, init, env, dotenv, secrets):
        custom = cls.model_config.get("customise_sources")
        if custom is None:
            return super()._sources(init, env, dotenv, secrets)

        class _EnvironmentAndFile:
            def __call__(self, settings=None):
                return {**dotenv(), **env()}

        return custom(init_settings=init, env_settings=_EnvironmentAndFile(), file_secret_settings=secrets)

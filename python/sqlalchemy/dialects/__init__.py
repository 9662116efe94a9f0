"""Dialects: the types and constructs that only one database has. Each is imported when a script asks for it."""

from limbeck.facade import unknown_names

from .._dialect import dialect_named

# Alembic and engines have imported them, so that scripts may say sa.dialects.postgresql.
__getattr__ = unknown_names(__name__, ("postgresql", "sqlite"))


class _Registry:
    def load(self, name):
        return dialect_named(name.partition(".")[0])


registry = _Registry()

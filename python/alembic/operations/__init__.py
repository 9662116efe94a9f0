"""Alembic's operations, as scripts name them."""

from limbeck.facade import unknown_names

_homes = {"AbstractOperations": "base", "Operations": "base", "BatchOperations": "base", "MigrateOperation": "ops",
          "MigrationScript": "ops"}
__all__ = list(_homes)
__getattr__ = unknown_names(__name__, ("base", "ops"), homes=_homes)

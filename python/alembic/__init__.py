"""Alembic's names, for scripts; the work is done by the engine."""

from . import context, op

__version__ = "1.19.2"
__all__ = ["context", "op"]

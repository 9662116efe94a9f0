"""Expressions that only SQLite has; scripts find them in sqlalchemy.dialects.sqlite."""

from .dml import Insert, insert

__all__ = ("Insert", "insert")

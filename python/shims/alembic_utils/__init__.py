"""Stand-in for alembic_utils: entities that a project declares, and the operations of its revision files."""

__version__ = "0.8.8"

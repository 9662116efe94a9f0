"""Stand-in for Advanced Alchemy: its bases, mixins and column types; repositories and services belong to the running
application."""

__version__ = "1.12.0"

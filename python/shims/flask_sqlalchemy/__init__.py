"""Stand-in for Flask-SQLAlchemy: its bases, names of tables and metadata for binds; engines and sessions belong to the running
application."""

from .extension import SQLAlchemy

__version__ = "3.1.1"

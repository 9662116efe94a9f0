"""Stand-in for sqlmodel: models that are tables, its column types, and SQLAlchemy's names."""

import sqlalchemy as _sqlalchemy
from pydantic import Discriminator, Tag

from .main import Field, Relationship, SQLModel
from .sql.expression import col, select
from .sql.sqltypes import AutoString, UTCDateTime

__version__ = "0.0.50"

for _name in dir(_sqlalchemy):
    if not _name.startswith("_"):
        globals().setdefault(_name, getattr(_sqlalchemy, _name))

from .orm.session import Session  # noqa: E402

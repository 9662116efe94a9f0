"""Annotations in quotation marks, whole and in parts."""
import datetime
from typing import Annotated, Optional

import sqlalchemy as sa
from sqlalchemy import orm

short = Annotated[str, orm.mapped_column(sa.String(4))]


class Base(orm.DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: "orm.Mapped[int]" = orm.mapped_column(primary_key=True)
    b: orm.Mapped["str"]
    c: orm.Mapped["Optional[str]"]
    d: orm.Mapped[Optional["int"]]
    e: orm.Mapped["int | None"]
    f: "orm.Mapped[Optional[datetime.date]]"
    g: orm.Mapped["short"]
    h: "orm.Mapped[short | None]"
    i: "orm.Mapped['str | None']"


target_metadata = Base.metadata

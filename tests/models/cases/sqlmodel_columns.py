"""sa_column, sa_type, sa_column_args, sa_column_kwargs."""
import datetime

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Column, DateTime, ForeignKey, Identity, Numeric, String, Text
from sqlalchemy import UniqueConstraint, Index, func, text
from sqlalchemy.dialects import postgresql
from sqlmodel import Field, SQLModel


class Base(SQLModel):
    made: datetime.datetime = Field(sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": func.now()})
    changed: datetime.datetime | None = Field(default=None, sa_type=DateTime(timezone=True),
                                              sa_column_kwargs={"onupdate": func.now(), "nullable": True})


class First(Base, table=True):
    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(), primary_key=True))
    text: str = Field(sa_column=Column("body", Text, nullable=False, comment="the text"))
    tags: list[str] = Field(sa_column=Column(postgresql.ARRAY(String)))
    price: float = Field(sa_type=Numeric(10, 2), sa_column_args=[CheckConstraint("price > 0", name="positive")])
    kind: str = Field(default="a", sa_column_kwargs={"server_default": "a", "comment": "kind of it"})
    name: str = Field(sa_type=String(40), index=True)


class Second(Base, table=True):
    __table_args__ = (UniqueConstraint("first_id", "code", name="uq_code"), Index("ix_code", text("lower(code)")),
                      {"comment": "second"})
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    first_id: int = Field(sa_column_args=[ForeignKey("first.id", ondelete="CASCADE")])
    code: str


target_metadata = SQLModel.metadata
target_dialects = ("postgresql",)

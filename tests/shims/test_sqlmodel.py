"""sqlmodel: tables made from models, the column types, sessions."""

import unittest

from harness import case, make_tests

SHOW_TABLES = """
from sqlalchemy.schema import CreateTable, CreateIndex
from sqlalchemy.dialects import postgresql, sqlite, mysql

def show_table(table, dialects=(postgresql, sqlite)):
    for dialect in dialects:
        show(str(CreateTable(table).compile(dialect=dialect.dialect())))
    for index in sorted(table.indexes, key=lambda index: index.name):
        show(str(CreateIndex(index).compile(dialect=postgresql.dialect())))
"""

CASES = [
    case("types", SHOW_TABLES + """
import enum, uuid, decimal, pathlib, ipaddress
from datetime import date, datetime, time, timedelta
from typing import Annotated, Optional
from pydantic import AwareDatetime, EmailStr, NaiveDatetime, PositiveInt, constr
from sqlmodel import Field, SQLModel

SQLModel.metadata.clear()

class Mood(str, enum.Enum):
    good = "fine"
    bad = "poor"

class Types(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    a: str
    b: str | None = None
    c: str = Field(max_length=30)
    d: float = 1.5
    e: bool
    f: datetime
    g: date
    h: time
    i: timedelta
    j: bytes
    k: decimal.Decimal = Field(max_digits=10, decimal_places=2)
    l: uuid.UUID = Field(default_factory=uuid.uuid4, index=True)
    m: Mood = Mood.good
    n: pathlib.Path
    o: ipaddress.IPv4Address
    p: EmailStr = Field(unique=True)
    q: Annotated[str, Field(max_length=9)]
    r: NaiveDatetime
    s: decimal.Decimal
    t: Optional[Mood]
    u: str = Field(nullable=True)
    v: Optional[str] = Field(nullable=False)
show_table(Types.__table__, (postgresql, sqlite, mysql))
show([repr(column.type) for column in Types.__table__.columns])
show(Types.__table__.c.d.default.arg, Types.__table__.c.l.default.is_callable)
"""),
    case("columns", SHOW_TABLES + """
from sqlalchemy import text, JSON, Column, DateTime, UniqueConstraint, Index, Text, String
from sqlmodel import Field, SQLModel
from typing import Optional, List, Dict

SQLModel.metadata.clear()

class Team(SQLModel, table=True):
    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("name", "town", name="uq_team"), {"comment": "the teams"})
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    city: str = Field(sa_column=Column("town", String(40), nullable=False, server_default="x"))
    data: dict = Field(default_factory=dict, sa_type=JSON)
    tags: List[str] = Field(default=[], sa_column=Column(JSON))
    made: Optional[str] = Field(default=None, sa_column_kwargs={"server_default": text("now()"), "comment": "c"},
                                sa_type=DateTime(timezone=True))

class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = Field(default=None, foreign_key="teams.id", ondelete="SET NULL")
    boss: int = Field(foreign_key="hero.id", sa_column_kwargs={"name": "chef"}, unique=True, index=True)

show_table(Team.__table__)
show_table(Hero.__table__)
show(sorted(SQLModel.metadata.tables))
"""),
    case("inheritance", SHOW_TABLES + """
import uuid
from datetime import datetime
from sqlalchemy import DateTime, func
from sqlmodel import Field, Relationship, SQLModel

SQLModel.metadata.clear()

class Stamps(SQLModel):
    made: datetime = Field(sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": func.now()})

class UserBase(SQLModel):
    email: str = Field(unique=True, index=True, max_length=255)
    is_active: bool = True

class Person(UserBase, Stamps, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    hashed_password: str
    items: list["Thing"] = Relationship(back_populates="owner", cascade_delete=True)

class PersonPublic(UserBase):
    id: uuid.UUID

class Thing(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    owner_id: uuid.UUID = Field(foreign_key="person.id", nullable=False, ondelete="CASCADE")
    owner: Person | None = Relationship(back_populates="items")

show_table(Person.__table__)
show_table(Thing.__table__)
show(Thing.__tablename__, PersonPublic.model_fields.keys() == {"email", "is_active", "id"})
"""),
    case("quoted", """from __future__ import annotations
""" + SHOW_TABLES + """
from typing import Optional
from sqlmodel import Field, SQLModel

SQLModel.metadata.clear()

class Link(SQLModel, table=True):
    a: Optional[int] = Field(default=None, primary_key=True)
    b: str | None = Field(default=None, max_length=5)
show_table(Link.__table__)
"""),
    case("session", """
from typing import List, Optional
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select, col, func

SQLModel.metadata.clear()

class Links(SQLModel, table=True):
    left: int = Field(foreign_key="author.id", primary_key=True)
    right: int = Field(foreign_key="novel.id", primary_key=True)

class Author(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    novels: List["Novel"] = Relationship(back_populates="authors", link_model=Links)

class Novel(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    title: str
    pages: int = 10
    authors: List[Author] = Relationship(back_populates="novels", link_model=Links)

engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)
with Session(engine) as session:
    novel = Novel(title="one", authors=[Author(name="A"), Author(name="B")])
    session.add(novel)
    session.commit()
    show(novel.id, novel.pages, sorted(author.name for author in novel.authors))
    show(session.exec(select(Author.name).order_by(col(Author.name).desc())).all())
    show([tuple(row) for row in session.exec(select(Author.id, Author.name)).all()])
    show(session.exec(select(func.count()).select_from(Novel)).one())
    found = session.exec(select(Novel).where(Novel.title == "one")).first()
    show(sorted(found.model_dump().items()))
    found.pages = 7
    session.add(found)
    session.commit()
    session.refresh(found)
    show(found.pages, session.get(Author, 1).name)
"""),
    case("models", """
from sqlmodel import Field, SQLModel
SQLModel.metadata.clear()

class Plain(SQLModel):
    a: int = Field(gt=0)
    b: str = "x"

class Kept(Plain, table=True):
    id: int | None = Field(default=None, primary_key=True)

show(Plain(a="3"))
fails(lambda: Plain(a=0))
show(Kept.model_validate({"a": "4"}).a, Kept(a=-1).a, Kept.model_validate(Plain(a=1), update={"b": "y"}).b)
fails(lambda: Kept.model_validate({"a": "q"}))
fails(lambda: Field(ondelete="CASCADE"))
fails(lambda: Field(sa_column_kwargs={"type_": int}))
def bad():
    class Bad(SQLModel, table=True):
        id: int = Field(primary_key=True)
        a: list[str]
fails(bad)
def bad_set_null():
    class BadNull(SQLModel, table=True):
        id: int = Field(primary_key=True)
        a: int = Field(foreign_key="kept.id", ondelete="SET NULL")
fails(bad_set_null)
"""),
    case("auto_string", """
from sqlmodel.sql.sqltypes import AutoString
import sqlmodel
from sqlalchemy.dialects import postgresql, sqlite, mysql
for made in (AutoString(), AutoString(length=40), sqlmodel.AutoString(8)):
    for dialect in (postgresql, sqlite, mysql):
        show(made.compile(dialect=dialect.dialect()))
    show(made)
"""),
    case("names", """
import sqlmodel
names = [name for name in dir(sqlmodel) if not name.startswith("_")]
for name in ("Field", "Relationship", "Session", "SQLModel", "create_engine", "select", "func", "or_", "desc", "JSON",
             "Column", "text", "UniqueConstraint", "Index", "inspect", "StaticPool", "col", "Enum", "ARRAY", "DateTime"):
    show(name, name in names)
"""),
]

Sqlmodel = make_tests("sqlmodel", CASES, needs=["sqlalchemy", "sqlmodel"])

if __name__ == "__main__":
    unittest.main()

"""What tables declarative classes make."""
import datetime
import decimal
import enum
import uuid
from typing import Annotated, Optional

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.ext.declarative import declared_attr as old_declared_attr
from sqlalchemy.orm import (DeclarativeBase, Mapped, backref, column_property, declarative_base, declared_attr,
                            mapped_column, registry, relationship)


def show(table):
    print(table.fullname)
    for column in table.columns:
        keys = sorted(str(fk.target_fullname) for fk in column.foreign_keys)
        print("  ", column.name, column.key, type(column.type).__name__, column.nullable, column.primary_key, column.unique,
              column.index, keys)
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        if not getattr(index, "_column_flag", False):
            print("  index", index.name, [str(getattr(item, "name", item)) for item in index.expressions], index.unique)
    for constraint in sorted(table.constraints, key=lambda c: (type(c).__name__, str(c.name), str([
            x.name for x in getattr(c, "columns", ())]))):
        if type(constraint).__name__ == "UniqueConstraint" and getattr(constraint, "_column_flag", False):
            continue
        if type(constraint).__name__ == "PrimaryKeyConstraint":
            continue
        print("  ", type(constraint).__name__, constraint.name, [c.name for c in getattr(constraint, "columns", ())])
    print("   key", [c.name for c in table.primary_key.columns])


class Colour(enum.Enum):
    red = "r"
    green = "g"


class Base(DeclarativeBase):
    type_annotation_map = {str: sa.String(30), datetime.datetime: sa.DateTime(timezone=True)}


pk = Annotated[int, mapped_column(primary_key=True)]
name30 = Annotated[str, mapped_column(String(10), nullable=False)]


class Stamped:
    created: Mapped[datetime.datetime]
    z = Column(Integer)


class Owned:
    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("people.id"))


class Person(Base):
    __tablename__ = "people"
    id: Mapped[pk]
    name: Mapped[str | None] = mapped_column(index=True)
    short: Mapped[name30]
    email: Mapped[Optional[str]] = mapped_column(String(50), unique=True)
    balance: Mapped[decimal.Decimal]
    token: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
    colour: Mapped[Colour]
    things: Mapped[list["Thing"]] = relationship(foreign_keys="Thing.owner_id")


class Thing(Stamped, Owned, Base):
    __tablename__ = "things"
    __table_args__ = (UniqueConstraint("a", "b_column", name="uq_ab"), Index("ix_a", "a"), {"schema": "s"})
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[Optional[int]]
    b = Column("b_column", Integer)
    raw: Mapped[bytes]
    on: Mapped[bool]
    at: Mapped[datetime.date]
    other: Mapped[Optional["Person"]] = relationship(foreign_keys="Thing.owner_id")


class Special(Thing):
    extra: Mapped[Optional[int]]


class Employee(Person):
    __tablename__ = "employees"
    id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    salary: Mapped[float]


Old = declarative_base()


class OldMixin:
    @old_declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    made = Column(sa.DateTime)

    @old_declared_attr
    def person_id(cls):
        return Column(Integer, ForeignKey("node.id"))


class Node(OldMixin, Old):
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("node.id", ondelete="CASCADE"))
    children = relationship("Node", backref=backref("parent", remote_side=[id]))
    twice = column_property(id + id)


class Leaf(OldMixin, Old):
    __table_args__ = {"comment": "leaves"}
    id = Column(Integer, primary_key=True)
    kind = Column(sa.Enum("a", "b", name="kind"))


link = sa.Table("link", Old.metadata, Column("a", ForeignKey("node.id"), primary_key=True),
                Column("b", ForeignKey(Leaf.id), primary_key=True))

reg = registry()


@reg.mapped
class Mapped1:
    __tablename__ = "mapped1"
    id = Column(Integer, primary_key=True)


for table in (Person.__table__, Thing.__table__, Employee.__table__, Node.__table__, Leaf.__table__, link,
              Mapped1.__table__):
    show(table)
print(Leaf.__table__.comment, [table.name for table in Old.metadata.sorted_tables])
print(Special.__table__ is Thing.__table__, Person.name.key, Thing.__tablename__)

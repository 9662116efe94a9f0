needs = ["advanced_alchemy", "sqlalchemy<2.1"]
import datetime
import uuid

from advanced_alchemy.base import (BigIntAuditBase, BigIntBase, DefaultBase, IdentityBase, NanoIDBase, UUIDAuditBase,
                                   UUIDBase, UUIDv7Base, orm_registry)
from advanced_alchemy.mixins import AuditColumns, SlugKey, UUIDPrimaryKey
from advanced_alchemy.types import GUID, DateTimeUTC, EncryptedString, EncryptedText, JsonB
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship


class Author(UUIDBase):
    name: Mapped[str]
    born: Mapped[datetime.date | None]
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(UUIDAuditBase):
    __tablename__ = "books"
    title: Mapped[str] = mapped_column(String(80), index=True)
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="books")
    data: Mapped[dict]
    seen: Mapped[datetime.datetime | None]
    raw: Mapped[dict] = mapped_column(JsonB)
    other: Mapped[uuid.UUID] = mapped_column(GUID)
    at: Mapped[datetime.datetime] = mapped_column(DateTimeUTC)


class MyThing(BigIntBase):
    a: Mapped[int]


class Audited(BigIntAuditBase):
    __table_args__ = {"schema": "x"}
    a: Mapped[int]


class Numbered(IdentityBase):
    b: Mapped[str]


class Seventh(UUIDv7Base):
    pass


class Nano(NanoIDBase):
    pass


class Plain(DefaultBase):
    key: Mapped[str] = mapped_column(primary_key=True)


class Mixed(AuditColumns, UUIDPrimaryKey, DefaultBase):
    word: Mapped[str]


class Animal(UUIDBase):
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "animal"}


class Dog(Animal):
    bark: Mapped[str | None]
    __mapper_args__ = {"polymorphic_identity": "dog"}


target_metadata = orm_registry.metadata

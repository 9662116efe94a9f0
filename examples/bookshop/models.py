"""The bookshop's tables, as they are after the newest revision."""

import datetime
import decimal

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Every constraint gets a name, so that any of them can be dropped again, on SQLite as well.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class Author(Base):
    __tablename__ = "author"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), index=True)
    born: Mapped[int | None] = mapped_column(Integer)


class Genre(Base):
    __tablename__ = "genre"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    label: Mapped[str] = mapped_column(String(60))


class Book(Base):
    __tablename__ = "book"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price_not_negative"),
        Index("ix_book_author_title", "author_id", "title"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    isbn: Mapped[str | None] = mapped_column(String(17), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id", ondelete="CASCADE"))
    genre_code: Mapped[str | None] = mapped_column(ForeignKey("genre.code"))
    price: Mapped[decimal.Decimal] = mapped_column(Numeric(8, 2))
    in_print: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    blurb: Mapped[str | None] = mapped_column(Text)


class Customer(Base):
    __tablename__ = "customer"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    joined: Mapped[datetime.datetime] = mapped_column(DateTime, server_default=func.now())


class Sale(Base):
    __tablename__ = "sale"
    __table_args__ = (UniqueConstraint("customer_id", "book_id", "day", name="uq_sale_once_a_day"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"), index=True)
    day: Mapped[str] = mapped_column(String(10))
    quantity: Mapped[int] = mapped_column(Integer, server_default=text("1"))

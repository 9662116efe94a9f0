"""SQLModel classes and a DeclarativeBase over one metadata."""
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlmodel import Field, SQLModel


class Base(DeclarativeBase):
    metadata = SQLModel.metadata


class Old(Base):
    __tablename__ = "old"
    id: Mapped[int] = mapped_column(primary_key=True)


class New(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    old_id: int = Field(foreign_key="old.id")


class Older(Base):
    __tablename__ = "older"
    id: Mapped[int] = mapped_column(primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("new.id"))


target_metadata = Base.metadata

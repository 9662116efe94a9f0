"""A DeclarativeBase that brings a registry."""
from sqlalchemy import MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

known = registry(metadata=MetaData(), type_annotation_map={str: Text})


class Base(DeclarativeBase):
    registry = known


class Page(Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str]


target_metadata = known.metadata

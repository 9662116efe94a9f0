"""@registry.mapped and @registry.mapped_as_dataclass."""
from dataclasses import dataclass, field
from typing import Optional

from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column, registry

reg = registry()


@reg.mapped
class One:
    __tablename__ = "one"
    id = Column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(5))


@reg.mapped_as_dataclass
class Two:
    __tablename__ = "two"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    a: Mapped[int | None]


@reg.mapped_as_dataclass(kw_only=True, repr=False)
class Three:
    __tablename__ = "three"
    id: Mapped[int] = mapped_column(primary_key=True)


@reg.mapped
@dataclass
class Four:
    __table__ = Table("four", reg.metadata, Column("id", Integer, primary_key=True), Column("name", String(50)))
    id: int = field(init=False)
    name: Optional[str] = None


target_metadata = reg.metadata

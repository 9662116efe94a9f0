"""A type_annotation_map of generic types, JSON for dict, ARRAY for lists."""
from typing import Any, Dict, List, NewType, Optional

from sqlalchemy import ARRAY, JSON, BigInteger, Integer, String
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Big = NewType("Big", int)
Small = NewType("Small", str)


class Base(DeclarativeBase):
    type_annotation_map = {
        dict[str, Any]: JSON,
        Dict[str, str]: postgresql.JSONB,
        list[str]: ARRAY(String(10)),
        List[int]: postgresql.ARRAY(Integer, dimensions=2),
        Big: BigInteger,
        Small: String(2),
        str: String().with_variant(String(255), "mysql", "mariadb"),
    }


class T(Base):
    __tablename__ = "t"
    id: Mapped[Big] = mapped_column(primary_key=True)
    a: Mapped[dict[str, Any]]
    b: Mapped[Optional[Dict[str, str]]]
    c: Mapped[list[str]]
    d: Mapped[List[int]]
    e: Mapped[Small]
    f: Mapped[Optional[Small]]
    g: Mapped[str]


target_metadata = Base.metadata

"""Type maps of bases: the nearest counts."""
from typing import Annotated, Union

from sqlalchemy import BigInteger, Float, Numeric, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

text = Annotated[str, "text"]


class Base(DeclarativeBase):
    type_annotation_map = {str: String(12), float: Numeric(6, 3), Union[int, float]: Float(30), text: Text}


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    a: Mapped[str]
    b: Mapped[float]
    c: Mapped[Union[int, float]]
    d: Mapped[Union[int, float, None]]
    e: Mapped[text]
    f: Mapped["text | None"]


target_metadata = Base.metadata

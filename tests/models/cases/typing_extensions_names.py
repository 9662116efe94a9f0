needs = ["typing_extensions"]
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import Annotated, Literal, Optional, TypeAliasType, TypedDict

str20 = Annotated[str, mapped_column(String(20))]
Alias = TypeAliasType("Alias", Annotated[str, mapped_column(String(9))])
Word = TypeAliasType("Word", str)
Maybe = TypeAliasType("Maybe", Optional[int])


class Base(DeclarativeBase):
    type_annotation_map = {Word: String(5)}


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[str20]
    b: Mapped[Literal["x", "y"]]
    c: Mapped[Alias]
    d: Mapped[Word]
    e: Mapped[Maybe]


target_metadata = Base.metadata

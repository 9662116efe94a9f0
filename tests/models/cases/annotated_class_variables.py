"""What is no column: ClassVar, plain attributes, Final."""
from typing import ClassVar, Optional

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    __allow_unmapped__ = True


class T(Base):
    __tablename__ = "t"
    count: ClassVar[int] = 3
    names: ClassVar["list[str]"] = []
    flag: bool = False
    free: Optional[str]
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int]
    note: str = None


target_metadata = Base.metadata

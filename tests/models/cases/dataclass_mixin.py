"""Dataclass mixins."""
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Stamped(MappedAsDataclass):
    made: Mapped[int] = mapped_column(default=0, sort_order=10)
    changed: Mapped[int | None] = mapped_column(default=None, sort_order=-1)


class Base(DeclarativeBase, MappedAsDataclass):
    pass


class Row(Stamped, Base):
    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    value: Mapped[int] = mapped_column(default=1)


target_metadata = Base.metadata

"""Joined and single inheritance with a mixin's columns and table names."""
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr.directive
    def __tablename__(cls) -> str | None:
        return cls.__name__.lower() if not getattr(cls, "no_table", False) else None


class Noted:
    note: Mapped[str | None] = mapped_column(String(99))


class Top(Noted, Base):
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind"}


class Middle(Top):
    id: Mapped[int] = mapped_column(ForeignKey("top.id"), primary_key=True)
    a: Mapped[int]


class Single(Top):
    no_table = True
    extra: Mapped[str | None]


class Low(Middle):
    __tablename__ = "lowest"
    id: Mapped[int] = mapped_column(ForeignKey("middle.id"), primary_key=True)


target_metadata = Base.metadata

"""Tables that refer to one another."""
from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chicken(Base):
    __tablename__ = "chicken"
    id: Mapped[int] = mapped_column(primary_key=True)
    egg_id: Mapped[int | None] = mapped_column(ForeignKey("egg.id", name="fk_egg", use_alter=True))
    mother_id: Mapped[int | None] = mapped_column(ForeignKey("chicken.id", ondelete="SET NULL"))


class Egg(Base):
    __tablename__ = "egg"
    id: Mapped[int] = mapped_column(primary_key=True)
    chicken_id: Mapped[int] = mapped_column(ForeignKey("chicken.id", deferrable=True, initially="DEFERRED"))


class Pair(Base):
    __tablename__ = "pair"
    a: Mapped[int] = mapped_column(ForeignKey("egg.id"), primary_key=True)
    b: Mapped[int] = mapped_column(ForeignKey(Egg.id), primary_key=True)
    c: Mapped[int | None]
    d: Mapped[int | None]
    __table_args__ = (ForeignKeyConstraint(["c", "d"], ["pair.a", "pair.b"], name="self"), UniqueConstraint("c", "d"))


target_metadata = Base.metadata

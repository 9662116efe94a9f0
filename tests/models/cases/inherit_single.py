"""Single-table inheritance."""
from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    pass


class Animal(Base):
    __tablename__ = "animal"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "animal"}


class Dog(Animal):
    bark: Mapped[int | None] = mapped_column(index=True)
    shared: Mapped[str | None] = mapped_column(use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "dog"}


class Cat(Animal):
    shared: Mapped[str | None] = mapped_column(use_existing_column=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("animal.id"))

    @declared_attr
    def purr(cls) -> Mapped[int | None]:
        return Animal.__table__.c.get("purr", mapped_column(Integer, nullable=True))

    __mapper_args__ = {"polymorphic_identity": "cat"}


class Lion(Cat):
    mane: Mapped[int | None] = mapped_column(unique=True)


target_metadata = Base.metadata

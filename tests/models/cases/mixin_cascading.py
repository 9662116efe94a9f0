"""declared_attr.cascading."""
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, has_inherited_table, mapped_column


class Base(DeclarativeBase):
    pass


class HasIdMixin:
    @declared_attr.cascading
    def id(cls) -> Mapped[int]:
        if has_inherited_table(cls):
            return mapped_column(ForeignKey("person.id"), primary_key=True)
        return mapped_column(Integer, primary_key=True)

    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()


class Person(HasIdMixin, Base):
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "person"}


class Engineer(Person):
    info: Mapped[str] = mapped_column(String(10))
    __mapper_args__ = {"polymorphic_identity": "engineer"}



target_metadata = Base.metadata

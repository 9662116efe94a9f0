"""Mapper arguments have no effect on the schema."""
from sqlalchemy import Column, FetchedValue, Integer, String, case, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, polymorphic_union


class Base(DeclarativeBase):
    __mapper_args__ = {"eager_defaults": True}


class Versioned:
    version_id: Mapped[int] = mapped_column(nullable=False, server_default=text("1"))

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.version_id}


class Doc(Versioned, Base):
    __tablename__ = "doc"
    id: Mapped[int] = mapped_column(primary_key=True)


class Shape(Base):
    __tablename__ = "shape"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": case((kind == "a", "x"), else_="y"), "polymorphic_identity": "y",
                       "confirm_deleted_rows": False, "exclude_properties": ["left_out"]}


class Circle(Shape):
    __mapper_args__ = {"polymorphic_identity": "x"}
    radius: Mapped[int | None]


target_metadata = Base.metadata

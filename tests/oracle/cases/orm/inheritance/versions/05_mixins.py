"""Mixins, abstract bases, declared_attr, columns of annotated types, dataclasses"""
from datetime import datetime
from typing import Annotated, Optional

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, Session, declared_attr, mapped_column, relationship

revision = "ce19f5472d7d"
down_revision = "dbff2f659e00"

name30 = Annotated[str, mapped_column(sa.String(30), nullable=False)]


class Base(DeclarativeBase):
    type_annotation_map = {str: sa.String(50)}


class Stamped:
    created: Mapped[datetime] = mapped_column(default=datetime(2024, 5, 6, 7, 8, 9))

    @declared_attr.directive
    def __tablename__(cls):
        return "mixed_" + cls.__name__.lower()


class Owned:
    @declared_attr
    def owner_id(cls) -> Mapped[Optional[int]]:
        return mapped_column(sa.ForeignKey("mixed_owner.id"))

    @declared_attr
    def owner(cls) -> Mapped[Optional["Owner"]]:
        return relationship("Owner")


class Owner(Stamped, Base):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[name30]


class Thing(Stamped, Owned, Base):
    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[Optional[str]]


class Data(MappedAsDataclass, DeclarativeBase):
    pass


class Point(Data):
    __tablename__ = "data_point"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    x: Mapped[int]
    y: Mapped[int] = mapped_column(default=7)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    Data.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        thing = Thing(id=1, note="n", owner=Owner(id=3, name="o"))
        session.add_all([thing, Point(x=1), Point(2, 3)])
        session.commit()
        print(thing.owner_id, thing.created, session.scalars(sa.select(Point).order_by(Point.id)).all())


def downgrade():
    Data.metadata.drop_all(op.get_bind())
    Base.metadata.drop_all(op.get_bind())

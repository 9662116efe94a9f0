"""Concrete tables, and a union of them"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import Session, declarative_base

revision = "e3b327686200"
down_revision = "d46ddd136fac"

Base = declarative_base()


class Vehicle(AbstractConcreteBase, Base):
    strict_attrs = True


class Car(Vehicle):
    __tablename__ = "car"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    doors = sa.Column(sa.Integer)
    __mapper_args__ = {"polymorphic_identity": "car", "concrete": True}


class Boat(Vehicle):
    __tablename__ = "boat"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    length = sa.Column(sa.Integer)
    __mapper_args__ = {"polymorphic_identity": "boat", "concrete": True}


def upgrade():
    Base.metadata.create_all(op.get_bind())
    Base.registry.configure()
    with Session(op.get_bind()) as session:
        session.add_all([Car(id=1, name="beetle", doors=2), Boat(id=1, name="queen", length=300)])
        session.commit()
        print(sorted((type(one).__name__, one.name) for one in session.scalars(sa.select(Vehicle))))
        session.get(Car, 1).doors = 4
        session.commit()
        print(session.scalar(sa.select(Car.doors)))


def downgrade():
    Base.metadata.drop_all(op.get_bind())

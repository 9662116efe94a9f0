"""Enum of strings and of classes, native and not"""
import enum

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Mapped, Session, declarative_base, mapped_column

revision = "8f264a062dc8"
down_revision = "79607cedd475"

Base = declarative_base()


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Car(Base):
    __tablename__ = "car"
    id: Mapped[int] = mapped_column(primary_key=True)
    colour: Mapped[Colour]
    inside = sa.Column(sa.Enum(Colour, values_callable=lambda kind: [one.value for one in kind], name="inside_colour"))
    fuel = sa.Column(sa.Enum("petrol", "none", name="fuel", native_enum=False, length=12, create_constraint=True))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Car(colour=Colour.RED, inside=Colour.BLUE, fuel="petrol"), Car(colour=Colour.BLUE, inside=None)])
        session.commit()
        print([(car.colour, car.inside, car.fuel) for car in session.scalars(sa.select(Car).order_by(Car.id))])
        print(session.scalars(sa.select(Car.id).where(Car.colour.in_([Colour.BLUE]))).all())
        try:
            with session.begin_nested():
                session.add(Car(colour="green"))
        except sa.exc.StatementError as error:
            print(type(error).__name__, str(error.orig).splitlines()[0])
        try:
            with session.begin_nested():
                session.execute(sa.text("UPDATE car SET fuel = 'water'"))
        except sa.exc.IntegrityError as error:
            print(type(error).__name__)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

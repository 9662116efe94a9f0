"""contains_eager with a condition, and lazy="raise", raiseload"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session, contains_eager, declarative_base, noload, raiseload, relationship

revision = "d041395787b3"
down_revision = "9a1f911f271f"

Base = declarative_base()


class Room(Base):
    __tablename__ = "room"
    id = sa.Column(sa.Integer, primary_key=True)
    chairs = relationship("Chair", back_populates="room")
    lamps = relationship("Lamp", lazy="raise")


class Chair(Base):
    __tablename__ = "chair"
    id = sa.Column(sa.Integer, primary_key=True)
    colour = sa.Column(sa.String(10))
    room_id = sa.Column(sa.ForeignKey("room.id"))
    room = relationship(Room, back_populates="chairs")


class Lamp(Base):
    __tablename__ = "lamp"
    id = sa.Column(sa.Integer, primary_key=True)
    room_id = sa.Column(sa.ForeignKey("room.id"))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add(Room(id=1, chairs=[Chair(id=1, colour="red"), Chair(id=2, colour="blue")]))
        session.commit()
    with Session(op.get_bind()) as session:
        query = sa.select(Room).join(Room.chairs).where(Chair.colour == "red").options(contains_eager(Room.chairs))
        room = session.scalars(query).unique().one()
        print([chair.id for chair in room.chairs])
        chair = session.scalars(sa.select(Chair).where(Chair.id == 2).options(raiseload("*"))).one()
        for broken in (lambda: room.lamps, lambda: chair.room):
            try:
                print(broken())
            except InvalidRequestError as error:
                print(error)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

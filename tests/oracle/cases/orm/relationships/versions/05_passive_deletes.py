"""passive_deletes with ON DELETE CASCADE of the database, and SET NULL by the session"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship

revision = "0a897134d1dc"
down_revision = "f08265c7de25"

Base = declarative_base()


class House(Base):
    __tablename__ = "house"
    id = sa.Column(sa.Integer, primary_key=True)
    rooms = relationship("Room", cascade="all, delete", passive_deletes=True)
    guests = relationship("Guest")


class Room(Base):
    __tablename__ = "room"
    id = sa.Column(sa.Integer, primary_key=True)
    house_id = sa.Column(sa.ForeignKey("house.id", ondelete="CASCADE"))


class Guest(Base):
    __tablename__ = "guest"
    id = sa.Column(sa.Integer, primary_key=True)
    house_id = sa.Column(sa.ForeignKey("house.id"))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add(House(id=1, rooms=[Room(id=1), Room(id=2)], guests=[Guest(id=1)]))
        session.add(House(id=2, rooms=[Room(id=3)]))
        session.commit()
        house = session.get(House, 1)
        print(len(house.rooms))
        session.delete(house)
        session.commit()
        print(session.scalars(sa.select(Room.id).order_by(Room.id)).all())
        print(session.execute(sa.select(Guest.id, Guest.house_id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""Composite primary keys, keys that change, with_for_update, identity_map"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "c9abfdc556dc"
down_revision = "f773e0699112"

Base = declarative_base()


class Seat(Base):
    __tablename__ = "seat"
    row = sa.Column(sa.String(2), primary_key=True)
    number = sa.Column(sa.Integer, primary_key=True, autoincrement=False)
    guest = sa.Column(sa.String(20))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Seat(row="A", number=number) for number in (3, 1, 2)])
        session.commit()
        seat = session.get(Seat, ("A", 2))
        seat.guest = "Zoë"
        print(sa.inspect(seat).identity, session.get(Seat, {"row": "A", "number": 2}) is seat)
        seat.number = 9
        session.commit()
        print(sa.inspect(seat).identity, session.get(Seat, ("A", 2)))
        locked = session.scalars(sa.select(Seat).where(Seat.row == "A").order_by(Seat.number).with_for_update()).all()
        print([one.number for one in locked])
        session.refresh(seat, with_for_update=True)
        print(seat.guest)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""op.bulk_insert with a mapped table, and a session after it"""
import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "c3e58688c937"
down_revision = "3970d1a54761"

Base = declarative_base()


class Day(Base):
    __tablename__ = "day"
    id = sa.Column(sa.Integer, primary_key=True)
    on = sa.Column(sa.Date)
    free = sa.Column(sa.Boolean, default=False)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    op.bulk_insert(Day.__table__, [{"id": n, "on": datetime.date(2024, 2, 27 + n)} for n in range(1, 3)])
    op.bulk_insert(Day.__table__, [{"id": 7, "on": None, "free": True}], multiinsert=False)
    with Session(op.get_bind()) as session:
        print([(day.on, day.free) for day in session.scalars(sa.select(Day).order_by(Day.id))])
        op.execute(sa.update(Day).where(Day.on.is_(None)).values(on=datetime.date(2000, 1, 1)))
        session.expire_all()
        print(session.get(Day, 7).on)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

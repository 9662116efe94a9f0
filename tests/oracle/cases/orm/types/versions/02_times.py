"""Dates, times with and without zones, intervals"""
from datetime import date, datetime, time, timedelta, timezone

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "79607cedd475"
down_revision = "1ab3d7a0b57b"

Base = declarative_base()
EAST = timezone(timedelta(hours=5, minutes=30))


class Moment(Base):
    __tablename__ = "moment"
    id = sa.Column(sa.Integer, primary_key=True)
    day = sa.Column(sa.Date)
    at = sa.Column(sa.DateTime)
    zoned = sa.Column(sa.DateTime(timezone=True))
    clock = sa.Column(sa.Time)
    length = sa.Column(sa.Interval)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    op.execute("SET TIME ZONE 'UTC'" if op.get_bind().dialect.name == "postgresql" else "SELECT 1")
    with Session(op.get_bind()) as session:
        session.add_all([
            Moment(id=1, day=date(1999, 12, 31), at=datetime(2024, 2, 29, 23, 59, 59, 999999),
                   zoned=datetime(2024, 1, 1, 3, 0, tzinfo=EAST), clock=time(1, 2, 3, 4),
                   length=timedelta(days=-3, seconds=5, microseconds=7)),
            Moment(id=2, day=date(1, 1, 1), at=datetime(9999, 12, 31), zoned=datetime(2024, 7, 1, tzinfo=timezone.utc),
                   clock=time(0), length=timedelta(hours=30)), Moment(id=3)])
        session.commit()
        for moment in session.scalars(sa.select(Moment).order_by(Moment.id)):
            zoned = moment.zoned and (moment.zoned.tzinfo and moment.zoned.utcoffset(), moment.zoned.replace(tzinfo=None))
            print(moment.day, moment.at, zoned, moment.clock, repr(moment.length))
        print(session.execute(sa.select(sa.extract("year", Moment.day), sa.extract("hour", Moment.at)).order_by(Moment.id)).all())
        print(session.scalars(sa.select(Moment.id).where(Moment.at.between(datetime(2024, 1, 1), datetime(2024, 12, 31)))).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

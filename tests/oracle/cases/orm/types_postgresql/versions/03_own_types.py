"""INET, CIDR, MACADDR, BIT, INTERVAL, ranges, TSVECTOR, OID, MONEY, timetz"""
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, declarative_base

revision = "54f46d929fe8"
down_revision = "14f827c4475e"

Base = declarative_base()


class Own(Base):
    __tablename__ = "own"
    id = sa.Column(sa.Integer, primary_key=True)
    address = sa.Column(pg.INET)
    net = sa.Column(pg.CIDR)
    mac = sa.Column(pg.MACADDR)
    length = sa.Column(pg.INTERVAL)
    clock = sa.Column(pg.TIME(timezone=True))
    cash = sa.Column(pg.MONEY)
    numbers = sa.Column(pg.INT4RANGE)
    exact = sa.Column(pg.NUMRANGE)
    days = sa.Column(pg.DATERANGE)
    moments = sa.Column(pg.TSTZRANGE)
    words = sa.Column(pg.TSVECTOR)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    op.execute("SET TIME ZONE 'UTC'")
    with Session(op.get_bind()) as session:
        session.add(Own(
            id=1, address="10.0.0.1/24", net="10.1.0.0/16", mac="08:00:2b:01:02:03", length=timedelta(days=40, seconds=1.5),
            clock=time(4, 5, tzinfo=timezone.utc), cash="12.34", numbers=pg.Range(1, 5), exact=pg.Range(Decimal("1.5"), None),
            days=pg.Range(date(2024, 1, 1), date(2024, 2, 1), bounds="[]"),
            moments=pg.Range(datetime(2024, 1, 1, tzinfo=timezone.utc), None), words=sa.func.to_tsvector("english", "many words")))
        session.add(Own(id=2, numbers=pg.Range(empty=True)))
        session.commit()
        for row in session.execute(sa.select(Own.__table__).order_by(Own.id)):
            print(row)
        print(session.scalars(sa.select(Own.id).where(Own.numbers.contains(3), Own.days.overlaps(pg.Range(date(2024, 1, 31), None)))).all(),
              session.scalars(sa.select(Own.id).where(Own.words.match("word"))).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""update() of an entity: by criteria, by primary key, returning, synchronized"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "07fdff36e07b"
down_revision = "60cb1d5a752e"

Base = declarative_base()


class Price(Base):
    __tablename__ = "price"
    id = sa.Column(sa.Integer, primary_key=True)
    cents = sa.Column(sa.Integer)
    note = sa.Column(sa.String(20))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        prices = [Price(id=number, cents=number * 100) for number in range(1, 6)]
        session.add_all(prices)
        session.flush()
        for way in ("auto", "evaluate", "fetch", False):
            done = session.execute(sa.update(Price).where(Price.cents >= 300).values(cents=Price.cents + 1),
                                   execution_options={"synchronize_session": way})
            print(way, done.rowcount, [price.__dict__.get("cents") for price in prices])
        session.expire_all()
        session.execute(sa.update(Price), [{"id": 1, "note": "one"}, {"id": 2, "note": "two", "cents": 7}])
        found = session.execute(sa.update(Price).where(Price.id == 5).values(note="five").returning(Price.id, Price.note))
        print(found.all())
        session.execute(sa.update(Price).values({Price.note: sa.case((Price.cents > 300, "dear"), else_=Price.note)}))
        session.commit()
        print(session.execute(sa.select(Price.id, Price.cents, Price.note).order_by(Price.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

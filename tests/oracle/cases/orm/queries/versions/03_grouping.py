"""Group by and having, aggregates with filter, distinct, bundles"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Bundle, Session, declarative_base

revision = "b7a3c6262adb"
down_revision = "0c6284d3017d"

Base = declarative_base()


class Vote(Base):
    __tablename__ = "vote"
    id = sa.Column(sa.Integer, primary_key=True)
    party = sa.Column(sa.String(10))
    weight = sa.Column(sa.Numeric(6, 2))
    valid = sa.Column(sa.Boolean)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Vote(party="xyz"[n % 3], weight=n, valid=n % 4 != 0) for n in range(12)])
        session.flush()
        print(session.execute(sa.select(Vote.party, sa.func.count(Vote.id), sa.func.sum(Vote.weight))
                              .group_by(Vote.party).having(sa.func.sum(Vote.weight) > 20).order_by(Vote.party)).all())
        print(session.execute(sa.select(sa.func.count().filter(Vote.valid), sa.func.count(Vote.party.distinct()),
                                        sa.func.min(Vote.weight), sa.func.coalesce(sa.func.max(Vote.weight), 0))).one())
        print(session.scalars(sa.select(Vote.party).distinct().order_by(Vote.party)).all())
        bundle = Bundle("pair", Vote.party, Vote.valid)
        row = session.execute(sa.select(bundle, Vote.id).where(Vote.weight == 5)).one()
        print(row.pair.party, row.pair.valid)
        print([(type(row.total).__name__, row.total) for row in
               session.execute(sa.select(sa.func.sum(Vote.weight).label("total")).where(Vote.valid))])
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""ARRAY of numbers, texts, two dimensions, with its operators"""
import uuid
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Session, declarative_base

revision = "5c955814fa0f"
down_revision = None

Base = declarative_base()


class Arrays(Base):
    __tablename__ = "arrays"
    id = sa.Column(sa.Integer, primary_key=True)
    numbers = sa.Column(MutableList.as_mutable(postgresql.ARRAY(sa.Integer)))
    words = sa.Column(postgresql.ARRAY(sa.Text))
    table = sa.Column(postgresql.ARRAY(sa.Integer, dimensions=2))
    exact = sa.Column(postgresql.ARRAY(sa.Numeric(8, 2)))
    keys = sa.Column(postgresql.ARRAY(sa.Uuid))
    dates = sa.Column(postgresql.ARRAY(sa.Date))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        one = Arrays(id=1, numbers=[1, 2, None], words=["a,b", "c\"d", "{x}", "e\\f", "", None, "it's"], table=[[1, 2], [3, 4]],
                     exact=[Decimal("1.50")], keys=[uuid.UUID(int=1)], dates=None)
        session.add_all([one, Arrays(id=2, numbers=[], words=[])])
        session.commit()
        one.numbers.append(9)
        session.commit()
        for row in session.execute(sa.select(Arrays.__table__).order_by(Arrays.id)):
            print(row)
        print(session.scalars(sa.select(Arrays.id).where(Arrays.numbers.contains([2]))).all(),
              session.scalars(sa.select(Arrays.numbers[1])).all(),
              session.scalars(sa.select(Arrays.id).where(Arrays.words.any("{x}"))).all(),
              session.scalars(sa.select(sa.func.unnest(Arrays.table))).all(),
              session.scalar(sa.select(sa.func.array_agg(Arrays.id))),
              session.scalars(sa.select(Arrays.id).where(Arrays.id == sa.any_(sa.literal([1, 5], sa.ARRAY(sa.Integer))))).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

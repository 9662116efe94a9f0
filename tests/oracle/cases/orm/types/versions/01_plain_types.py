"""Numbers, texts, bytes, truth"""
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "1ab3d7a0b57b"
down_revision = None

Base = declarative_base()


class Plain(Base):
    __tablename__ = "plain"
    id = sa.Column(sa.Integer, primary_key=True)
    small = sa.Column(sa.SmallInteger)
    big = sa.Column(sa.BigInteger)
    real = sa.Column(sa.Float)
    double = sa.Column(sa.Double)
    money = sa.Column(sa.Numeric(12, 4))
    as_float = sa.Column(sa.Numeric(12, 4, asdecimal=False))
    text = sa.Column(sa.Text)
    fixed = sa.Column(sa.CHAR(4))
    raw = sa.Column(sa.LargeBinary)
    truth = sa.Column(sa.Boolean)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([
            Plain(id=1, small=-3, big=2**60, real=1.5, double=-0.1, money=Decimal("-12.3400"), as_float=2.5, text="a'b\\c%\n\t",
                  fixed="ab", raw=bytes(range(256)), truth=True),
            Plain(id=2, small=0, big=-1, real=1e300, double=1e-20, money=Decimal("0"), as_float=0, text="", fixed="", raw=b"",
                  truth=False), Plain(id=3)])
        session.commit()
        for row in session.execute(sa.select(Plain.__table__).order_by(Plain.id)):
            print([(type(value).__name__, value) for value in row])
        print(session.scalars(sa.select(Plain.id).where(Plain.raw == b"", Plain.money == Decimal("0"))).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

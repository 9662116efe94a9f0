"""column_property of SQL, query_expression, with_expression"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import (Session, column_property, declarative_base, query_expression, relationship, with_expression)

revision = "b7997934c4a3"
down_revision = "17144b7c24a7"

Base = declarative_base()


class Bill(Base):
    __tablename__ = "bill"
    id = sa.Column(sa.Integer, primary_key=True)
    first = sa.Column(sa.String(10))
    last = sa.Column(sa.String(10))
    full = column_property(first + " " + last)
    more = query_expression()
    posts = relationship("Position")


class Position(Base):
    __tablename__ = "bill_position"
    id = sa.Column(sa.Integer, primary_key=True)
    bill_id = sa.Column(sa.ForeignKey("bill.id"))
    price = sa.Column(sa.Integer)


Bill.total = column_property(sa.select(sa.func.coalesce(sa.func.sum(Position.price), 0))
                             .where(Position.bill_id == Bill.id).correlate_except(Position).scalar_subquery())


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Bill(id=1, first="A", last="B", posts=[Position(price=3), Position(price=4)]),
                         Bill(id=2, first="C", last="D")])
        session.commit()
        print([(bill.full, bill.total, bill.more) for bill in session.scalars(sa.select(Bill).order_by(Bill.id))])
        session.expunge_all()
        query = sa.select(Bill).options(with_expression(Bill.more, Bill.id * 10)).where(Bill.total > 0)
        print([bill.more for bill in session.scalars(query)], session.scalars(sa.select(Bill.id).where(Bill.full == "C D")).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

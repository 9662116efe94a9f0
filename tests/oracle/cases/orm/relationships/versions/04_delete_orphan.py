"""cascade="all, delete-orphan": what loses its parent goes"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship

revision = "f08265c7de25"
down_revision = "136eefbcf16d"

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = sa.Column(sa.Integer, primary_key=True)
    lines = relationship("Line", cascade="all, delete-orphan", back_populates="order")


class Line(Base):
    __tablename__ = "order_line"
    id = sa.Column(sa.Integer, primary_key=True)
    order_id = sa.Column(sa.ForeignKey("orders.id"), nullable=False)
    what = sa.Column(sa.String(20))
    order = relationship(Order, back_populates="lines")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        first = Order(id=1, lines=[Line(id=number, what=f"thing {number}") for number in (1, 2, 3)])
        second = Order(id=2, lines=[Line(id=4, what="thing 4")])
        session.add_all([first, second])
        session.commit()
        del first.lines[1]
        session.flush()
        print(session.scalars(sa.select(Line.id).order_by(Line.id)).all())
        first.lines = [Line(id=5, what="instead")]
        session.delete(second)
        session.commit()
        print(session.execute(sa.select(Line.id, Line.order_id, Line.what).order_by(Line.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

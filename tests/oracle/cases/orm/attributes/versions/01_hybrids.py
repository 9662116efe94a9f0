"""Hybrid properties with setter, expression and update_expression; hybrid methods"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Session, declarative_base

revision = "7b55f982ee4c"
down_revision = None

Base = declarative_base()


class Span(Base):
    __tablename__ = "span"
    id = sa.Column(sa.Integer, primary_key=True)
    start = sa.Column(sa.Integer)
    end = sa.Column("end", sa.Integer)

    @hybrid_property
    def length(self):
        return self.end - self.start

    @length.inplace.setter
    def _set_length(self, value):
        self.end = self.start + value

    @length.inplace.update_expression
    @classmethod
    def _update_length(cls, value):
        return [(cls.end, cls.start + value)]

    @hybrid_property
    def middle(self):
        return (self.start + self.end) // 2

    @middle.inplace.expression
    @classmethod
    def _middle(cls):
        return sa.cast((cls.start + cls.end) / 2, sa.Integer)

    @hybrid_method
    def contains(self, point):
        return (self.start <= point) & (point < self.end)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Span(id=1, start=5, end=10), Span(id=2, start=0, end=20)])
        session.commit()
        print(session.scalars(sa.select(Span.id).where(Span.length > 5)).all(), session.get(Span, 1).length,
              session.scalars(sa.select(Span.id).where(Span.contains(12))).all(), session.get(Span, 1).contains(7),
              session.scalars(sa.select(Span.middle).where(Span.id == 2)).all())
        session.get(Span, 1).length = 3
        session.flush()
        session.execute(sa.update(Span).where(Span.id == 2).values({Span.length: 4}))
        session.commit()
        print(session.execute(sa.select(Span.id, Span.end).order_by(Span.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

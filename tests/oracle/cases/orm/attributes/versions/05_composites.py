"""composite values, synonyms, columns under other names"""
import dataclasses

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, composite, declarative_base, synonym

revision = "45450553c8e3"
down_revision = "b7997934c4a3"

Base = declarative_base()


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Edge(Base):
    __tablename__ = "edge"
    id = sa.Column(sa.Integer, primary_key=True)
    x1 = sa.Column(sa.Integer)
    y1 = sa.Column(sa.Integer)
    x2 = sa.Column(sa.Integer)
    y2 = sa.Column(sa.Integer)
    label = sa.Column("the label", sa.String(10))
    start = composite(Point, x1, y1)
    end = composite(Point, x2, y2)
    name = synonym("label")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Edge(id=1, start=Point(1, 2), end=Point(3, 4), name="one"),
                         Edge(id=2, start=Point(1, 2), end=Point(5, 6), label="two")])
        session.commit()
        print([(edge.end, edge.name) for edge in session.scalars(sa.select(Edge).where(Edge.start == Point(1, 2)).order_by(Edge.id))])
        session.scalars(sa.select(Edge).filter_by(name="two")).one().end = Point(7, 8)
        session.commit()
        print(session.execute(sa.select(Edge.x2, Edge.y2, Edge.name).order_by(Edge.id)).all(), session.scalars(sa.select(Edge.start)).first())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""Computed columns and keys that the database gives"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "94aa27285878"
down_revision = "7d662abd62d9"

Base = declarative_base()


class Square(Base):
    __tablename__ = "square"
    id = sa.Column(sa.Integer, sa.Identity(start=1), primary_key=True)
    side = sa.Column(sa.Integer)
    area = sa.Column(sa.Integer, sa.Computed("side * side", persisted=True))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        squares = [Square(side=side) for side in (2, 3)]
        session.add_all(squares)
        session.flush()
        print([(square.id, square.area) for square in squares])
        squares[0].side = 10
        session.commit()
        print(squares[0].area)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

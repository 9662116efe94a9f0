"""Savepoints in savepoints, of which the inner one or the outer one is undone"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "125216813faf"
down_revision = "5401f8a560e9"

Base = declarative_base()


class Level(Base):
    __tablename__ = "level"
    id = sa.Column(sa.Integer, primary_key=True)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add(Level(id=1))
        outer = session.begin_nested()
        session.add(Level(id=2))
        inner = session.begin_nested()
        session.add(Level(id=3))
        inner.rollback()
        session.add(Level(id=4))
        outer.commit()
        outer = session.begin_nested()
        session.add(Level(id=5))
        with session.begin_nested():
            session.add(Level(id=6))
        outer.rollback()
        kept = session.get(Level, 4)
        print(kept.id, session.get(Level, 6))
        session.commit()
        print(session.scalars(sa.select(Level.id).order_by(Level.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

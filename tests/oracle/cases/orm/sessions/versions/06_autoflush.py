"""autoflush, no_autoflush, autoflush off, and a flush of chosen objects"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "c9663e2bd01e"
down_revision = "6e79c435c592"

Base = declarative_base()


class Leaf(Base):
    __tablename__ = "leaf"
    id = sa.Column(sa.Integer, primary_key=True)
    colour = sa.Column(sa.String(10))


def count(session):
    return session.scalar(sa.select(sa.func.count(Leaf.id)))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add(Leaf(id=1, colour="red"))
        print(count(session))
        session.add(Leaf(id=2, colour="green"))
        with session.no_autoflush:
            print(count(session))
        print(count(session))
        session.commit()
    with Session(op.get_bind(), autoflush=False) as session:
        session.add(Leaf(id=3))
        print(count(session))
        session.flush()
        print(count(session))
        print(session.execute(sa.select(Leaf.colour).execution_options(autoflush=True)
                              .order_by(Leaf.id)).scalars().all())
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

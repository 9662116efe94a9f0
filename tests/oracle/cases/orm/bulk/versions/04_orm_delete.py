"""delete() of an entity, with subqueries and returning"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "ffeb9acd596b"
down_revision = "07fdff36e07b"

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = sa.Column(sa.Integer, primary_key=True)


class Jar(Base):
    __tablename__ = "jar"
    id = sa.Column(sa.Integer, primary_key=True)
    shelf_id = sa.Column(sa.ForeignKey("shelf.id"))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Shelf(id=1), Shelf(id=2)])
        session.flush()
        session.add_all([Jar(id=number, shelf_id=1 + number % 2) for number in range(8)])
        session.flush()
        kept = session.get(Jar, 1)
        done = session.execute(sa.delete(Jar).where(Jar.shelf_id.in_(sa.select(Shelf.id).where(Shelf.id == 1))))
        print(done.rowcount, kept in session)
        gone = session.scalars(sa.delete(Jar).where(Jar.id > 4).returning(Jar.id)).all()
        print(sorted(gone))
        session.execute(sa.delete(Jar).where(Jar.id == 1), execution_options={"synchronize_session": "fetch"})
        print(kept in session)
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

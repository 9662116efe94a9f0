"""Statements through the session: text, core, scalars, get_one, results with keys"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.orm import Session, declarative_base

revision = "874d61a2cd4c"
down_revision = "9881310b8e7b"

Base = declarative_base()


class Fruit(Base):
    __tablename__ = "fruit"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.execute(sa.insert(Fruit.__table__), [{"id": 1, "name": "fig"}, {"id": 2, "name": "pear"}])
        found = session.execute(sa.text("SELECT id, name FROM fruit ORDER BY id"))
        print(found.keys(), found.all())
        print(session.execute(sa.select(Fruit.name, Fruit.id).order_by(Fruit.id)).mappings().all())
        print([fruit.name for fruit in session.scalars(sa.select(Fruit).order_by(Fruit.name.desc()))])
        print(session.get_one(Fruit, 1).name, session.scalar(sa.select(Fruit.name).where(Fruit.id == 2)))
        for broken in (sa.select(Fruit), sa.select(Fruit).where(Fruit.id == 77)):
            try:
                session.execute(broken).scalar_one()
            except (MultipleResultsFound, NoResultFound) as error:
                print(type(error).__name__, error)
        print([list(part) for part in session.execute(sa.select(Fruit.id).order_by(Fruit.id)).partitions(1)])
        print(session.execute(sa.select(Fruit.id, Fruit.name).order_by(Fruit.id)).columns(1).all())
        print(session.connection() is op.get_bind(), session.get_bind() is op.get_bind())
        session.commit()


def downgrade():
    with Session(op.get_bind()) as session:
        session.execute(sa.delete(Fruit))
        session.commit()
    op.drop_table("fruit")

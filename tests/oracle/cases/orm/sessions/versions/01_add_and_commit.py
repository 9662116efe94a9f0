"""add, add_all, flush, commit; what is new, dirty, deleted"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "3e43344e4766"
down_revision = None

Base = declarative_base()


class City(Base):
    __tablename__ = "city"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(30), nullable=False)
    people = sa.Column(sa.Integer)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(bind=op.get_bind()) as session:
        session.add(City(name="Oslo", people=7))
        session.add_all([City(name="Rome"), City(name="Köln; 100%", people=1)])
        print(len(session.new), len(session.dirty), len(session.deleted))
        session.flush()
        print(sorted((city.id, city.name, city.people) for city in session.identity_map.values()))
        session.get(City, 2).people = 28
        print(len(session.new), len(session.dirty), len(session.deleted))
        session.commit()
        print(session.scalars(sa.select(City.people).order_by(City.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

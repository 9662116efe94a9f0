"""fill

Revision ID: 677868677f76
Revises: 9566b8b1f962
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy import orm

revision = "677868677f76"
down_revision = "9566b8b1f962"
branch_labels = None
depends_on = None


Base = orm.declarative_base()


class Person(Base):
    __tablename__ = "person"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(40))
    age = sa.Column(sa.Integer)


def upgrade():
    session = orm.Session(bind=op.get_bind())
    session.add(Person(id=1, name="Ada", age=36))
    session.add_all([Person(id=2, name="Alan", age=41), Person(id=3, name="Plato")])
    session.flush()
    for person in session.query(Person).filter(Person.age > 30).order_by(Person.id):
        person.age = person.age + 1
    session.query(Person).filter(Person.name == "Plato").update({"age": 80})
    session.commit()
    assert session.query(Person).filter_by(name="Ada").one().age == 37
    assert session.query(Person).count() == 3


def downgrade():
    session = orm.Session(bind=op.get_bind())
    session.query(Person).delete()
    session.commit()

"""insert() of an entity with lists of rows, returning objects"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "60cb1d5a752e"
down_revision = "2eb2c0ac322b"

Base = declarative_base()


class Plant(Base):
    __tablename__ = "plant"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    height = sa.Column(sa.Integer, server_default="10")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.execute(sa.insert(Plant), [{"name": "moss"}, {"name": "fern", "height": 40}])
        found = session.scalars(sa.insert(Plant).returning(Plant, sort_by_parameter_order=True),
                                [{"name": "oak", "height": 900}, {"name": "elm", "height": 800}])
        print([(plant.id, plant.name, plant.height, plant in session) for plant in found])
        found = session.execute(sa.insert(Plant).values(name="ivy").returning(Plant.id, Plant.height))
        print(found.all())
        rows = sa.select(Plant.name + sa.literal(" 2"), Plant.height * 2).where(Plant.height > 500)
        session.execute(sa.insert(Plant).from_select(["name", "height"], rows))
        session.commit()
        print(session.execute(sa.select(Plant.name, Plant.height).order_by(Plant.name)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""bulk_save_objects, bulk_insert_mappings, bulk_update_mappings"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "2eb2c0ac322b"
down_revision = None

Base = declarative_base()


class Reading(Base):
    __tablename__ = "reading"
    id = sa.Column(sa.Integer, primary_key=True)
    place = sa.Column(sa.String(20))
    value = sa.Column(sa.Float, default=1.5)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        readings = [Reading(place="a"), Reading(place="b", value=2.25)]
        session.bulk_save_objects(readings, return_defaults=True)
        print([reading.id for reading in readings])
        session.bulk_insert_mappings(Reading, [{"id": 10, "place": "c"}, {"id": 11, "place": None, "value": 0.0}])
        session.bulk_update_mappings(Reading, [{"id": 1, "place": "A"}, {"id": 10, "place": "C", "value": 9.0}])
        session.bulk_insert_mappings(Reading, ({"id": 100 + n, "place": f"n{n}", "value": n / 4} for n in range(300)))
        session.commit()
        print(session.execute(sa.select(sa.func.count(), sa.func.sum(Reading.value))).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

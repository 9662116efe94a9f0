"""Joins along relationships and conditions, outer joins, several entities"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, aliased, declarative_base, relationship

revision = "a51c5963c5e2"
down_revision = None

Base = declarative_base()


class Land(Base):
    __tablename__ = "land"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    towns = relationship("Town", back_populates="land")


class Town(Base):
    __tablename__ = "town"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    size = sa.Column(sa.Integer)
    land_id = sa.Column(sa.ForeignKey("land.id"))
    land = relationship(Land, back_populates="towns")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Land(name="A", towns=[Town(name="a1", size=5), Town(name="a2", size=7)]), Land(name="B"),
                         Land(name="C", towns=[Town(name="c1", size=6)]), Town(name="free", size=1)])
        session.commit()
        print(session.execute(sa.select(Land.name, Town.name).join(Land.towns).order_by(Town.name)).all())
        print(session.execute(sa.select(Land.name, Town.name).outerjoin(Land.towns).order_by(Land.name, Town.name)).all())
        print([(town.name, land and land.name) for town, land in
               session.execute(sa.select(Town, Land).join(Land, isouter=True).order_by(Town.id))])
        larger = aliased(Town, name="larger")
        print(session.execute(sa.select(Town.name, larger.name).join(larger, Town.size < larger.size)
                              .order_by(Town.name, larger.name)).all())
        print(session.scalars(sa.select(Land.name).where(Land.towns.any(Town.size > 6))).all(),
              session.scalars(sa.select(Town.name).where(Town.land.has(name="C"))).all(),
              session.scalars(sa.select(Land.name).where(~Land.towns.any())).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

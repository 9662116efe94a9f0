"""Joins, aliased, from_self's successors, contains_eager, union of queries"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, aliased, declarative_base, joinedload, relationship

revision = "389eabe34d53"
down_revision = "4c3fc9f8a8b8"

Base = declarative_base()


class Band(Base):
    __tablename__ = "band"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(10))
    players = relationship("Player", backref="band", order_by="Player.id")


class Player(Base):
    __tablename__ = "player"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(10))
    band_id = sa.Column(sa.ForeignKey("band.id"))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    session = Session(op.get_bind())
    session.add_all([Band(name="x", players=[Player(name="p"), Player(name="q")]), Band(name="y", players=[Player(name="r")])])
    session.flush()
    print(session.query(Band.name, Player.name).join(Band.players).order_by(Player.id).all())
    print(session.query(Band).outerjoin(Player).group_by(Band.id).having(sa.func.count(Player.id) > 1).one().name)
    other = aliased(Player)
    print(session.query(Player.name, other.name).join(other, sa.and_(other.band_id == Player.band_id, other.id > Player.id)).all())
    inner = session.query(Player.band_id.label("band"), sa.func.count().label("n")).group_by(Player.band_id).subquery()
    print(session.query(Band.name, inner.c.n).join(inner, inner.c.band == Band.id).order_by(Band.name).all())
    both = session.query(Player).filter_by(name="p").union(session.query(Player).filter_by(name="r"))
    print(sorted(player.name for player in both))
    print([[player.name for player in band.players] for band in session.query(Band).options(joinedload(Band.players)).order_by(Band.id)])
    print(session.query(Player).select_from(Band).join(Player).filter(Band.name == "y").one().name)
    session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

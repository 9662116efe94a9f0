"""set, append, remove of attributes, and load, refresh of instances"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import event
from sqlalchemy.orm import Session, declarative_base, relationship

revision = "01e1a74a369b"
down_revision = "6eaa87521142"

Base = declarative_base()
said = []


class Album(Base):
    __tablename__ = "album"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    songs = relationship("Song")


class Song(Base):
    __tablename__ = "song"
    id = sa.Column(sa.Integer, primary_key=True)
    album_id = sa.Column(sa.ForeignKey("album.id"))


@event.listens_for(Album.name, "set", retval=True)
def stripped(target, value, old, initiator):
    return value.strip()


@event.listens_for(Album.songs, "append")
def appended(target, value, initiator):
    said.append(f"append {value.id}")


@event.listens_for(Album.songs, "remove")
def removed(target, value, initiator):
    said.append(f"remove {value.id}")


@event.listens_for(Album, "load")
def loaded(target, context):
    said.append(f"load {target.name}")


@event.listens_for(Album, "refresh")
def refreshed(target, context, attrs):
    said.append(f"refresh {sorted(attrs) if attrs else None}")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        album = Album(id=1, name="  blue ", songs=[Song(id=1)])
        album.songs.append(Song(id=2))
        session.add(album)
        session.commit()
        album.songs.remove(album.songs[0])
        session.commit()
        session.expunge_all()
        print(session.get(Album, 1).name)
    print(said)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

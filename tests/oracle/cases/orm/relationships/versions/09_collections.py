"""Sets and dictionaries as collections, write-only and dynamic ones"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, attribute_keyed_dict, declarative_base, relationship

revision = "e2f1d175593b"
down_revision = "c9fee562eac1"

Base = declarative_base()


class Box(Base):
    __tablename__ = "box"
    id = sa.Column(sa.Integer, primary_key=True)
    words = relationship("Word", collection_class=attribute_keyed_dict("key"), cascade="all, delete-orphan")
    marks = relationship("Mark", collection_class=set)
    logs = relationship("Log", lazy="write_only", order_by="Log.id", passive_deletes=True, cascade="all, delete-orphan")
    old_logs = relationship("Log", lazy="dynamic", order_by="Log.id.desc()", viewonly=True)


class Word(Base):
    __tablename__ = "word"
    id = sa.Column(sa.Integer, primary_key=True)
    box_id = sa.Column(sa.ForeignKey("box.id"))
    key = sa.Column(sa.String(10))
    text = sa.Column(sa.String(10))


class Mark(Base):
    __tablename__ = "mark"
    id = sa.Column(sa.Integer, primary_key=True)
    box_id = sa.Column(sa.ForeignKey("box.id"))


class Log(Base):
    __tablename__ = "log"
    id = sa.Column(sa.Integer, primary_key=True)
    box_id = sa.Column(sa.ForeignKey("box.id", ondelete="CASCADE"))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        box = Box(id=1, words={"a": Word(id=1, key="a", text="one")}, marks={Mark(id=1), Mark(id=2)})
        box.words["b"] = Word(id=2, key="b", text="two")
        session.add(box)
        session.flush()
        box.logs.add(Log(id=1))
        box.logs.add_all([Log(id=2), Log(id=3)])
        session.commit()
        del box.words["a"]
        session.commit()
        print({key: word.text for key, word in box.words.items()}, sorted(mark.id for mark in box.marks))
        print(session.scalars(box.logs.select().where(Log.id > 1)).all()[0].id, box.old_logs.count(),
              [log.id for log in box.old_logs.limit(2)])
        session.execute(box.logs.delete().where(Log.id == 2))
        session.execute(box.logs.insert(), [{"id": 7}])
        session.commit()
        print(session.execute(sa.select(Log.id, Log.box_id).order_by(Log.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""association_proxy over a secondary table and over an association object"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import Session, attribute_keyed_dict, declarative_base, relationship

revision = "acc63b87987c"
down_revision = "7b55f982ee4c"

Base = declarative_base()


class Reader(Base):
    __tablename__ = "reader"
    id = sa.Column(sa.Integer, primary_key=True)
    _tags = relationship("ReaderTag", cascade="all, delete-orphan", order_by="ReaderTag.id")
    tags = association_proxy("_tags", "word", creator=lambda word: ReaderTag(word=word))
    _settings = relationship("Setting", collection_class=attribute_keyed_dict("key"), cascade="all, delete-orphan")
    settings = association_proxy("_settings", "value", creator=lambda key, value: Setting(key=key, value=value))


class ReaderTag(Base):
    __tablename__ = "reader_tag"
    id = sa.Column(sa.Integer, primary_key=True)
    reader_id = sa.Column(sa.ForeignKey("reader.id"))
    word = sa.Column(sa.String(20))


class Setting(Base):
    __tablename__ = "setting"
    reader_id = sa.Column(sa.ForeignKey("reader.id"), primary_key=True)
    key = sa.Column(sa.String(20), primary_key=True)
    value = sa.Column(sa.String(20))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        reader = Reader(id=1, tags=["new", "old"])
        reader.settings = {"colour": "red", "size": "9"}
        session.add(reader)
        session.commit()
        reader.tags.append("third")
        reader.tags.remove("old")
        reader.settings["colour"] = "blue"
        del reader.settings["size"]
        session.commit()
        print(list(reader.tags), dict(reader.settings))
        print(session.scalars(sa.select(Reader.id).where(Reader.tags.contains("new"))).all(),
              session.scalars(sa.select(Reader.id).where(Reader.settings == "blue")).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

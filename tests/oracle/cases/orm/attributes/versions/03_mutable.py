"""MutableDict and MutableList of JSON, noticed where they are changed in place"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.mutable import MutableDict, MutableList, MutableSet
from sqlalchemy.orm import Session, attributes, declarative_base

revision = "17144b7c24a7"
down_revision = "acc63b87987c"

Base = declarative_base()


class Profile(Base):
    __tablename__ = "profile"
    id = sa.Column(sa.Integer, primary_key=True)
    data = sa.Column(MutableDict.as_mutable(sa.JSON))
    words = sa.Column(MutableList.as_mutable(sa.JSON), default=list)
    marks = sa.Column(MutableSet.as_mutable(sa.PickleType))
    plain = sa.Column(sa.JSON)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        profile = Profile(id=1, data={"a": 1}, marks={1}, plain={"deep": {"list": [1, None, 2.5, "x'y"]}})
        session.add(profile)
        session.commit()
        profile.data["b"] = [1, {"c": None}]
        profile.words.extend(["x", "y"])
        profile.marks.add(2)
        profile.plain["lost"] = True
        session.commit()
        print(profile.data, profile.words, profile.marks, profile.plain)
        profile.plain["kept"] = True
        attributes.flag_modified(profile, "plain")
        del profile.data["a"]
        session.commit()
        print(profile.data, profile.plain)
        profile.marks = None
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

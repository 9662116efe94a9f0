"""Native enum types, domains, and a table that uses them"""
import enum

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session, declarative_base

revision = "4c8a77a31606"
down_revision = "82d4a9b3197b"

Base = declarative_base()


class Mood(enum.Enum):
    sad = 1
    happy = 2


class Feeling(Base):
    __tablename__ = "feeling"
    id = sa.Column(sa.Integer, primary_key=True)
    mood = sa.Column(postgresql.ENUM(Mood, name="mood"), nullable=False, server_default="sad")
    moods = sa.Column(postgresql.ARRAY(postgresql.ENUM("a", "b", name="letter")))
    code = sa.Column(postgresql.DOMAIN("three_letters", sa.String(3), check=sa.text("VALUE ~ '^[a-z]+$'")))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Feeling(id=1), Feeling(id=2, mood=Mood.happy, moods=["b", "a"], code="abc")])
        session.commit()
        print([(one.mood, one.moods, one.code) for one in session.scalars(sa.select(Feeling).order_by(Feeling.id))])
        for column, value in (("code", "A"), ("mood", "angry")):
            try:
                with session.begin_nested():
                    session.execute(sa.text(f"UPDATE feeling SET {column} = '{value}'"))
            except sa.exc.DBAPIError as error:
                print(type(error).__name__, type(error.orig).__name__, error.orig.pgcode)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""Models as they were written for SQLAlchemy 1.x."""
import datetime

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.ext.declarative import declarative_base, declared_attr
from sqlalchemy.schema import Column, ForeignKey, Index, UniqueConstraint
from sqlalchemy.sql import expression, func
from sqlalchemy.types import Boolean, DateTime, Integer, String, Unicode

Base = declarative_base(name="OldBase")
metadata = Base.metadata


class Person(Base):
    __tablename__ = "person"
    __table_args__ = {"mysql_engine": "InnoDB", "sqlite_autoincrement": True}
    id = Column(Integer(), primary_key=True, autoincrement=True)
    name = Column(Unicode(30), nullable=False, default=u"nobody")
    active = Column(Boolean(), server_default=expression.true(), nullable=False)
    made = Column(DateTime, default=datetime.datetime.utcnow, onupdate=datetime.datetime.utcnow)
    seen = Column("seen_at", DateTime(), server_default=func.current_timestamp())
    kind = sa.Column(sa.String(length=5), index=True)
    father = Column(Integer, ForeignKey("person.id", ondelete="cascade"))
    children = orm.relation("Person") if hasattr(orm, "relation") else orm.relationship("Person")

    def __repr__(self):
        return "<Person>"


class Pet(Base):
    __tablename__ = "pet"
    person_id = Column(None, ForeignKey("person.id"), primary_key=True)
    number = Column(Integer, primary_key=True, autoincrement=False)
    name = Column(String)
    __mapper_args__ = {"order_by": name} if False else {}


Index("pet_name", Pet.name, unique=True)
Index("pet_lower", func.lower(Pet.name))
target_metadata = metadata

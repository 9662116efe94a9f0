"""The old place of declarative_base."""
from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.declarative import declarative_base, declared_attr

Base = declarative_base()


class Named:
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "s"

    id = Column(Integer, primary_key=True)


class Book(Named, Base):
    title = Column(String(20), default="x")


target_metadata = Base.metadata

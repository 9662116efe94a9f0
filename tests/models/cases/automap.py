"""Tables of a database are no models."""
from sqlalchemy import Column, Integer
from sqlalchemy.ext.automap import automap_base

Base = automap_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)


Base.prepare()
target_metadata = Base.metadata

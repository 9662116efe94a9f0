"""A mapped class without a primary key is refused."""
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class A(Base):
    __tablename__ = "t"
    id = Column(Integer)


target_metadata = Base.metadata
left_to_sqlalchemy = True

from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class A(Base):
    __tablename__ = "t"
    id = Column(Integer, primary_key=True)


class B(Base):
    __tablename__ = "t"
    id = Column(Integer, primary_key=True)


target_metadata = Base.metadata

"""A comma behind a column: SQLAlchemy ignores such a column, with a warning."""
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class A(Base):
    __tablename__ = "a"
    id = Column(Integer, primary_key=True)
    lost = Column(String(3)),
    kept = Column(String(4))


target_metadata = Base.metadata

"""declarative_base() with a base class, a metadata and a naming convention of its own."""
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String
from sqlalchemy.orm import declarative_base

metadata = MetaData(naming_convention={
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s"})


class Common:
    id = Column(Integer, primary_key=True)


Base = declarative_base(cls=Common, metadata=metadata)


class User(Base):
    __tablename__ = "users"
    email = Column(String(100), unique=True, nullable=False)
    name = Column(String(50), index=True)


class Address(Base):
    __tablename__ = "addresses"
    user_id = Column(ForeignKey("users.id"), nullable=False)
    street = Column(String)


target_metadata = Base.metadata

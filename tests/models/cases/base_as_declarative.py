"""@as_declarative and registry.as_declarative_base."""
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import as_declarative, declared_attr, registry


@as_declarative()
class Base:
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    id = Column(Integer, primary_key=True)


class First(Base):
    a = Column(String(3))


other = registry()


@other.as_declarative_base()
class Other:
    kind = Column(String(9))


class Second(Other):
    __tablename__ = "second"
    id = Column(Integer, primary_key=True)


target_metadata = [Base.metadata, other.metadata]

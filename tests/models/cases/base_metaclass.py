"""A metaclass of the project's own."""
import re

from sqlalchemy import Column, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeMeta, declarative_base, registry


class Meta(DeclarativeMeta):
    def __new__(mcs, name, bases, namespace, **kw):
        if not namespace.get("__abstract__"):
            namespace.setdefault("__tablename__", re.sub("(?<!^)(?=[A-Z])", "_", name).lower())
        return super().__new__(mcs, name, bases, namespace, **kw)

    def __init__(cls, name, bases, namespace, **kw):
        if not namespace.get("__abstract__") and "id" not in namespace:
            cls.id = Column(Integer, primary_key=True)
        super().__init__(name, bases, namespace, **kw)


mapper_registry = registry()


class Base(metaclass=Meta):
    __abstract__ = True
    registry = mapper_registry
    metadata = mapper_registry.metadata
    __init__ = mapper_registry.constructor


class MyThing(Base):
    name = Column(String(4))


Other = declarative_base(metaclass=Meta, metadata=MetaData(schema="o"))


class SecondThing(Other):
    id = Column(String(3), primary_key=True)


target_metadata = [mapper_registry.metadata, Other.metadata]

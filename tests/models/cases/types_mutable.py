"""as_mutable, association proxies, hybrids, events, validators: without effect on the schema."""
from sqlalchemy import Column, Integer, JSON, PickleType, String, event
from sqlalchemy.dialects.postgresql import ARRAY, HSTORE, JSONB
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.ext.mutable import Mutable, MutableDict, MutableList, MutableSet
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import (DeclarativeBase, Mapped, column_property, composite, deferred, mapped_column, object_session,
                            query_expression, reconstructor, relationship, synonym, validates)


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    a = Column(MutableDict.as_mutable(JSON), nullable=False)
    b = Column(MutableDict.as_mutable(JSON()))
    d = Column(MutableList.as_mutable(PickleType))
    first = Column(String(20))
    last: Mapped[str] = mapped_column(String(20))
    full = column_property(first + " " + last)
    big = deferred(Column(String(4000)))
    other = synonym("first")
    expr: Mapped[float] = query_expression()

    @hybrid_property
    def both(self):
        return self.first + self.last

    @both.expression
    def both(cls):
        return cls.first + cls.last

    @both.setter
    def both(self, value):
        pass

    @hybrid_method
    def within(self, x):
        return self.id < x

    @validates("first", "last")
    def check(self, key, value):
        return value

    @reconstructor
    def start(self):
        pass

    @property
    def plain(self):
        return object_session(self)


@event.listens_for(T, "before_insert")
def before(mapper, connection, target):
    pass


@event.listens_for(T.first, "set")
def changed(target, value, old, initiator):
    pass


@event.listens_for(T.__table__, "after_create")
def made(table, connection, **kw):
    pass


target_metadata = Base.metadata

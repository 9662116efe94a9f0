from ...orm import (DeclarativeMeta, as_declarative, declarative_base, declared_attr, has_inherited_table, synonym_for)


class ConcreteBase:
    """Its classes have a table each."""


class AbstractConcreteBase(ConcreteBase):
    """A class that derives from it has no table; those below it have its columns."""

    _limbeck_without_table = True


class DeferredReflection:
    @classmethod
    def prepare(cls, engine):
        pass

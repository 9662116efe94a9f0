from ...orm import (DeclarativeMeta, as_declarative, declarative_base, declared_attr, has_inherited_table, synonym_for)


class AbstractConcreteBase:
    __abstract__ = True


class ConcreteBase:
    pass


class DeferredReflection:
    @classmethod
    def prepare(cls, engine):
        pass

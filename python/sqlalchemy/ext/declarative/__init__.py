"""Names of the time before SQLAlchemy 1.4."""

from ...orm import DeclarativeMeta, as_declarative, declarative_base, declared_attr, has_inherited_table


class ConcreteBase:
    """Its classes have a table each."""


class AbstractConcreteBase(ConcreteBase):
    """A class that derives from it has no table; those below it have its columns."""

    _limbeck_without_table = True

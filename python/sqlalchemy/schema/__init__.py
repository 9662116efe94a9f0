"""Tables and what they are made of, as a script says them. `_definition()` gives the plain form of
src/schema/plain.hpp; `_plain()` of a column or a table is its node in an SQL tree."""

from ..sql.elements import ColumnClause, ColumnElement, TextClause, conv, quoted_name, text  # noqa: F401
from ..sql.selectable import ColumnCollection, TableClause  # noqa: F401
from ..types import Enum, SchemaType, TypeEngine  # noqa: F401
from .item import (BLANK_SCHEMA, RETAIN_SCHEMA, SchemaItem, _check_options, _expression, _name, _options, _table_key,  # noqa: F401
                   _without_empty)
from .defaults import (CallableColumnDefault, ColumnDefault, ColumnElementColumnDefault, Computed, DefaultClause,
                       DefaultGenerator, FetchedValue, Identity, IdentityOptions, ScalarElementColumnDefault,
                       Sequence, _default)  # noqa: F401
from .columns import Column  # noqa: F401
from .constraints import (CheckConstraint, ColumnCollectionConstraint, ColumnCollectionMixin, Constraint,
                          PrimaryKeyConstraint, UniqueConstraint, _columns_in)  # noqa: F401
from .foreign_keys import ForeignKey, ForeignKeyConstraint  # noqa: F401
from .indexes import Index, _unattached  # noqa: F401
from .table import Table  # noqa: F401
from .metadata import MetaData, sort_tables  # noqa: F401
from .ddl import BaseDDLElement, CreateSequence, DDL, DDLElement, DropSequence, ExecutableDDLElement  # noqa: F401

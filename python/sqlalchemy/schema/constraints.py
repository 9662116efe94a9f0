"""Constraints of a table but foreign keys, and how they find their columns."""

import copy
import itertools

from limbeck.facade import unsupported

from ..sql.elements import ClauseElement, ColumnClause, ColumnElement, TextClause, text
from ..sql.naming import named
from ..sql.selectable import ColumnCollection
from .columns import Column
from .item import SchemaItem, _check_options, _expression, _given, _name, _options, _without_empty


def _column_name(item, table=None):
    """The name of a column given by name, key or object."""
    if isinstance(item, str):
        if table is not None:
            found = table._columns_by_key.get(item)
            if found is not None:
                return str(found.name)
        return str(item)
    if hasattr(item, "__clause_element__"):
        item = item.__clause_element__()
    column = getattr(item, "column", None)
    if hasattr(column, "name") and not isinstance(item, ColumnElement):
        item = column
    return str(item.name) if isinstance(item.name, str) else item.name


def _all_columns_in(expression):
    """The columns that an expression mentions, breadth first, be they of a table or not."""
    pending, seen = [expression], set()
    for item in pending:
        if hasattr(item, "__clause_element__") and not isinstance(item, type):
            item = item.__clause_element__()
        if isinstance(item, (list, tuple)):
            pending.extend(item)
        elif isinstance(item, dict):
            pending.extend(item.values())
        elif isinstance(item, ClauseElement) and type(item) is not TextClause and id(item) not in seen:
            seen.add(id(item))
            if isinstance(item, ColumnClause):
                yield item
            else:
                pending.extend(item._children() or vars(item).values())


def _columns_in(expression):
    """Those of tables."""
    return [column for column in _all_columns_in(expression) if isinstance(column, Column)]


def _attach_by_columns(item, columns):
    """A constraint or an index whose columns have a table belongs to it; one whose columns have none yet waits for them."""
    columns = [column for column in columns if isinstance(column, Column)]
    waiting = [column for column in columns if not isinstance(column.table, SchemaItem)]
    if waiting:
        for column in waiting:
            column.__dict__.setdefault("_waiting", []).append(item)
        return
    tables = {id(column.table): column.table for column in columns}
    if len(tables) == 1 and item.table is None:
        item._attach(next(iter(tables.values())))


_next_number = itertools.count().__next__  # constraints of a table stand in the order in which they were made


class Constraint(SchemaItem):
    parent = None
    table = None
    _kind = None
    _type_bound = False

    def __init__(self, name=None, deferrable=None, initially=None, info=None, comment=None, _create_rule=None,
                 _type_bound=False, **dialect_kw):
        self.name = name
        self.deferrable = deferrable
        self.initially = initially
        self.comment = comment
        self._create_rule = _create_rule
        self._number = _next_number()
        self.kwargs = _check_options(self, dialect_kw)
        if info is not None:
            self.info = info

    def _add_to(self, column):
        self.name = named(self, self.name, self.table is not None)
        column._checks.append(self)
        column.constraints.add(self)

    def _attach(self, table):
        self.name = named(self, self.name, self.table not in (None, table))
        self.parent = self.table = table
        if self not in table._constraint_list:
            table._constraint_list.append(self)
            table.constraints.add(self)

    def _declaration(self):
        """As a table lists it."""
        return self._definition()

    def _base(self):
        deferrable = None if self.deferrable is None else bool(self.deferrable)
        return {**_without_empty(kind=self._kind, name=_name(named(self, self.name)), options=_options(self.kwargs),
                                 deferral=_given(deferrable=deferrable, initially=self.initially)),
                **_given(comment=self.comment)}

    def _copy(self, **kw):
        other = copy.copy(self)
        other.name, other.parent, other.table = named(self, self.name, True), None, None
        other._number = _next_number()
        return other


class ColumnCollectionMixin:
    def _set_columns(self, columns):
        self._pending = list(columns)
        self._autoattach()

    def _autoattach(self):
        """A constraint of columns that all have a table belongs to it from the start."""
        if self._pending and not any(isinstance(item, str) for item in self._pending):
            _attach_by_columns(self, self._column_objects())

    def _column_objects(self):
        items = (getattr(item, "__clause_element__", lambda item=item: item)() for item in self._pending)
        columns = (item if isinstance(item, Column) else getattr(item, "column", None) for item in items)
        return [column for column in columns if isinstance(column, Column)]

    _try_attach = _autoattach

    def _names(self):
        return [_column_name(item, self.table) for item in self._pending]

    @property
    def columns(self):
        if self.table is None:
            return ColumnCollection((c.key, c) for c in self._column_objects())
        found = []
        for item in self._pending:
            if isinstance(item, str):
                column = self.table._columns_by_key.get(item)
                if column is None:
                    unsupported(f"{type(self).__name__} of the column {item}, which {self.table} does not have")
            else:
                column = next((found for found in self.table._column_list if found is item), None)
                if column is None:
                    column = self.table._columns_by_key.get(_column_name(item), item)
            found.append((column.key, column))
        return ColumnCollection(found)

    def __iter__(self):
        return iter(list(self.columns))

    def __len__(self):
        return len(self._pending)


class ColumnCollectionConstraint(ColumnCollectionMixin, Constraint):
    def __init__(self, *columns, name=None, deferrable=None, initially=None, info=None, _autoattach=True,
                 _column_flag=False, _gather_expressions=None, comment=None, **dialect_kw):
        Constraint.__init__(self, name=name, deferrable=deferrable, initially=initially, info=info, comment=comment,
                            **dialect_kw)
        self._column_flag = _column_flag
        if _autoattach:
            self._set_columns(columns)
        else:
            self._pending = list(columns)

    def _definition(self):
        return {**self._base(), "columns": self._names()}

    def _copy(self, **kw):
        other = super()._copy()
        other._pending = [_column_name(item) for item in self._pending]
        return other


class UniqueConstraint(ColumnCollectionConstraint):
    _kind = "unique"
    __visit_name__ = "unique_constraint"


class PrimaryKeyConstraint(ColumnCollectionConstraint):
    _kind = "primary_key"
    __visit_name__ = "primary_key_constraint"

    def __init__(self, *columns, name=None, deferrable=None, initially=None, info=None, _implicit_generated=False,
                 **dialect_kw):
        self._implicit_generated = _implicit_generated
        super().__init__(*columns, name=name, deferrable=deferrable, initially=initially, info=info, **dialect_kw)

    def _attach(self, table):
        for other in [c for c in table._constraint_list if isinstance(c, PrimaryKeyConstraint) and c is not self]:
            table._constraint_list.remove(other)
            table.constraints.discard(other)
        table.constraints.discard(table._primary_key)
        super()._attach(table)
        table._primary_key = self
        for item in self._pending:
            column = table._columns_by_key.get(item if isinstance(item, str) else _column_name(item))
            if column is not None:
                column.primary_key = True
                if not column._nullable_given:
                    column.nullable = False

    @property
    def columns(self):
        if not self._pending and self.table is not None:
            return ColumnCollection((c.key, c) for c in self.table._column_list if c.primary_key)
        return super().columns

    def _names(self):
        if not self._pending and self.table is not None:
            return [str(c.name) for c in self.table._column_list if c.primary_key]
        return super()._names()


class CheckConstraint(Constraint):
    _kind = "check"
    __visit_name__ = "table_or_column_check_constraint"
    _column = None

    def __init__(self, sqltext, name=None, deferrable=None, initially=None, table=None, info=None, _create_rule=None,
                 _autoattach=True, _type_bound=False, comment=None, **dialect_kw):
        super().__init__(name=name, deferrable=deferrable, initially=initially, info=info, comment=comment, **dialect_kw)
        self._type_bound = _type_bound
        if isinstance(sqltext, str):
            sqltext = text(sqltext)
        elif hasattr(sqltext, "__clause_element__"):
            sqltext = sqltext.__clause_element__()
        self.sqltext = sqltext
        if table is not None:
            self._attach(table)
        elif _autoattach:
            _attach_by_columns(self, _columns_in(sqltext))

    def _add_to(self, column):
        self._column = column
        super()._add_to(column)

    def _try_attach(self):
        _attach_by_columns(self, _columns_in(self.sqltext))

    @property
    def columns(self):
        return ColumnCollection((column.key, column) for column in _columns_in(self.sqltext))

    def _definition(self):
        columns = [] if self._column is None else [str(self._column.name)]
        return {**self._base(), "sqltext": _expression(self.sqltext),
                **_without_empty(columns=columns, from_type=self._type_bound)}


def _number_of(constraint):
    return getattr(constraint, "_number", 0)

"""Table."""

import _limbeck
from limbeck.facade import unsupported
from limbeck.opaque import is_opaque, lose

from .. import exc
from .._binding import inspector_of
from ..sql.elements import ColumnElement, quoted_name
from ..sql.selectable import ColumnCollection, TableClause
from ..types import TypeEngine
from .columns import Column
from .constraints import Constraint, PrimaryKeyConstraint, UniqueConstraint, _column_name, _number_of
from .defaults import Sequence
from .foreign_keys import ForeignKeyConstraint
from .indexes import Index
from .item import (BLANK_SCHEMA, RETAIN_SCHEMA, SchemaItem, _check_options, _given, _options, _plain_info, _table_key,
                   _without_empty)


class Table(SchemaItem, TableClause):
    __visit_name__ = "table"
    named_with_column = True

    def __new__(cls, *args, **kw):
        if len(args) < 2:
            unsupported("a Table without a name and a MetaData in the first places")
        name, metadata, args = args[0], args[1], args[2:]
        if is_opaque(metadata):
            lose(f"the table {name}", metadata)
            return metadata.tables[str(name)]
        schema = kw.get("schema")
        if schema is None:
            schema = metadata.schema
        elif schema is BLANK_SCHEMA:
            schema = None
        existing = metadata.tables.get(_table_key(name, schema))
        if existing is not None:
            if not kw.get("keep_existing") and not kw.get("extend_existing") and args:
                raise exc.InvalidRequestError(
                    f"Table '{_table_key(name, schema)}' is already defined for this MetaData instance.  Specify "
                    f"'extend_existing=True' to redefine options and columns on an existing Table object.")
            return existing
        if kw.get("must_exist"):
            unsupported(f"must_exist=True of the table {name}, which is not there")
        return object.__new__(cls)

    def __init__(self, name, metadata, *args, schema=None, quote=None, quote_schema=None, autoload_with=None,
                 autoload_replace=True, keep_existing=False, extend_existing=False, resolve_fks=True,
                 include_columns=None, implicit_returning=True, comment=None, info=None, prefixes=None,
                 must_exist=False, autoload=None, _extend_on=None, _no_init=True, **kw):
        fresh = "_column_list" not in self.__dict__
        if not fresh and keep_existing and not extend_existing:
            return
        if fresh:
            if schema is None:
                schema = metadata.schema
            elif schema is BLANK_SCHEMA:
                schema = None
            elif quote_schema is not None:
                schema = quoted_name(schema, quote_schema)
            self._column_list = []
            self._columns_by_key = {}
            self.name = quoted_name(name, quote) if quote is not None else name
            self.schema = schema
            self.metadata = metadata
            self.constraints = set()
            self._constraint_list = []
            self.indexes = set()
            self._index_list = []
            self.foreign_keys = set()
            self.implicit_returning = implicit_returning
            self.comment = comment
            self._prefixes = list(prefixes or ())
            self.kwargs = {}
            self._primary_key = PrimaryKeyConstraint(_implicit_generated=True)
            self._primary_key.table = self._primary_key.parent = self
            self.constraints.add(self._primary_key)
            self._listeners = {}
            self._doubts = []  # (what, the opaque value that it depends on)
            metadata.tables[_table_key(name, schema)] = self
        elif comment is not None:
            self.comment = comment
        self.kwargs.update(_check_options(self, kw))
        if info is not None:
            self.info = info
        if autoload_with is not None:
            try:
                inspector = autoload_with if hasattr(autoload_with, "reflect_table") else inspector_of(autoload_with)
                inspector.reflect_table(self, include_columns, resolve_fks=resolve_fks, autoload_replace=autoload_replace)
            except BaseException:
                if fresh:
                    metadata.tables.pop(_table_key(name, schema), None)
                raise
        # Columns that are given win over those of the database, in their places.
        for item in args:
            self._append(item, replace=not fresh or extend_existing or autoload_with is not None)

    # names

    @property
    def fullname(self):
        return _table_key(self.name, self.schema)

    key = fullname
    description = property(lambda self: str(self.name))

    @property
    def c(self):
        return ColumnCollection((column.key, column) for column in self._column_list)

    columns = exported_columns = c
    primary_key = property(lambda self: self._primary_key)

    @property
    def foreign_key_constraints(self):
        return {c for c in self.constraints if isinstance(c, ForeignKeyConstraint)}

    @property
    def _autoincrement_column(self):
        """The column that the database numbers, by the engine's rule."""
        name = _limbeck.autoincrement_column({
            **self._references(), "columns": [column._definition() for column in self._column_list if column.primary_key]})
        return None if name is None else next(column for column in self._column_list if column.name == name)

    autoincrement_column = _autoincrement_column

    def _key_plain(self):
        """What an INSERT must know of the key; see `key` of "insert" in src/sql/PLAIN.md."""
        autoincremented = self._autoincrement_column
        return [_without_empty(name=str(column.name), autoincremented=column is autoincremented,
                               generated=column.server_default is not None or isinstance(column.default, Sequence))
                for column in self._column_list if column.primary_key]

    # building

    def _append(self, item, replace=False):
        if isinstance(item, Column):
            self._append_column(item, replace)
        elif isinstance(item, (Constraint, Index)):
            item._attach(self)
        elif item is None:
            pass
        elif is_opaque(item):
            self._doubts.append(("a part of the table", item))
        elif hasattr(item, "_attach"):
            item._attach(self)
        elif isinstance(item, ColumnElement) or not hasattr(item, "_plain"):
            unsupported(f"{item!r} as a part of a table")
        else:
            self._constraint_list.append(item)

    def _append_column(self, column, replace=False):
        if column.name is None or column.table is not None and column.table is not self:
            unsupported(f"the column {column} in the table {self}, where it is another one's or has no name")
        if column.key is None:
            column.key = column.name
        old = self._columns_by_key.get(column.key)
        if old is not None and old is not column:
            if not replace:
                raise exc.DuplicateColumnError(
                    f"A column with name '{column.key}' is already present in table '{self.name}'.")
            self._column_list[next(i for i, item in enumerate(self._column_list) if item is old)] = column
            for fk in [c for c in self._constraint_list
                       if isinstance(c, ForeignKeyConstraint) and c._names() == [str(old.name)]]:
                self._constraint_list.remove(fk)
                self.constraints.discard(fk)
                self.foreign_keys.difference_update(fk.elements)
        elif old is None:
            self._column_list.append(column)
        self._columns_by_key[column.key] = column
        column.table = self
        for fk in column._fks:
            if fk.constraint is None or fk.constraint.table is not self:
                fk._constraint_of(column)._attach(self)
                self.foreign_keys.add(fk)
        for check in column._checks:
            check.parent, check.table = column, self
            self._constraint_list.append(check)
        for item in column.__dict__.pop("_waiting", ()):
            if item.table is None:
                item._try_attach()
        # The engine makes these of the column's flags; here they are for those who look at the table's.
        if column.index:
            Index(None, column, unique=bool(column.unique), _column_flag=True, _table=self)
        elif column.unique:
            made = UniqueConstraint(column, _autoattach=False, _column_flag=True)
            made.parent = made.table = self
            self.constraints.add(made)
        type_ = column._type
        if isinstance(type_, TypeEngine):
            type_._set_table(self)
            if type_._variants:
                for variant in type_._variants.values():
                    variant._set_table(self)
        if column.default is not None and isinstance(column.default, Sequence) and column.default.metadata is None:
            self.metadata._sequences.setdefault(_table_key(column.default.name, column.default.schema), column.default)

    def append_column(self, column, *, replace_existing=False):
        self._append_column(column, replace_existing)

    def append_constraint(self, constraint):
        constraint._attach(self)

    def _named(self):
        """The table without what it consists of."""
        return _without_empty(name=str(self.name) if isinstance(self.name, str) else self.name, schema=str(self.schema or ""))

    def _references(self):
        """What the table depends on, and nothing else of it."""
        return {**self._named(), "options": _options(self.kwargs),
                "constraints": [constraint._declaration() for constraint in self._constraint_list
                                if isinstance(constraint, ForeignKeyConstraint) and constraint._is_wanted()]}

    def _definition(self):
        plain = self._named()
        plain["columns"] = [column._definition() for column in self._column_list]
        constraints = []
        for constraint in sorted(self._constraint_list, key=_number_of):
            if not constraint._is_wanted() or isinstance(constraint, PrimaryKeyConstraint) and not constraint._names():
                continue
            constraints.append(constraint._declaration())
        indexes = [index._definition() for index in self._index_list if not index._column_flag and index._is_wanted()]
        if self.metadata._fills_in:
            self._name_flagged(plain["columns"], constraints, indexes)
        return {**plain, **_given(comment=self.comment), **_without_empty(
            constraints=constraints, indexes=indexes, info=_plain_info(self), options=_options(self.kwargs),
            prefixes=[str(prefix) for prefix in self._prefixes])}

    def _name_flagged(self, columns, constraints, indexes):
        """Spells out what flags of columns make: its names need functions of the script."""
        for column in columns:
            if column.pop("index", None):
                column.pop("unique", None)
            if column.pop("unique", None):
                column["unique"] = False
        constraints += [item._definition() for item in self.constraints if getattr(item, "_column_flag", False)]
        indexes += [index._definition() for index in self._index_list if index._column_flag]
        if self._primary_key._implicit_generated and self._primary_key._names():
            constraints.append(self._primary_key._definition())

    def create(self, bind, checkfirst=True):
        self.metadata._change("create", bind, [self], checkfirst, alone=True)

    def drop(self, bind, checkfirst=True):
        self.metadata._change("drop", bind, [self], checkfirst, alone=True)

    def to_metadata(self, metadata, schema=RETAIN_SCHEMA, referred_schema_fn=None, name=None):
        name = name or self.name
        if schema is RETAIN_SCHEMA:
            schema = self.schema
        elif schema is None:
            schema = metadata.schema
        key = _table_key(name, schema)
        if key in metadata.tables:
            return metadata.tables[key]
        other = Table(name, metadata, *[column._copy() for column in self._column_list],
                      schema=schema if schema is not None else BLANK_SCHEMA, comment=self.comment,
                      prefixes=self._prefixes, **self.kwargs)
        for constraint in self._constraint_list:
            of_column = getattr(constraint, "_from_column", False) or getattr(constraint, "_column", None) is not None
            if not of_column:
                constraint._copy()._attach(other)
        other._listeners = {name: list(functions) for name, functions in self._listeners.items()}
        for index in self._index_list:
            if not index._column_flag:
                made = index._copy()
                made._pending = [_column_name(item) if isinstance(item, (str, Column)) else item
                                 for item in index._pending]
                made._attach(other)
        return other

    tometadata = to_metadata

    def __str__(self):
        return self.fullname

    def __repr__(self):
        inner = [repr(str(self.name)), "MetaData()", *(repr(c) for c in self._column_list), f"schema={self.schema!r}"]
        return f"Table({', '.join(inner)})"

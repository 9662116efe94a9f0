"""Tables and what they are made of, as a script says them. `_definition()` gives the plain form of
src/schema/plain.hpp; `_plain()` of a column or a table is its node in an SQL tree."""

import itertools

from limbeck.errors import script_place
from limbeck.opaque import is_opaque, lose, refuse

from . import event, exc
from .sql.elements import ClauseElement, ColumnClause, ColumnElement, TextClause, conv, quoted_name, text
from .sql.naming import any_filled_in, fills_in, kind_of, named, own_tokens
from .sql.selectable import ColumnCollection as _ColumnCollection
from .sql.selectable import TableClause
from .types import NULLTYPE, Enum, SchemaType, TypeEngine, to_instance
from .util.langhelpers import generic_repr


class _Symbol:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<SchemaConst.{self.name}>"


class SchemaConst:
    RETAIN_SCHEMA = _Symbol("RETAIN_SCHEMA")
    BLANK_SCHEMA = _Symbol("BLANK_SCHEMA")
    NULL_UNSPECIFIED = _Symbol("NULL_UNSPECIFIED")


RETAIN_SCHEMA = SchemaConst.RETAIN_SCHEMA
BLANK_SCHEMA = SchemaConst.BLANK_SCHEMA
NULL_UNSPECIFIED = SchemaConst.NULL_UNSPECIFIED
_NO_ARG = _Symbol("NO_ARG")
_NONE_NAME = _Symbol("NONE_NAME")


# --- plain forms of parts


def _name(name):
    """The name of a constraint or an index: op.f() names are final."""
    if name is None or name is _NONE_NAME:
        return None
    if isinstance(name, conv):
        return {"text": str(name), "final": True}
    return str(name) if isinstance(name, str) else name


def _expression(value):
    """An SQL expression: text stands for SQL."""
    if isinstance(value, str):
        from .sql.elements import text

        value = text(value)
    elif hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    return _known(value)._plain()


def _known(value, what="the schema"):
    """Something that a schema cannot do without."""
    if is_opaque(value):
        refuse(value, what)
    return value


def _default(value):
    """A server default: text stands for a string literal."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, DefaultClause):
        return _default(value.arg)
    if hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    return _known(value)._plain()


def _option(value):
    """The value of a dialect's keyword argument."""
    if isinstance(value, str) or value is None or isinstance(value, (bool, int, float)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Column):
        return value.name
    if isinstance(value, dict):
        return {str(key.name if isinstance(key, Column) else key): _option(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_option(item) for item in value]
    if hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    if hasattr(value, "_plain"):
        return value._plain()
    return value


def _options(kwargs):
    found = {}
    for key, value in kwargs.items():
        if value is None:
            continue
        if isinstance(value, str) and key.endswith("_where"):
            found[key] = _expression(value)
        else:
            found[key] = _option(value)
    return found


def _plain_info(item):
    """What of info is plain data: other things concern the script alone."""
    found = item.__dict__.get("_info")
    return {key: value for key, value in found.items() if isinstance(key, str) and _is_plain(value)} if found else None


def _is_plain(value):
    if isinstance(value, (list, tuple)):
        return all(_is_plain(item) for item in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    return value is None or isinstance(value, (str, int, float, bool))


_DIALECTS = ("postgresql_", "sqlite_", "mysql_", "mariadb_", "oracle_", "mssql_", "cockroachdb_", "snowflake_",
             "redshift_", "clickhouse_", "starrocks_", "bigquery_", "databricks_", "firebird_", "sybase_", "awsathena_")


# What the two databases know of a thing, and what the engine reads from them besides: anything else would have no effect.
_ACCEPTED = {
    "postgresql": {
        "Index": "using include where ops concurrently with tablespace nulls_not_distinct",
        "Table": "ignore_search_path tablespace partition_by with_oids with on_commit inherits using",
        "CheckConstraint": "not_valid", "ForeignKeyConstraint": "not_valid", "ForeignKey": "not_valid",
        "PrimaryKeyConstraint": "include", "UniqueConstraint": "include nulls_not_distinct",
        "": "partition_of partition_bound row_security no_inherit invalid",
    },
    "sqlite": {
        "Index": "where", "Table": "autoincrement with_rowid strict",
        "Column": "on_conflict_primary_key on_conflict_not_null on_conflict_unique",
        "": "on_conflict",
    },
}


def _check_options(owner, kwargs):
    if not kwargs:
        return kwargs
    kinds = [cls.__name__ for cls in type(owner).__mro__]
    for key in kwargs:
        dialect, _, option = key.partition("_")
        accepted = _ACCEPTED.get(dialect)
        if accepted is not None and option not in accepted[""].split() and \
                not any(option in accepted.get(kind, "").split() for kind in kinds):
            raise exc.ArgumentError(f"Argument {key!r} is not accepted by dialect {dialect!r} on behalf of "
                                    f"{type(owner)!r}")
        if not key.startswith(_DIALECTS) and "_" not in key.strip("_"):
            raise TypeError(f"Additional arguments should be named <dialectname>_<argument>, got {key!r}")
    return kwargs


def _without_empty(**plain):
    return {key: value for key, value in plain.items()
            if value is not None and value is not False and value != "" and value != [] and value != {}}


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


def _first_column(expression):
    """The first column of an expression, breadth first, be it of a table or not: the one that attaches an index."""
    pending, seen = [expression], set()
    while pending:
        item = pending.pop(0)
        if hasattr(item, "__clause_element__") and not isinstance(item, type):
            item = item.__clause_element__()
        if isinstance(item, ColumnClause):
            return item
        if isinstance(item, (list, tuple)):
            pending.extend(item)
        elif isinstance(item, dict):
            pending.extend(item.values())
        elif isinstance(item, ClauseElement) and type(item) is not TextClause and id(item) not in seen:
            seen.add(id(item))
            children = list(item._children()) if hasattr(item, "_children") else []
            pending.extend(children or getattr(item, "__dict__", {}).values())
    return None


def _attach_by_columns(item, columns):
    """A constraint or an index whose columns have a table belongs to it; one whose columns have none yet waits for them."""
    columns = [column for column in columns if isinstance(column, Column)]
    waiting = [column for column in columns if not isinstance(column.table, Table)]
    if waiting:
        for column in waiting:
            column.__dict__.setdefault("_waiting", []).append(item)
        return
    tables = {id(column.table): column.table for column in columns}
    if len(tables) == 1 and item.table is None:
        item._attach(next(iter(tables.values())))


def _columns_in(expression, found=None, seen=None):
    """The columns of tables that an expression mentions."""
    if found is None:
        found, seen = [], set()
    if id(expression) in seen or type(expression) is TextClause:
        return found
    seen.add(id(expression))
    if isinstance(expression, Column):
        found.append(expression)
    elif hasattr(expression, "__clause_element__") and not isinstance(expression, type):
        _columns_in(expression.__clause_element__(), found, seen)
    elif isinstance(expression, (list, tuple)):
        for item in expression:
            _columns_in(item, found, seen)
    elif isinstance(expression, dict):
        for item in expression.values():
            _columns_in(item, found, seen)
    elif isinstance(expression, ClauseElement):
        names = list(getattr(expression, "__dict__", ()))
        for cls in type(expression).__mro__:
            slots = cls.__dict__.get("__slots__", ())
            names.extend((slots,) if isinstance(slots, str) else slots)
        for name in names:
            value = getattr(expression, name, None)
            if isinstance(value, (ClauseElement, list, tuple, dict)) or hasattr(value, "__clause_element__"):
                _columns_in(value, found, seen)
    return found


class SchemaItem:
    __visit_name__ = "schema_item"

    @property
    def info(self):
        found = self.__dict__.get("_info")
        if found is None:
            found = self.__dict__["_info"] = {}
        return found

    @info.setter
    def info(self, value):
        self.__dict__["_info"] = value

    @property
    def dialect_kwargs(self):
        return self.__dict__.setdefault("kwargs", {})

    @property
    def dialect_options(self):
        found = {}
        for key, value in self.__dict__.get("kwargs", {}).items():
            dialect, _, option = key.partition("_")
            found.setdefault(dialect, {})[option] = value
        return _Options(found)

    _ddl_if = None

    def ddl_if(self, dialect=None, callable_=None, state=None):
        self._ddl_if = (dialect, callable_, state)
        return self

    def _is_wanted(self):
        """Whether it is for the database that runs, by what ddl_if() has said."""
        if self._ddl_if is None:
            return True
        from .engine import _dialect
        from .sql.elements import _dialect_name

        names, callable_, state = self._ddl_if
        name = _dialect_name()
        if names is not None and name not in ((names,) if isinstance(names, str) else names):
            return False
        return callable_ is None or bool(callable_(self, self, None, state=state, dialect=_dialect(name), compiler=None))


class _Options(dict):
    def __missing__(self, key):
        return _NoneByDefault()


class _NoneByDefault(dict):
    def __missing__(self, key):
        return None


class SchemaVisitable:
    pass


SchemaVisitor = SchemaVisitable


class HasConditionalDDL:
    pass


# --- defaults


class FetchedValue(SchemaItem):
    is_server_default = True
    reflected = False
    has_argument = False
    column = None

    def __init__(self, for_update=False):
        self.for_update = for_update

    def __repr__(self):
        return "FetchedValue()"

    def _attach(self, column):
        self.column = column
        if self.for_update:
            column.server_onupdate = self
        else:
            column.server_default = self

    def _for(self, update):
        import copy

        other = copy.copy(self)
        other.for_update = update
        return other

    def _copy_to(self, column, for_update=False):
        self._for(for_update or self.for_update)._attach(column)


class DefaultClause(FetchedValue):
    has_argument = True

    def __init__(self, arg, for_update=False, _reflected=False):
        super().__init__(for_update)
        if isinstance(arg, (bool, int, float)) and not isinstance(arg, str):
            raise exc.ArgumentError(f"Argument 'arg' is expected to be one of type '<class 'str'>' or '<class "
                                    f"'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements."
                                    f"TextClause'>', got '{type(arg)}'")
        self.arg = arg
        self.reflected = _reflected

    def __repr__(self):
        return f"DefaultClause({self.arg!r}, for_update={self.for_update})"


class DefaultGenerator(SchemaItem):
    is_sequence = is_callable = is_scalar = is_clause_element = False
    is_identity = is_server_default = False
    has_arg = False
    column = None

    def __init__(self, for_update=False):
        self.for_update = for_update

    def _attach(self, column):
        self.column = column
        if self.for_update:
            column.onupdate = self
        else:
            column.default = self

    def _copy_to(self, column, for_update=False):
        import copy

        copy.copy(self)._attach(column)


class ColumnDefault(DefaultGenerator):
    has_arg = True

    def __init__(self, arg, for_update=False):
        super().__init__(for_update)
        self.arg = arg
        self.is_clause_element = isinstance(arg, ClauseElement)
        self.is_callable = callable(arg) and not self.is_clause_element
        self.is_scalar = not self.is_callable and not self.is_clause_element

    def _value(self):
        """What the script's side gives for a row that says nothing; expressions stay expressions."""
        if self.is_callable:
            try:
                return self.arg()
            except TypeError:
                return self.arg(None)
        return self.arg

    def __repr__(self):
        kind = "Callable" if self.is_callable else "ColumnElement" if self.is_clause_element else "ScalarElement"
        return f"{kind}ColumnDefault({self.arg!r})"


ScalarElementColumnDefault = CallableColumnDefault = ColumnElementColumnDefault = ColumnDefault


class IdentityOptions:
    def _set_options(self, start, increment, minvalue, maxvalue, nominvalue, nomaxvalue, cycle, cache, order):
        self.start = start
        self.increment = increment
        self.minvalue = minvalue
        self.maxvalue = maxvalue
        self.nominvalue = nominvalue
        self.nomaxvalue = nomaxvalue
        self.cycle = cycle
        self.cache = cache
        self.order = order

    def _plain_options(self):
        found = {}
        for key in ("start", "increment", "minvalue", "maxvalue", "cache", "cycle"):
            value = getattr(self, key)
            if value is not None:
                found[key] = value
        for key in ("nominvalue", "nomaxvalue"):
            if getattr(self, key):
                found[key] = True
        return found


class Identity(IdentityOptions, FetchedValue):
    def __init__(self, always=False, on_null=None, start=None, increment=None, minvalue=None, maxvalue=None,
                 nominvalue=None, nomaxvalue=None, cycle=None, cache=None, order=None):
        FetchedValue.__init__(self)
        self._set_options(start, increment, minvalue, maxvalue, nominvalue, nomaxvalue, cycle, cache, order)
        self.always = always
        self.on_null = on_null

    def _attach(self, column):
        self.column = column
        column.identity = self
        column.server_default = self
        if column._nullable_given:
            column.nullable = column._nullable_given is True and column.nullable
        else:
            column.nullable = False

    def _definition(self):
        return {**_without_empty(always=self.always, on_null=self.on_null), **self._plain_options()}

    def __repr__(self):
        return generic_repr(self)


class Computed(FetchedValue):
    def __init__(self, sqltext, persisted=None):
        super().__init__()
        if isinstance(sqltext, str):
            from .sql.elements import text

            sqltext = text(sqltext)
        self.sqltext = sqltext
        self.persisted = persisted

    def _attach(self, column):
        self.column = column
        column.computed = self
        column.server_default = self
        column.server_onupdate = self

    def _definition(self):
        plain = {"sqltext": _expression(self.sqltext)}
        if self.persisted is not None:
            plain["persisted"] = self.persisted
        return plain

    def __repr__(self):
        return generic_repr(self)


class Sequence(IdentityOptions, DefaultGenerator):
    is_sequence = True

    def __init__(self, name, start=None, increment=None, minvalue=None, maxvalue=None, nominvalue=None, nomaxvalue=None,
                 cycle=None, schema=None, cache=None, order=None, data_type=None, optional=False, quote=None,
                 metadata=None, quote_schema=None, for_update=False):
        DefaultGenerator.__init__(self, for_update)
        self._set_options(start, increment, minvalue, maxvalue, nominvalue, nomaxvalue, cycle, cache, order)
        self.name = quoted_name(name, quote) if quote is not None else name
        if quote_schema is not None:
            schema = quoted_name(schema, quote_schema)
        self.optional = optional
        self.metadata = metadata
        self.data_type = to_instance(data_type) if data_type is not None else None
        if schema is BLANK_SCHEMA:
            schema = None
        elif schema is None and metadata is not None:
            schema = metadata.schema
        self.schema = schema
        if metadata is not None:
            metadata._sequences[_table_key(name, schema)] = self

    def _attach(self, column):
        DefaultGenerator._attach(self, column)

    def _definition(self):
        plain = {"name": str(self.name), **_without_empty(schema=self.schema, optional=self.optional),
                 **self._plain_options()}
        if self.data_type is not None:
            plain["data_type"] = self.data_type._plain()
        return plain

    def __repr__(self):
        return generic_repr(self)

    def next_value(self):
        from .sql import functions

        return functions.next_value(self)

    def create(self, bind, checkfirst=True):
        _invoke(bind, {"op": "create_sequence", "sequence": self._definition(), "if_not_exists": bool(checkfirst)})

    def drop(self, bind, checkfirst=True):
        _invoke(bind, {"op": "drop_sequence", "sequence": self._definition(), "if_exists": bool(checkfirst)})


def _invoke(bind, operation, convention=None):
    from .engine import _invoke_on

    return _invoke_on(bind, operation, convention)


def _table_key(name, schema):
    return f"{schema}.{name}" if schema else str(name)


# --- columns


def _positional(values, name, type_, args):
    """Name, type and further arguments of a Column() whose first two may be any of these."""
    arguments = list(args)
    for position, value in enumerate(values):
        if value is None:
            continue
        if isinstance(value, str):
            if name is not None:
                raise exc.ArgumentError("May not pass name positionally and as a keyword.")
            name = value
        elif isinstance(value, (SchemaItem, ColumnElement)) or type_ is not None and is_opaque(value):
            arguments.insert(0 if position == 0 else len(arguments) - len(args), value)
        else:
            if type_ is not None:
                if is_opaque(type_):
                    refuse(type_, "Column()")
                raise exc.ArgumentError("May not pass type_ positionally and as a keyword.")
            type_ = value
    return name, type_, arguments


class Column(SchemaItem, ColumnClause):
    __visit_name__ = "column"
    inherit_cache = True
    # what most columns do not say: those have no attribute of their own
    table = quote = index = unique = doc = comment = None
    computed = identity = default = onupdate = server_default = server_onupdate = None
    is_literal = system = _omit_from_statements = False
    autoincrement = "auto"
    _nullable_by_annotation = False
    _doubt = None  # an opaque value that decides what this column is

    def __init__(self, __name_pos=None, __type_pos=None, *args, name=None, type_=None, autoincrement="auto",
                 default=_NO_ARG, insert_default=_NO_ARG, doc=None, key=None, index=None, unique=None, info=None,
                 nullable=NULL_UNSPECIFIED, onupdate=None, primary_key=False, server_default=None, server_onupdate=None,
                 quote=None, system=False, comment=None, insert_sentinel=False, _omit_from_statements=False,
                 _proxies=None, **dialect_kwargs):
        if type(__name_pos) is str and name is None and type_ is None and isinstance(__type_pos, (TypeEngine, type)):
            name, type_ = __name_pos, __type_pos
        else:
            name, type_, args = _positional((__name_pos, __type_pos), name, type_, args)
        self.name = quoted_name(name, quote) if quote is not None and name is not None else name
        self._type = to_instance(type_)
        self.key = key if key is not None else name
        self.primary_key = primary_key
        self._nullable_given = nullable is not NULL_UNSPECIFIED
        self.nullable = nullable if self._nullable_given else not primary_key
        self.constraints = set()
        self.foreign_keys = set()
        self._checks = []
        self._fks = []
        self.kwargs = _check_options(self, dialect_kwargs)
        if quote is not None:
            self.quote = quote
        if index is not None:
            self.index = index
        if unique is not None:
            self.unique = unique
        if doc is not None:
            self.doc = doc
        if comment is not None:
            self.comment = comment
        if info is not None:
            self.info = info
        if autoincrement != "auto":
            self.autoincrement = autoincrement
        if system:
            self.system = system
        if _omit_from_statements:
            self._omit_from_statements = _omit_from_statements
        if insert_default is not _NO_ARG:
            default = insert_default
        if default is not _NO_ARG and default is not None:
            if not isinstance(default, DefaultGenerator):
                default = ColumnDefault(default)
            default._attach(self)
        if onupdate is not None:
            if not isinstance(onupdate, DefaultGenerator):
                onupdate = ColumnDefault(onupdate, for_update=True)
            onupdate.for_update = True
            onupdate._attach(self)
        if server_default is not None:
            if not isinstance(server_default, FetchedValue):
                server_default = DefaultClause(server_default)
            elif server_default.for_update:
                server_default = server_default._for(update=False)
            server_default._attach(self)
        if server_onupdate is not None:
            self.server_onupdate = server_onupdate
        for item in args:
            self._add(item)
        if isinstance(self._type, TypeEngine):
            self._type._set_parent(self)
            if event.attaching:
                event.attach("after_parent_attach", self._type, self)

    def _add(self, item):
        if isinstance(item, ForeignKey):
            item.parent = self
            self._fks.append(item)
            self.foreign_keys.add(item)
        elif isinstance(item, CheckConstraint):
            item._column = self
            self._checks.append(item)
            self.constraints.add(item)
        elif isinstance(item, Constraint):
            self._checks.append(item)
            self.constraints.add(item)
        elif isinstance(item, (FetchedValue, DefaultGenerator)):
            item._attach(self)
        elif item is None:
            return
        elif is_opaque(item):
            self._doubt = item
        elif isinstance(item, SchemaItem):
            raise exc.ArgumentError(f"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got {item!r}")
        elif hasattr(item, "_plain") and not isinstance(item, ClauseElement):
            # What comes from a package that is not there; it raises when the column is used.
            self.type = item
        else:
            raise exc.ArgumentError(f"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got {item!r}")

    append_foreign_key = _add

    def references(self, column):
        return any(fk.column is column for fk in self.foreign_keys)

    @property
    def type(self):
        """The type; a column without one takes that of the column that it refers to."""
        type_ = self._type
        if type_ is NULLTYPE:
            for fk in self.__dict__.get("foreign_keys", ()):
                try:
                    other = fk.column
                except exc.InvalidRequestError:
                    continue
                if other is not self and isinstance(other, Column):
                    return other.type
        return type_

    @type.setter
    def type(self, value):
        self._type = value

    def _own_type(self):
        return self._type

    def _has_no_type(self):
        return self._type is NULLTYPE

    def _untyped(self):
        """Nothing says its type, not even a foreign key."""
        return self._type is NULLTYPE and not self.foreign_keys

    def _definition(self):
        type_, name = self._type, self.name
        if type_ is NULLTYPE:
            type_ = self.type
        if self._doubt is not None or not isinstance(type_, TypeEngine) and is_opaque(type_):
            where = f"the column {self}"
            refuse(type_ if self._doubt is None else self._doubt, where)
        plain = {"name": name if type(name) is str else str(name) if isinstance(name, str) else name, "type": type_._plain(),
                 "nullable": bool(self.nullable)}
        if self._nullable_given or self._nullable_by_annotation and self.nullable:
            plain["nullable_given"] = True
        default = self.default
        if default is not None:
            if isinstance(default, Sequence):
                plain["sequence"] = default._definition()
            else:
                plain["has_default"] = True
        if self.primary_key:
            plain["primary_key"] = True
        if self.autoincrement != "auto":
            plain["autoincrement"] = {True: "yes", False: "no"}.get(self.autoincrement, self.autoincrement)
        default = self.server_default
        if self.identity is not None:
            plain["identity"] = self.identity._definition()
        elif self.computed is not None:
            plain["computed"] = self.computed._definition()
        elif default is not None:
            if getattr(default, "has_argument", True):
                plain["server_default"] = _default(default)
            else:
                plain["fetched"] = True
        if self.comment is not None:
            plain["comment"] = self.comment
        if self.index:
            plain["index"] = True
        if self.unique is not None:
            plain["unique"] = bool(self.unique)
        if self.system:
            plain["system"] = True
        if self.quote or type(name) is not str and getattr(name, "quote", None):
            plain["quote"] = True
        options = self.kwargs and _options(self.kwargs)
        if options:
            plain["options"] = options
        info = "_info" in self.__dict__ and _plain_info(self)
        if info:
            plain["info"] = info
        return plain

    def copy(self, **kw):
        return self._copy(**kw)

    def _copy(self, **kw):
        import copy

        other = copy.copy(self)
        other.table = None
        other._fks, other._checks = [], []
        other.foreign_keys, other.constraints = set(), set()
        other.kwargs = dict(self.kwargs)
        if isinstance(self._type, SchemaType):
            other._type = self._type.copy()
        if "_info" in self.__dict__:
            other.info = dict(self.info)
        for fk in self._fks:
            other._add(fk._copy())
        for check in self._checks:
            other._add(check._copy())
        for item in (self.identity, self.computed):
            if item is not None:
                item = copy.copy(item)
                item._attach(other)
        return other

    def __str__(self):
        if self.name is None:
            return "(no name)"
        if self.table is not None and getattr(self.table, "name", None) is not None:
            return f"{getattr(self.table, 'fullname', self.table.name)}.{self.name}"
        return str(self.name)

    def __repr__(self):
        shown = [name for name, differs in (
            ("key", self.key != self.name), ("primary_key", self.primary_key), ("nullable", not self.nullable),
            ("onupdate", self.onupdate), ("default", self.default), ("server_default", self.server_default),
            ("comment", self.comment)) if differs]
        return "Column({})".format(", ".join([
            repr(str(self.name)), repr(self.type), *(repr(fk) for fk in self.foreign_keys),
            *(repr(constraint) for constraint in self.constraints),
            "table=None" if self.table is None else f"table=<{getattr(self.table, 'description', None)}>",
            *(f"{name}={getattr(self, name)!r}" for name in shown)]))


# --- constraints


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

    def _attach(self, table):
        if event.attaching:
            event.attach("before_parent_attach", self, table)
        self.parent = self.table = table
        if self not in table._constraint_list:
            table._constraint_list.append(self)
            table.constraints.add(self)
        if event.attaching:
            event.attach("after_parent_attach", self, table)

    def _declaration(self):
        """As a table lists it."""
        return self._definition()

    def _base(self):
        plain = {"kind": self._kind}
        name = _name(named(self, self.name))
        if name is not None:
            plain["name"] = name
        deferral = {}
        if self.deferrable is not None:
            deferral["deferrable"] = bool(self.deferrable)
        if self.initially is not None:
            deferral["initially"] = self.initially
        if deferral:
            plain["deferral"] = deferral
        options = _options(self.kwargs)
        if options:
            plain["options"] = options
        return plain

    def copy(self, **kw):
        return self._copy(**kw)

    def _copy(self, **kw):
        import copy

        other = copy.copy(self)
        other.parent = other.table = None
        other._number = _next_number()
        return other

    def __repr__(self):
        return generic_repr(self, omit_kwarg=("info",))


class ColumnCollectionMixin:
    def _set_columns(self, columns):
        self._pending = list(columns)
        self._autoattach()

    def _autoattach(self):
        """A constraint of columns that all have a table belongs to it from the start."""
        if self._pending and not any(isinstance(item, str) for item in self._pending):
            _attach_by_columns(self, self._column_objects())

    def _column_objects(self):
        found = []
        for item in self._pending:
            if hasattr(item, "__clause_element__"):
                item = item.__clause_element__()
            if isinstance(item, Column):
                found.append(item)
            elif hasattr(getattr(item, "column", None), "name") and isinstance(item.column, Column):
                found.append(item.column)
        return found

    def _try_attach(self):
        self._autoattach()

    def _names(self):
        table = self.table
        return [_column_name(item, table) for item in self._pending]

    @property
    def columns(self):
        if self.table is None:
            return _Columns([(c.key, c) for c in self._column_objects()])
        found = []
        for item in self._pending:
            if isinstance(item, str):
                column = self.table._columns_by_key.get(item)
                if column is None:
                    raise exc.ConstraintColumnNotFoundError(
                        f"Can't create {type(self).__name__} on table '{self.table.name}': no column named '{item}' is "
                        f"present.")
            else:
                column = next((found for found in self.table._column_list if found is item), None)
                if column is None:
                    column = self.table._columns_by_key.get(_column_name(item), item)
            found.append((column.key, column))
        return _Columns(found)

    def __iter__(self):
        return iter(list(self.columns))

    def __len__(self):
        return len(self._pending)

    def __contains__(self, item):
        return _column_name(item) in self._names()

    def contains_column(self, column):
        return column.name in self._names()


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
        plain = self._base()
        plain["columns"] = self._names()
        return plain

    def _copy(self, **kw):
        other = super()._copy()
        other._pending = [item if isinstance(item, str) else _column_name(item) for item in self._pending]
        return other


class UniqueConstraint(ColumnCollectionConstraint):
    _kind = "unique"
    __visit_name__ = "unique_constraint"

    def _definition(self):
        plain = super()._definition()
        if self.comment is not None:
            plain["comment"] = self.comment
        return plain


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
            column = table._columns_by_key.get(item) if isinstance(item, str) else \
                table._columns_by_key.get(_column_name(item))
            if column is not None:
                column.primary_key = True
                if not column._nullable_given:
                    column.nullable = False

    @property
    def columns(self):
        if not self._pending and self.table is not None:
            return _Columns([(c.key, c) for c in self.table._column_list if c.primary_key])
        return super().columns

    def _names(self):
        if not self._pending and self.table is not None:
            return [str(c.name) for c in self.table._column_list if c.primary_key]
        return super()._names()

    @property
    def columns_autoinc_first(self):
        return list(self.columns)


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

    def _try_attach(self):
        _attach_by_columns(self, _columns_in(self.sqltext))

    @property
    def columns(self):
        return _Columns([(column.key, column) for column in _columns_in(self.sqltext)])

    @property
    def is_column_level(self):
        return self._column is not None

    def _definition(self):
        plain = self._base()
        plain["sqltext"] = _expression(self.sqltext)
        if self._column is not None:
            plain["columns"] = [str(self._column.name)]
        if self._type_bound:
            plain["from_type"] = True
        if self.comment is not None:
            plain["comment"] = self.comment
        return plain


class ForeignKey(SchemaItem):
    __visit_name__ = "foreign_key"
    parent = None
    constraint = None

    def __init__(self, column, _constraint=None, use_alter=False, name=None, onupdate=None, ondelete=None,
                 deferrable=None, initially=None, link_to_name=False, match=None, info=None, comment=None,
                 _unresolvable=False, **dialect_kw):
        if hasattr(column, "__clause_element__"):
            column = column.__clause_element__()
        self._colspec = column
        self.use_alter = use_alter
        self.name = name
        self.onupdate = onupdate
        self.ondelete = ondelete
        self.deferrable = deferrable
        self.initially = initially
        self.link_to_name = link_to_name
        self.match = match
        self.comment = comment
        self.kwargs = _check_options(self, dialect_kw)
        self.constraint = _constraint
        if info is not None:
            self.info = info

    def _copy(self, **kw):
        import copy

        other = copy.copy(self)
        other.parent = other.constraint = None
        return other

    copy = _copy

    @property
    def _column_tokens(self):
        parts = str(self._colspec).split(".")
        if len(parts) == 1:
            return None, parts[0], None
        return ".".join(parts[:-2]) or None, parts[-2], parts[-1]

    def _target(self):
        """Schema, table and column that it refers to; without a column name, the referring column's."""
        column = self._colspec
        if not isinstance(column, str):
            table = getattr(column, "table", None)
            if table is None:
                return None, None, column.name
            return table.schema, table.name, column.name
        schema, table, name = self._column_tokens
        owner = getattr(self.parent, "table", None)
        metadata = getattr(owner, "metadata", None)
        if schema is None and metadata is not None and metadata.schema is not None:
            schema = metadata.schema
        if metadata is not None:
            found = metadata.tables.get(_table_key(table, schema))
            if found is not None:
                column = found._columns_by_key.get(name if name is not None else getattr(self.parent, "key", None))
                if column is not None:
                    name = column.name
                return found.schema, found.name, name if name is not None else self.parent.name
        return schema, table, name if name is not None else getattr(self.parent, "name", None)

    def _get_colspec(self, schema=None, **kw):
        if isinstance(self._colspec, str) and not schema:
            return str(self._colspec)
        found, table, name = self._target()
        if not isinstance(self._colspec, str):
            name = self._colspec.key
        return ".".join(str(part) for part in (schema or found, table, name) if part)

    target_fullname = property(_get_colspec)

    def __str__(self):
        return self._get_colspec()

    @property
    def column(self):
        if not isinstance(self._colspec, str):
            return self._colspec
        schema, table, name = self._target()
        metadata = getattr(getattr(self.parent, "table", None), "metadata", None)
        if metadata is None:
            raise exc.InvalidRequestError("this ForeignKey object does not yet have a parent Column associated with it.")
        found = metadata.tables.get(_table_key(table, schema))
        if found is None:
            raise exc.NoReferencedTableError(
                f"Foreign key associated with column '{self.parent}' could not find table "
                f"'{_table_key(table, schema)}' with which to generate a foreign key to target column '{name}'", table)
        column = found._columns_by_key.get(name)
        if column is None:
            for item in found._column_list:
                if item.name == name:
                    return item
            raise exc.NoReferencedColumnError(
                f"Could not initialize target column for ForeignKey '{self._colspec}' on table '{self.parent.table.name}': "
                f"table '{found.name}' has no column named '{name}'", found.name, name)
        return column

    def references(self, table):
        return self.column.table is table

    def get_referent(self, table):
        return self.column if self.column.table is table else None

    def _constraint_of(self, column):
        made = ForeignKeyConstraint([column.key], [self._colspec], name=self.name, onupdate=self.onupdate,
                                    ondelete=self.ondelete, deferrable=self.deferrable, initially=self.initially,
                                    use_alter=self.use_alter, match=self.match, comment=self.comment, **self.kwargs)
        made.elements[0] = self
        self.constraint = made
        made._from_column = True
        return made

    def __repr__(self):
        return f"ForeignKey({self._get_colspec()!r})"


class ForeignKeyConstraint(ColumnCollectionConstraint):
    _kind = "foreign_key"
    __visit_name__ = "foreign_key_constraint"
    _from_column = False
    refcolumns = None

    def __init__(self, columns, refcolumns, name=None, onupdate=None, ondelete=None, deferrable=None, initially=None,
                 use_alter=False, link_to_name=False, match=None, table=None, info=None, comment=None, **dialect_kw):
        columns, refcolumns = list(columns), list(refcolumns)
        if len(set(refcolumns)) != len(set(columns)) and len(columns) != len(refcolumns):
            raise exc.ArgumentError("ForeignKeyConstraint number of constrained columns must match the number of "
                                    "referenced columns.")
        self.onupdate = onupdate
        self.ondelete = ondelete
        self.use_alter = use_alter
        self.match = match
        self.link_to_name = link_to_name
        self.elements = [ForeignKey(ref, _constraint=self, onupdate=onupdate, ondelete=ondelete, use_alter=use_alter)
                         for ref in refcolumns]
        super().__init__(*columns, name=name, deferrable=deferrable, initially=initially, info=info, comment=comment,
                         **dialect_kw)
        if table is not None:
            self._attach(table)

    def _attach(self, table):
        super()._attach(table)
        for item, element in zip(self._pending, self.elements):
            column = table._columns_by_key.get(item) if isinstance(item, str) else item
            if element.parent is column and column is not None:
                continue
            if isinstance(column, Column):
                element.parent = column
                column.foreign_keys.add(element)
            else:
                element.parent = _Referring(item, table)
        table.foreign_keys.update(self.elements)

    @property
    def column_keys(self):
        return [getattr(item, "key", item) for item in self._pending]

    @property
    def referred_table(self):
        return self.elements[0].column.table

    @property
    def _elements(self):
        return dict(zip(self.column_keys, self.elements))

    def _definition(self):
        plain = self._base()
        plain["columns"] = self._names()
        targets = [element._target() for element in self.elements]
        if targets:
            schema, table, _ = targets[0]
            if schema:
                plain["referred_schema"] = str(schema)
            plain["referred_table"] = str(table) if isinstance(table, str) else table
        plain["referred_columns"] = [str(name) if isinstance(name, str) else name for _, _, name in targets]
        for key in ("onupdate", "ondelete", "match", "comment"):
            value = getattr(self, key)
            if value is not None:
                plain[key] = value
        if self.use_alter:
            plain["use_alter"] = True
        return plain

    def _declaration(self):
        plain = self._definition()
        if self._from_column:
            plain["column_level"] = True
        return plain

    def _copy(self, **kw):
        return ForeignKeyConstraint([_column_name(item) for item in self._pending],
                                    [element._colspec for element in self.elements], name=self.name,
                                    onupdate=self.onupdate, ondelete=self.ondelete, deferrable=self.deferrable,
                                    initially=self.initially, use_alter=self.use_alter, match=self.match,
                                    comment=self.comment, **self.kwargs)


class _Referring:
    """The column of a foreign key whose table does not list it."""

    def __init__(self, item, table):
        self.name = self.key = item if isinstance(item, str) else item.name
        self.table = table


_unattached = []  # (index, the opaque value that may know its table, where it was made)


class Index(ColumnCollectionMixin, SchemaItem):
    __visit_name__ = "index"
    table = None

    def __init__(self, name, *expressions, unique=False, quote=None, info=None, _table=None, _column_flag=False,
                 **dialect_kw):
        self.name = quoted_name(name, quote) if quote is not None and name is not None else name
        self.unique = bool(unique) if unique in (True, False, None, 0, 1) else unique
        self.kwargs = _check_options(self, dialect_kw)
        self._column_flag = _column_flag
        if info is not None:
            self.info = info
        self._pending = list(expressions)
        if _table is not None:
            self._attach(_table)
        else:
            if not any(isinstance(item, str) for item in expressions):
                _attach_by_columns(self, [_first_column(item) for item in expressions])
            if self.table is None and any(is_opaque(item) for item in expressions):
                _unattached.append((self, next(item for item in expressions if is_opaque(item)), script_place()))

    def _try_attach(self):
        _attach_by_columns(self, [_first_column(item) for item in self._pending])

    @property
    def expressions(self):
        found = []
        for item in self._pending:
            if isinstance(item, str) and self.table is not None:
                item = self.table._columns_by_key.get(item, item)
            found.append(item)
        return found

    @property
    def columns(self):
        return _Columns([(c.key, c) for c in _columns_in(self.expressions)])

    def _attach(self, table):
        if event.attaching:
            event.attach("before_parent_attach", self, table)
        self.table = table
        table.indexes.add(self)
        if self not in table._index_list:
            table._index_list.append(self)
        if event.attaching:
            event.attach("after_parent_attach", self, table)

    def _element(self, item):
        if hasattr(item, "__clause_element__"):
            item = item.__clause_element__()
        if isinstance(item, str):
            return _column_name(item, self.table)
        if type(item) is Column or isinstance(item, Column):
            return str(item.name)
        if isinstance(item, ColumnClause) and not getattr(item, "is_literal", False):
            return str(item.name)
        return _known(item)._plain()

    def _definition(self, table=None, schema=None):
        plain = {}
        name = _name(named(self, self.name))
        if name is not None:
            plain["name"] = name
        if self.table is not None:
            table, schema = self.table.name, self.table.schema
        if table is not None:
            plain["table"] = str(table)
        if schema:
            plain["schema"] = str(schema)
        plain["elements"] = [self._element(item) for item in self._pending]
        if self.unique:
            plain["unique"] = True
        options = _options(self.kwargs)
        if options:
            plain["options"] = options
        return plain

    def create(self, bind, checkfirst=False):
        if not self._is_wanted():
            return
        _invoke(bind, {"op": "create_index", "index": self._definition(), "if_not_exists": bool(checkfirst)},
                self.table.metadata._convention())

    def drop(self, bind, checkfirst=False):
        if not self._is_wanted():
            return
        _invoke(bind, {"op": "drop_index", "index": self._definition(), "if_exists": bool(checkfirst)},
                self.table.metadata._convention())

    def _copy(self, **kw):
        other = Index.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.table = None
        return other

    def __repr__(self):
        inner = [repr(self.name), *(repr(item) for item in self.expressions)]
        if self.unique:
            inner.append("unique=True")
        return f"Index({', '.join(inner)})"


# --- tables


class _Columns(_ColumnCollection):
    """Columns by key, in order: table.c."""

    __slots__ = ("_items", "_by_key")

    def __init__(self, items=()):
        self._items = [column for _, column in items]
        self._by_key = dict(items)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self._by_key[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, key):
        if isinstance(key, str):
            return self._by_key[key]
        if isinstance(key, tuple):
            return _Columns([(k, self[k]) for k in key])
        if isinstance(key, slice):
            return _Columns([(c.key, c) for c in self._items[key]])
        return self._items[key]

    def get(self, key, default=None):
        return self._by_key.get(key, default)

    def __contains__(self, key):
        if not isinstance(key, str):
            raise exc.ArgumentError("__contains__ requires a string argument")
        return key in self._by_key

    def contains_column(self, column):
        return any(item is column for item in self._items)

    def keys(self):
        return list(self._by_key)

    def values(self):
        return list(self._items)

    def items(self):
        return list(self._by_key.items())

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __bool__(self):
        return True

    def as_readonly(self):
        return self

    def add(self, column, key=None):
        self._items.append(column)
        self._by_key[key or column.key] = column

    def __repr__(self):
        return f"ReadOnlyColumnCollection({', '.join(str(item) for item in self._items)})"


ColumnCollection = ReadOnlyColumnCollection = _Columns


def _number_of(constraint):
    return getattr(constraint, "_number", 0)


class Table(SchemaItem, TableClause):
    __visit_name__ = "table"
    named_with_column = True

    def __new__(cls, *args, **kw):
        if not args and not kw:
            return object.__new__(cls)
        try:
            name, metadata, args = args[0], args[1], args[2:]
        except IndexError:
            name = kw.get("name", args[0] if args else None)
            metadata = kw.get("metadata")
            if name is None or metadata is None:
                raise TypeError("Table() takes at least two positional-only arguments 'name' and 'metadata'") from None
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
            raise exc.InvalidRequestError(f"Table '{_table_key(name, schema)}' not defined")
        return object.__new__(cls)

    def __init__(self, name, metadata, *args, schema=None, quote=None, quote_schema=None, autoload_with=None,
                 autoload_replace=True, keep_existing=False, extend_existing=False, resolve_fks=True,
                 include_columns=None, implicit_returning=True, comment=None, info=None, listeners=None, prefixes=None,
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
            if event.attaching:
                event.attach("before_parent_attach", self, metadata)
            metadata.tables[_table_key(name, schema)] = self
        elif comment is not None:
            self.comment = comment
        for key in list(kw):
            if "_" not in key:
                raise TypeError(f"Additional arguments should be named <dialectname>_<argument>, got '{key}'")
        self.kwargs.update(_check_options(self, kw))
        if info is not None:
            self.info = info
        for name_, function in listeners or ():
            self._listeners.setdefault(name_, []).append(function)
        if autoload_with is not None:
            try:
                self._reflect(autoload_with, include_columns, autoload_replace, resolve_fks)
            except BaseException:
                if fresh:
                    metadata.tables.pop(_table_key(name, schema), None)
                raise
        # Columns that are given win over those of the database, in their places.
        for item in args:
            self._append(item, replace=not fresh or extend_existing or autoload_with is not None)
        if fresh and event.attaching:
            event.attach("after_parent_attach", self, metadata)

    # names

    @property
    def key(self):
        return _table_key(self.name, self.schema)

    @property
    def fullname(self):
        return _table_key(self.name, self.schema)

    description = property(lambda self: str(self.name))

    @property
    def c(self):
        return _Columns([(column.key, column) for column in self._column_list])

    columns = exported_columns = c

    @property
    def primary_key(self):
        return self._primary_key

    @property
    def foreign_key_constraints(self):
        return {c for c in self.constraints if isinstance(c, ForeignKeyConstraint)}

    @property
    def autoincrement_column(self):
        return self._autoincrement_column

    @property
    def _autoincrement_column(self):
        """The column that the database numbers: the whole key, an integer without a default; or one that says so."""
        from .types import Integer

        key = [column for column in self._column_list if column.primary_key]
        for column in key:
            if column.autoincrement is True:
                return column
        if len(key) != 1 or key[0].autoincrement not in ("auto", "ignore_fk") or not isinstance(key[0].type, Integer):
            return None
        column = key[0]
        if column.foreign_keys and column.autoincrement != "ignore_fk":
            return None
        for default in (column.default, column.server_default):
            if default is not None and not isinstance(default, (Sequence, Identity)):
                return None
        return column

    def _key_plain(self):
        """What an INSERT must know of the key; see `key` of "insert" in src/sql/PLAIN.md."""
        numbered = self._autoincrement_column
        return [_without_empty(name=str(column.name), numbered=column is numbered,
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
            raise exc.ArgumentError(f"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got {item!r}")
        else:
            self._constraint_list.append(item)

    def _append_column(self, column, replace=False):
        if column.name is None:
            raise exc.ArgumentError("Column must be constructed with a non-blank name or assign a non-blank .name before "
                                    "adding to a Table.")
        if column.table is not None and column.table is not self:
            raise exc.ArgumentError(f"Column object '{column.key}' already assigned to Table "
                                    f"'{getattr(column.table, 'description', column.table)}'")
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
        if event.attaching:
            event.attach("before_parent_attach", column, self)
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
        if event.attaching:
            event.attach("after_parent_attach", column, self)

    def append_column(self, column, *, replace_existing=False):
        self._append_column(column, replace_existing)

    def append_constraint(self, constraint):
        constraint._attach(self)

    def add_is_dependent_on(self, table):
        self.__dict__.setdefault("_extra_dependencies", set()).add(table)

    def _reflect(self, bind, include_columns, autoload_replace, resolve_fks):
        from .engine import inspect

        inspector = bind if hasattr(bind, "reflect_table") else inspect(bind)
        inspector.reflect_table(self, include_columns, resolve_fks=resolve_fks, autoload_replace=autoload_replace)

    def _named(self):
        """The table without what it consists of."""
        plain = {"name": str(self.name) if isinstance(self.name, str) else self.name}
        if self.schema:
            plain["schema"] = str(self.schema)
        return plain

    def _definition(self, without=()):
        """`without`: constraints that are added later."""
        plain = self._named()
        plain["columns"] = [column._definition() for column in self._column_list]
        constraints = []
        for constraint in sorted(self._constraint_list, key=_number_of):
            if constraint in without or not constraint._is_wanted() or \
                    isinstance(constraint, PrimaryKeyConstraint) and not constraint._names():
                continue
            constraints.append(constraint._declaration())
        if constraints:
            plain["constraints"] = constraints
        indexes = [index._definition() for index in self._index_list if not index._column_flag and index._is_wanted()]
        if self.metadata._fills_in:
            self._name_flagged(plain["columns"], constraints, indexes)
            plain["constraints"] = constraints
        if indexes:
            plain["indexes"] = indexes
        if self.comment is not None:
            plain["comment"] = self.comment
        if self._prefixes:
            plain["prefixes"] = [str(prefix) for prefix in self._prefixes]
        options = _options(self.kwargs)
        if options:
            plain["options"] = options
        info = _plain_info(self)
        if info:
            plain["info"] = info
        return plain

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
        self.metadata._create(bind, [self], checkfirst, whole=False, alone=True)

    def drop(self, bind, checkfirst=True):
        self.metadata._drop(bind, [self], checkfirst, whole=False, alone=True)

    def exists(self, bind):
        from .engine import inspect

        return inspect(bind).has_table(self.name, schema=self.schema)

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
            if isinstance(constraint, ForeignKeyConstraint):
                if constraint._from_column:
                    continue
            elif isinstance(constraint, CheckConstraint) and constraint._column is not None:
                continue
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


class MetaData(SchemaItem):
    __visit_name__ = "metadata"
    bind = None

    def __init__(self, schema=None, quote_schema=None, naming_convention=None, info=None, bind=None):
        if schema is not None and not isinstance(schema, str):
            raise exc.ArgumentError(f"expected schema argument to be a string, got {type(schema)}.")
        self.tables = {}
        self.schema = quoted_name(schema, quote_schema) if quote_schema is not None else schema
        self.naming_convention = dict(naming_convention) if naming_convention else {}
        self._own_tokens = own_tokens(self.naming_convention)
        self._fills_in = any_filled_in(self.naming_convention)
        self._sequences = {}
        self._types = []
        self._listeners = {}
        self._doubts = []  # (what, the opaque value that it depends on)
        if info is not None:
            self.info = info

    def _convention(self):
        """The templates that the engine knows; those with tokens of the script's own are filled in here."""
        return {kind_of(key): template for key, template in self.naming_convention.items()
                if kind_of(key) is not None and isinstance(template, str) and not fills_in(kind_of(key), template, self._own_tokens)}

    def __contains__(self, table):
        return (table if isinstance(table, str) else table.key) in self.tables

    def __iter__(self):
        return iter(self.sorted_tables)

    def __repr__(self):
        return "MetaData()"

    def clear(self):
        self.tables.clear()
        self._sequences.clear()

    def remove(self, table):
        self.tables.pop(table.key, None)

    @property
    def sorted_tables(self):
        return sort_tables(sorted(self.tables.values(), key=lambda table: table.key))

    def _add_table(self, name, schema, table):
        self.tables[_table_key(name, schema)] = table

    def reflect(self, bind, schema=None, views=False, resolve_fks=True, only=None, extend_existing=False,
                autoload_replace=True, **dialect_kwargs):
        from .engine import inspect

        with inspect(bind)._inspection_context() as inspector:
            self._reflect_with(inspector, schema, views, resolve_fks, only, extend_existing)

    def _reflect_with(self, inspector, schema, views, resolve_fks, only, extend_existing):
        if schema is None:
            schema = self.schema
        available = list(inspector.get_table_names(schema))
        if views:
            available += inspector.get_view_names(schema) + inspector.get_materialized_view_names(schema)
        if only is None:
            wanted = available
        elif callable(only):
            wanted = [name for name in available if only(name, self)]
        else:
            missing = [name for name in only if name not in available]
            if missing:
                raise exc.InvalidRequestError(f"Could not reflect: requested table(s) not available in "
                                              f"{inspector.engine!r}: ({', '.join(missing)})")
            wanted = list(only)
        wanted = [name for name in wanted if extend_existing or _table_key(name, schema) not in self.tables]
        inspector._tables(schema, wanted)
        for name in wanted:
            if not extend_existing and _table_key(name, schema) in self.tables:
                continue  # another table's foreign key has brought it
            try:
                Table(name, self, schema=schema, autoload_with=inspector, extend_existing=extend_existing,
                      resolve_fks=resolve_fks)
            except exc.UnreflectableTableError:
                pass

    def create_all(self, bind, tables=None, checkfirst=True):
        whole = tables is None
        self._create(bind, list(self.tables.values() if whole else tables), checkfirst, whole)

    def _create(self, bind, wanted, checkfirst, whole, alone=False):
        """`alone`: it is a matter of the one table, and no event of the metadata."""
        from .engine import _schema_changes

        with _schema_changes(bind) as target:
            if target._looks_first(checkfirst):
                wanted = [table for table in wanted if not target.has_table(table.name, table.schema)]
            if not alone:
                self._dispatch("before_create", target, wanted, checkfirst)
            self._create_types(target, wanted, whole, checkfirst)
            convention = self._convention()
            ordered, late = sort_tables_and_late(wanted)
            sequences = list(self._sequences.values()) if whole else []
            for sequence in sequences:
                target.invoke({"op": "create_sequence", "sequence": sequence._definition(),
                               "if_not_exists": bool(checkfirst)}, convention)
            for table in ordered:
                table._dispatch("before_create", target, wanted, checkfirst)
                definition = table._definition(without=late if target.dialect.supports_alter else ())
                if not whole:
                    for column in table._column_list:
                        if isinstance(column.default, Sequence):
                            target.invoke({"op": "create_sequence", "sequence": column.default._definition(),
                                           "if_not_exists": bool(checkfirst)}, convention)
                target.invoke({"op": "create_table", "table": definition}, convention)
                table._dispatch("after_create", target, wanted, checkfirst)
            if target.dialect.supports_alter:
                for constraint in [constraint for constraint in late if constraint._is_wanted()]:
                    target.invoke({"op": "add_constraint", "schema": constraint.table.schema or "",
                                   "table": str(constraint.table.name), "constraint": constraint._definition()},
                                  convention)
            if not alone:
                self._dispatch("after_create", target, wanted, checkfirst)

    def _create_types(self, target, tables, whole, checkfirst):
        made = []
        types = list(self._types) if whole else []
        for table in tables:
            for column in table._column_list:
                type_ = getattr(column.type, "item_type", column.type)
                if isinstance(type_, Enum) and type_.metadata is not None and type_.create_type:
                    types.append(type_)
        for type_ in types:
            if type_ not in made:
                made.append(type_)
                target.invoke({"op": "create_enum", "type": type_._plain(), "checkfirst": bool(checkfirst)}, {})

    def drop_all(self, bind, tables=None, checkfirst=True):
        whole = tables is None
        self._drop(bind, list(self.tables.values() if whole else tables), checkfirst, whole)

    def _drop(self, bind, wanted, checkfirst, whole, alone=False):
        """`alone`: as with _create(); and types of columns stay, for they belong to the metadata."""
        from .engine import _schema_changes

        with _schema_changes(bind) as target:
            if target._looks_first(checkfirst):
                wanted = [table for table in wanted if target.has_table(table.name, table.schema)]
            if not alone:
                self._dispatch("before_drop", target, wanted, checkfirst)
            convention = self._convention()
            ordered, late = sort_tables_and_late(wanted)
            if target.dialect.supports_alter:
                for constraint in late:
                    if constraint.name is not None:
                        target.invoke({"op": "drop_constraint", "schema": constraint.table.schema or "",
                                       "table": str(constraint.table.name), "name": _name(constraint.name),
                                       "kind": "foreignkey"}, convention)
            for table in reversed(ordered):
                table._dispatch("before_drop", target, wanted, checkfirst)
                definition = table._named() if alone else table._definition()
                target.invoke({"op": "drop_table", "table": definition}, convention)
                table._dispatch("after_drop", target, wanted, checkfirst)
            if whole:
                for sequence in self._sequences.values():
                    target.invoke({"op": "drop_sequence", "sequence": sequence._definition(),
                                   "if_exists": bool(checkfirst)}, convention)
                for type_ in self._types:
                    target.invoke({"op": "drop_enum", "type": type_._plain(), "checkfirst": bool(checkfirst)}, {})
            if not alone:
                self._dispatch("after_drop", target, wanted, checkfirst)


def _dispatch(self, name, connection, tables, checkfirst):
    for function in (*event.class_listeners(type(self)).get(name, ()), *self._listeners.get(name, ())):
        if isinstance(function, BaseDDLElement):
            if function._applies(self, connection):
                connection.execute(function)
        else:
            function(self, connection, tables=tables, checkfirst=checkfirst, _ddl_runner=None)


MetaData._dispatch = _dispatch
Table._dispatch = _dispatch


def _dependencies(table):
    found = {}
    for constraint in table._constraint_list:
        if isinstance(constraint, ForeignKeyConstraint):
            schema, name, _ = constraint.elements[0]._target()
            found.setdefault(_table_key(name, schema), []).append(constraint)
    return found


def sort_tables_and_late(tables, skip_fn=None):
    """Tables in the order in which they can be made, and the foreign keys that must wait until all of them exist."""
    by_key = {table.key: table for table in tables}
    late = []
    state = {}
    ordered = []

    def visit(table):
        state[table.key] = "open"
        needed = _dependencies(table)
        for key in sorted(needed):
            if key == table.key or key not in by_key:
                late.extend(c for c in needed[key] if c.use_alter)
                continue
            constraints = [c for c in needed[key] if not (skip_fn and skip_fn(c))]
            early = [c for c in constraints if not c.use_alter]
            late.extend(c for c in constraints if c.use_alter)
            if not early:
                continue
            if state.get(key) == "open":
                late.extend(early)
            elif key not in state:
                visit(by_key[key])
        for other in table.__dict__.get("_extra_dependencies", ()):
            if other.key in by_key and other.key not in state:
                visit(other)
        state[table.key] = "done"
        ordered.append(table)

    for table in sorted(tables, key=lambda table: table.key):
        if table.key not in state:
            visit(table)
    return ordered, late


def sort_tables(tables, skip_fn=None, extra_dependencies=None):
    return sort_tables_and_late(list(tables), skip_fn)[0]


def sort_tables_and_constraints(tables, filter_fn=None, extra_dependencies=None):
    ordered, late = sort_tables_and_late(list(tables))
    found = []
    for table in ordered:
        found.append((table, {c for c in table.foreign_key_constraints if c not in late}))
    if late:
        found.append((None, late))
    return found


# --- DDL as statements


class BaseDDLElement(ClauseElement):
    """A change of the schema as an object that can be executed or printed."""

    _condition = None
    is_ddl_element = True
    supports_execution = True
    _is_ddl = True

    def _operation(self):
        raise NotImplementedError(type(self).__name__)

    def _convention(self):
        metadata = getattr(getattr(self.element, "table", self.element), "metadata", None)
        return metadata._convention() if metadata is not None else {}

    def _applies(self, target, bind):
        if self._condition is None:
            return True
        dialect, callable_, state = self._condition
        if dialect is not None:
            names = (dialect,) if isinstance(dialect, str) else dialect
            if bind.dialect.name not in names:
                return False
        return callable_ is None or bool(callable_(self, target, bind, state=state, dialect=bind.dialect))

    def execute_if(self, dialect=None, callable_=None, state=None):
        import copy

        other = copy.copy(self)
        other._condition = (dialect, callable_, state)
        return other

    def against(self, target):
        self.target = target
        return self

    def __call__(self, target, bind, **kw):
        if self._applies(target, bind):
            return bind.execute(self)

    def compile(self, bind=None, dialect=None, **kw):
        return _CompiledDDL(self, getattr(dialect, "name", None) or getattr(getattr(bind, "dialect", None), "name", None))

    def __str__(self):
        return str(self.compile())


class _CompiledDDL:
    def __init__(self, element, dialect_name):
        self.statement = element
        self.params = {}
        self._dialect_name = dialect_name

    @property
    def string(self):
        import _limbeck
        from limbeck.facade import refuse_overruled

        from .engine import _current_dialect_name
        from .sql.elements import compiling

        dialect_name = self._dialect_name or _current_dialect_name()
        refuse_overruled(dialect_name)
        with compiling(dialect_name):
            operation = self.statement._operation()
        texts = _limbeck.compile_operation(operation, dialect_name, self.statement._convention())
        return ";\n".join(texts)

    def __str__(self):
        return self.string


DDLElement = ExecutableDDLElement = BaseDDLElement


class DDL(BaseDDLElement):
    element = None

    def __init__(self, statement, context=None):
        if not isinstance(statement, str):
            raise exc.ArgumentError(f"Expected a string or unicode SQL statement, got {statement!r}")
        self.statement = statement
        self.context = context or {}

    def _convention(self):
        return {}

    def _text(self):
        values = dict(self.context)
        target = getattr(self, "target", None)
        if isinstance(target, Table):
            values.setdefault("table", target.name)
            values.setdefault("schema", target.schema or "")
            values.setdefault("fullname", target.fullname)
        return self.statement % values

    def __call__(self, target, bind, **kw):
        if self._applies(target, bind):
            self.target = target
            return bind.execute(self)

    def _operation(self):
        return {"op": "execute", "text": self._text()}

    def __str__(self):
        return self._text()


class _ElementDDL(BaseDDLElement):
    def __init__(self, element, **kw):
        self.element = element
        self.if_exists = kw.pop("if_exists", False)
        self.if_not_exists = kw.pop("if_not_exists", False)
        self.cascade = kw.pop("cascade", False)

    @property
    def target(self):
        return self.element


def _without_own_statement(type_):
    """A type in plain form, which some other statement creates."""
    if isinstance(type_, str):
        return type_
    type_ = dict(type_)
    for key in ("labels", "domain"):
        if key in type_:
            type_[key] = {**type_[key], "create_type": False}
    if "item" in type_:
        type_["item"] = _without_own_statement(type_["item"])
    if "variants" in type_:
        type_["variants"] = {name: _without_own_statement(variant) for name, variant in type_["variants"].items()}
    return type_


class CreateTable(_ElementDDL):
    def __init__(self, element, include_foreign_key_constraints=None, if_not_exists=False):
        super().__init__(element, if_not_exists=if_not_exists)
        self.include_foreign_key_constraints = include_foreign_key_constraints

    def _operation(self):
        included = self.include_foreign_key_constraints
        later = () if included is None else [key for key in self.element.foreign_key_constraints if key not in included]
        definition = self.element._definition(without=later)
        definition.pop("indexes", None)
        definition.pop("comment", None)
        for column in definition["columns"]:
            if column.pop("index", None):
                column.pop("unique", None)
            column.pop("comment", None)
            column["type"] = _without_own_statement(column["type"])
        return {"op": "create_table", "table": definition, "if_not_exists": self.if_not_exists}


class DropTable(_ElementDDL):
    def _operation(self):
        return {"op": "drop_table", "table": {"name": str(self.element.name), "schema": self.element.schema or ""},
                "if_exists": self.if_exists}


class CreateIndex(_ElementDDL):
    def _operation(self):
        return {"op": "create_index", "index": self.element._definition(), "if_not_exists": self.if_not_exists}


class DropIndex(_ElementDDL):
    def _operation(self):
        return {"op": "drop_index", "index": self.element._definition(), "if_exists": self.if_exists}


class CreateSequence(_ElementDDL):
    def _operation(self):
        return {"op": "create_sequence", "sequence": self.element._definition(), "if_not_exists": self.if_not_exists}


class DropSequence(_ElementDDL):
    def _operation(self):
        return {"op": "drop_sequence", "sequence": self.element._definition(), "if_exists": self.if_exists}


class AddConstraint(_ElementDDL):
    def _operation(self):
        table = self.element.table
        return {"op": "add_constraint", "schema": table.schema or "", "table": str(table.name),
                "constraint": self.element._definition()}


class DropConstraint(_ElementDDL):
    def _operation(self):
        table = self.element.table
        kind = {"foreign_key": "foreignkey", "primary_key": "primary"}.get(self.element._kind, self.element._kind)
        return {"op": "drop_constraint", "schema": table.schema or "", "table": str(table.name),
                "name": _name(self.element.name), "kind": kind, "if_exists": self.if_exists}


class SetTableComment(_ElementDDL):
    def _operation(self):
        return {"op": "create_table_comment", "schema": self.element.schema or "", "table": str(self.element.name),
                "comment": self.element.comment}


class DropTableComment(_ElementDDL):
    def _operation(self):
        return {"op": "drop_table_comment", "schema": self.element.schema or "", "table": str(self.element.name)}


class SetColumnComment(_ElementDDL):
    def _operation(self):
        table = self.element.table
        return {"op": "alter_column", "table": str(table.name), "schema": table.schema or "",
                "column": str(self.element.name),
                "comment": {"drop": True} if self.element.comment is None else {"to": self.element.comment}}


class DropColumnComment(SetColumnComment):
    def _operation(self):
        return {**super()._operation(), "comment": {"drop": True}}


class SetConstraintComment(_ElementDDL):
    pass


class DropConstraintComment(_ElementDDL):
    pass


class CreateColumn(_ElementDDL):
    pass


class _SchemaDDL(_ElementDDL):
    _words = ""

    def _convention(self):
        return {}

    def _operation(self):
        import _limbeck

        from .engine import _current_dialect_name

        words = self._words
        if self.if_not_exists:
            words += " IF NOT EXISTS"
        if self.if_exists:
            words += " IF EXISTS"
        text = f"{words} {_limbeck.quote(str(self.element), _current_dialect_name(), False)}"
        if self.cascade:
            text += " CASCADE"
        return {"op": "execute", "statement": {"node": "ddl", "text": text}}


class CreateSchema(_SchemaDDL):
    _words = "CREATE SCHEMA"


class DropSchema(_SchemaDDL):
    _words = "DROP SCHEMA"


class InvokeDDLBase:
    pass


def insert_sentinel(name=None, type_=None, *, default=None, omit_from_statements=True):
    from .types import INTEGERTYPE

    return Column(name, INTEGERTYPE if type_ is None else type_, default=default,
                  _omit_from_statements=omit_from_statements, insert_sentinel=True)

"""Inspector: what the database has, asked of the engine."""

import contextlib
from enum import Flag, auto

from .. import exc
from ..event import class_listeners
from ..types import _from_plain
from .._binding import bound
from .base import Connection, Engine


class ObjectKind(Flag):
    TABLE = auto()
    VIEW = auto()
    MATERIALIZED_VIEW = auto()
    ANY_VIEW = VIEW | MATERIALIZED_VIEW
    ANY = TABLE | VIEW | MATERIALIZED_VIEW


class ObjectScope(Flag):
    DEFAULT = auto()
    TEMPORARY = auto()
    ANY = DEFAULT | TEMPORARY


_KINDS = {"table": ObjectKind.TABLE, "view": ObjectKind.VIEW, "materialized_view": ObjectKind.MATERIALIZED_VIEW}


def _kept(method):
    """An Inspector's answers stay what they were, whatever is changed meanwhile, until clear_cache()."""
    name = method.__name__

    def ask(self, *names, **kw):
        given = [*names, *[kw.get(key) for key in ("table_name", "view_name", "schema")]]
        key = (name, *[str(part) for part in given if part is not None])
        if key not in self.info_cache:
            self.info_cache[key] = method(self, *names, **kw)
        return self.info_cache[key]

    ask.__name__ = name
    return ask


class Inspector:
    def __init__(self, bind):
        self.bind = bound(bind)
        self.info_cache = {}
        # What was read of tables by their names, while one operation asks for several things; None outside of one.
        self._read = None

    @classmethod
    def _inspector(self):
        return self

    def from_engine(cls, bind):
        return cls(bind)

    @property
    def engine(self):
        return self.bind if isinstance(self.bind, Engine) else self.bind.engine

    @property
    def dialect(self):
        return self.bind.dialect

    @property
    def default_schema_name(self):
        return self._ask("default_schema")

    def clear_cache(self):
        self.info_cache.clear()

    @contextlib.contextmanager
    def _operation_context(self):
        if isinstance(self.bind, Engine):
            with self.bind.connect() as connection:
                yield connection
        else:
            yield self.bind

    @contextlib.contextmanager
    def _inspection_context(self):
        """An Inspector on one connection that reads each table once."""
        with self._operation_context() as connection:
            inspector = Inspector(connection)
            inspector.info_cache = self.info_cache
            inspector._read = self._read if self._read is not None else {}
            yield inspector

    def _ask(self, question, **arguments):
        plain = {key: [str(name) for name in value] if isinstance(value, list) else "" if value is None else str(value)
                 for key, value in arguments.items()}
        with self._operation_context() as connection:
            return connection._inspect(question, plain)

    # tables

    def _tables(self, schema, names):
        """The tables and views of these names, or all of the schema, by (schema, name)."""
        schema = None if schema is None else str(schema)
        if names is None:
            found = self._ask("tables", schema=schema)
        else:
            missing = [name for name in names if self._read is None or (schema, str(name)) not in self._read]
            found = self._ask("tables", schema=schema, tables=missing) if missing else []
        made = {(schema, item["name"]): item for item in found}
        if self._read is None or names is None:
            return made
        self._read.update(made)
        for name in names:  # those that are not there need not be asked for again
            self._read.setdefault((schema, str(name)), None)
        return {key: self._read[key] for key in [(schema, str(name)) for name in names] if self._read[key] is not None}

    def _table(self, name, schema):
        found = self._tables(schema, [name])
        if not found:
            raise exc.NoSuchTableError(f"{schema}.{name}" if schema else str(name))
        return next(iter(found.values()))

    def _part(self, part, name, schema):
        return self._told(part, self._table(name, schema)[part])

    def _parts(self, part, schema, filter_names, kind, scope):
        names = list(filter_names) if filter_names else None
        if names is None and scope & ObjectScope.TEMPORARY:
            names = []
            if scope & ObjectScope.DEFAULT:
                names += [name for (_, name) in self._tables(schema, None)]
            names += self.get_temp_table_names() + self.get_temp_view_names()
        made = {}
        for key, item in self._tables(schema, names).items():
            there = ObjectScope.TEMPORARY if item["temporary"] else ObjectScope.DEFAULT
            if _KINDS[item["kind"]] & kind and there & scope:
                made[key] = self._told(part, item[part])
        return made

    def _told(self, part, found):
        """SQLAlchemy's own objects in place of plain types and expressions."""
        if part == "table_comment" and found is None:
            raise NotImplementedError()
        if part == "columns":
            return [{**column, "type": _from_plain(column["type"], self.dialect.name)} for column in found]
        if part == "indexes":
            return [{key: _sorting(value) if key == "column_sorting" else _options(value)
                     if key == "dialect_options" else value for key, value in index.items()} for index in found]
        if part == "table_options":
            return {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
        return found

    @_kept
    def get_columns(self, table_name, schema=None, **kw):
        return self._part("columns", table_name, schema)

    @_kept
    def get_pk_constraint(self, table_name, schema=None, **kw):
        return self._part("pk_constraint", table_name, schema)

    def get_primary_keys(self, table_name, schema=None, **kw):
        return self.get_pk_constraint(table_name, schema)["constrained_columns"]

    @_kept
    def get_foreign_keys(self, table_name, schema=None, **kw):
        return self._part("foreign_keys", table_name, schema)

    @_kept
    def get_unique_constraints(self, table_name, schema=None, **kw):
        return self._part("unique_constraints", table_name, schema)

    @_kept
    def get_check_constraints(self, table_name, schema=None, **kw):
        return self._part("check_constraints", table_name, schema)

    @_kept
    def get_indexes(self, table_name, schema=None, **kw):
        return self._part("indexes", table_name, schema)

    @_kept
    def get_table_comment(self, table_name, schema=None, **kw):
        return self._part("table_comment", table_name, schema)

    @_kept
    def get_table_options(self, table_name, schema=None, **kw):
        return self._part("table_options", table_name, schema)

    def get_multi_columns(self, schema=None, filter_names=None, kind=ObjectKind.TABLE, scope=ObjectScope.DEFAULT, **kw):
        return self._parts("columns", schema, filter_names, kind, scope)

    def get_multi_pk_constraint(self, schema=None, filter_names=None, kind=ObjectKind.TABLE, scope=ObjectScope.DEFAULT,
                                **kw):
        return self._parts("pk_constraint", schema, filter_names, kind, scope)

    def get_multi_foreign_keys(self, schema=None, filter_names=None, kind=ObjectKind.TABLE, scope=ObjectScope.DEFAULT,
                               **kw):
        return self._parts("foreign_keys", schema, filter_names, kind, scope)

    def get_multi_unique_constraints(self, schema=None, filter_names=None, kind=ObjectKind.TABLE,
                                     scope=ObjectScope.DEFAULT, **kw):
        return self._parts("unique_constraints", schema, filter_names, kind, scope)

    def get_multi_check_constraints(self, schema=None, filter_names=None, kind=ObjectKind.TABLE,
                                    scope=ObjectScope.DEFAULT, **kw):
        return self._parts("check_constraints", schema, filter_names, kind, scope)

    def get_multi_indexes(self, schema=None, filter_names=None, kind=ObjectKind.TABLE, scope=ObjectScope.DEFAULT, **kw):
        return self._parts("indexes", schema, filter_names, kind, scope)

    def get_multi_table_comment(self, schema=None, filter_names=None, kind=ObjectKind.TABLE, scope=ObjectScope.DEFAULT,
                                **kw):
        return self._parts("table_comment", schema, filter_names, kind, scope)

    def get_multi_table_options(self, schema=None, filter_names=None, kind=ObjectKind.TABLE, scope=ObjectScope.DEFAULT,
                                **kw):
        return self._parts("table_options", schema, filter_names, kind, scope)

    # names

    @_kept
    def get_schema_names(self, **kw):
        return self._ask("schema_names")

    @_kept
    def get_table_names(self, schema=None, **kw):
        return self._ask("table_names", schema=schema)

    @_kept
    def get_view_names(self, schema=None, **kw):
        return self._ask("view_names", schema=schema)

    @_kept
    def get_materialized_view_names(self, schema=None, **kw):
        return self._ask("materialized_view_names", schema=schema)

    @_kept
    def get_temp_table_names(self, **kw):
        return self._ask("temporary_table_names")

    @_kept
    def get_temp_view_names(self, **kw):
        return self._ask("temporary_view_names")

    @_kept
    def get_sequence_names(self, schema=None, **kw):
        return self._ask("sequence_names", schema=schema)

    @_kept
    def get_view_definition(self, view_name, schema=None, **kw):
        found = self._ask("view_definition", schema=schema, tables=[view_name])
        if found is None:
            raise exc.NoSuchTableError(f"{schema}.{view_name}" if schema else str(view_name))
        return found

    @_kept
    def get_enums(self, schema=None, **kw):
        return self._ask("enums", schema=schema)

    @_kept
    def get_domains(self, schema=None, **kw):
        return self._ask("domains", schema=schema)

    @_kept
    def has_table(self, table_name, schema=None, **kw):
        return self._ask("has_table", table=table_name, schema=schema)

    def has_multi_table(self, table_names, schema=None, **kw):
        return {(schema, name): self.has_table(name, schema) for name in table_names}

    def has_index(self, table_name, index_name, schema=None, **kw):
        try:
            return any(index["name"] == index_name for index in self.get_indexes(table_name, schema))
        except exc.NoSuchTableError:
            return False

    def has_sequence(self, sequence_name, schema=None, **kw):
        return sequence_name in self.get_sequence_names(schema)

    def has_schema(self, schema_name, **kw):
        return schema_name in self.get_schema_names()

    def get_sorted_table_and_fkc_names(self, schema=None, **kw):
        from ..schema import MetaData, sort_tables_and_late

        metadata = MetaData()
        metadata.reflect(self, schema=schema)
        tables, late = sort_tables_and_late([table for table in metadata.tables.values() if table.schema == schema])
        return [(table.name, [(table.name, key.name) for key in table.foreign_key_constraints if key not in late])
                for table in tables] + [(None, [(key.table.name, key.name) for key in late])]

    # Table(…, autoload_with=…)

    def reflect_table(self, table, include_columns=None, exclude_columns=(), resolve_fks=True, autoload_replace=True,
                      _extend_on=None, _reflect_info=None):
        """Fills a Table with the columns, constraints and indexes that the database has."""
        with contextlib.ExitStack() as stack:
            inspector = self if self._read is not None else stack.enter_context(self._inspection_context())
            inspector._fill(table, include_columns, exclude_columns, resolve_fks, autoload_replace)

    def _fill(self, table, include_columns, exclude_columns, resolve_fks, autoload_replace):
        found = self._table(table.name, table.schema)
        given = () if autoload_replace else set(table._columns_by_key)
        keys = {str(column.name): key for key, column in table._columns_by_key.items()}
        for column in self._told("columns", found["columns"]):
            name = column["name"]
            column = self._as_listeners_say(table, column)
            if include_columns and column["name"] not in include_columns or column["name"] in exclude_columns or \
                    column["name"] in given:
                continue
            made = _column(column)
            table._append_column(made, replace=True)
            keys[name] = made.key
        _attach_constraints(table, found, keys)
        for item in found["foreign_keys"]:
            self._attach_foreign_key(table, item, resolve_fks, keys)
        _attach_indexes(table, self._told("indexes", found["indexes"]), keys)
        for name, value in self._told("table_options", found["table_options"]).items():
            table.kwargs.setdefault(name, value)
        comment = (found["table_comment"] or {}).get("text")
        if comment is not None and table.comment is None:
            table.comment = comment

    def _as_listeners_say(self, table, column):
        functions = [function for target in (table.metadata, table)
                     for listeners in (class_listeners(type(target)), target._listeners)
                     for function in listeners.get("column_reflect", ())]
        if functions:
            column = dict(column)
            for function in functions:
                function(self, table, column)
        return column

    def _attach_foreign_key(self, table, item, resolve_fks, keys):
        from ..schema import ForeignKeyConstraint, Table, _table_key

        names = [keys.get(name) for name in item["constrained_columns"]]
        if any(name not in table._columns_by_key or table._columns_by_key[name]._fks for name in names):
            return
        key = _table_key(item["referred_table"], item["referred_schema"])
        if resolve_fks and key not in table.metadata.tables:
            Table(item["referred_table"], table.metadata, schema=item["referred_schema"], autoload_with=self)
        ForeignKeyConstraint(names, [f"{key}.{name}" for name in item["referred_columns"]], name=item["name"],
                             comment=item.get("comment"), **item["options"])._attach(table)


def _column(told):
    from ..schema import Column, Computed, DefaultClause, Identity
    from ..sql.elements import text

    items = []
    if told.get("identity") is not None:
        items.append(Identity(**told["identity"]))
    elif told.get("computed") is not None:
        items.append(Computed(told["computed"]["sqltext"], told["computed"]["persisted"]))
    default = told["default"]
    if isinstance(default, str):
        default = DefaultClause(text(default), _reflected=True)
    return Column(told["name"], told["type"], *items, nullable=told["nullable"],
                  autoincrement=told.get("autoincrement", "auto"), server_default=None if items else default,
                  comment=told.get("comment"), key=told.get("key"), info=told.get("info"), quote=told.get("quote"))


def _attach_constraints(table, found, keys):
    from ..schema import CheckConstraint, PrimaryKeyConstraint, UniqueConstraint
    from ..sql.elements import text

    def there(names):
        return [keys[name] for name in names if keys.get(name) in table._columns_by_key]

    key = found["pk_constraint"]
    if key["constrained_columns"]:
        PrimaryKeyConstraint(*there(key["constrained_columns"]), name=key["name"],
                             **key.get("dialect_options", {}))._attach(table)
    for item in found["unique_constraints"]:
        UniqueConstraint(*there(item["column_names"]), name=item["name"], comment=item.get("comment"),
                         **item.get("dialect_options", {}))._attach(table)
    for item in found["check_constraints"]:
        CheckConstraint(text(item["sqltext"]), name=item["name"], comment=item.get("comment"))._attach(table)


def _attach_indexes(table, indexes, keys):
    from ..schema import Index
    from ..sql.elements import text

    for item in indexes:
        if "duplicates_constraint" in item:
            continue
        if any(name is not None and keys.get(name) not in table._columns_by_key for name in item["column_names"]):
            continue
        elements = []
        for place, name in enumerate(item["column_names"]):
            element = text(item["expressions"][place]) if name is None else keys[name]
            for word in item.get("column_sorting", {}).get(name, ()):
                element = getattr(table._columns_by_key[element] if isinstance(element, str) else element, word)()
            elements.append(element)
        options = {key: text(value) if key.endswith("_where") and isinstance(value, str) else value
                   for key, value in item.get("dialect_options", {}).items()}
        Index(item["name"], *elements, unique=bool(item["unique"]), _table=table, **options)


def _sorting(sorting):
    return {name: tuple(words) for name, words in sorting.items()}


def _options(options):
    from ..sql.elements import text

    return {key: text(value["text"]) if isinstance(value, dict) and value.get("node") == "text" else value
            for key, value in options.items()}


def inspect(subject, raiseerr=True):
    bind = bound(subject)
    if isinstance(bind, (Engine, Connection)):
        return Inspector(bind)
    if isinstance(bind, Inspector):
        return bind
    mapper = getattr(subject, "__mapper__", None)
    if mapper is not None:
        if isinstance(subject, type):
            return mapper
        return subject._sa_instance_state
    if hasattr(subject, "_sa_inspect"):
        return subject._sa_inspect()
    if hasattr(subject, "selectable") or hasattr(subject, "_plain"):
        return subject
    if raiseerr:
        raise exc.NoInspectionAvailable(f"No inspection system is available for object of type {type(subject)}")
    return None


def cache(function):
    return function

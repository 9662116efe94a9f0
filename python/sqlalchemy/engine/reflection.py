"""Inspector: what the database has, asked of the engine."""

import contextlib

from limbeck.facade import unsupported

from .. import exc
from .._binding import bound
from ..event import listeners_of
from ..from_plain import fill_table
from ..schema import Table, _table_key
from ..sql.elements import text
from ..types import _from_plain


def _kept(method):
    """An Inspector's answers stay what they were, whatever is changed meanwhile, until clear_cache()."""
    name = method.__name__

    def ask(self, *names, **kw):
        key = (name, *[str(part) for part in (*names, *kw.values()) if part is not None])
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
    def from_engine(cls, bind):
        return cls(bind)

    def _inspector(self):
        return self

    engine = property(lambda self: self.bind.engine)
    dialect = property(lambda self: self.bind.dialect)
    default_schema_name = property(lambda self: self._ask("default_schema"))

    def clear_cache(self):
        self.info_cache.clear()

    @contextlib.contextmanager
    def _operation_context(self):
        if hasattr(self.bind, "_inspect"):
            yield self.bind
        else:
            with self.bind.connect() as connection:
                yield connection

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
        """The tables and views of these names among others, by (schema, name); None for what is not there."""
        schema = None if schema is None else str(schema)
        read = self._read if self._read is not None else {}
        missing = [str(name) for name in names if (schema, str(name)) not in read]
        if missing:
            read.update(((schema, name), None) for name in missing)
            read.update(((schema, item["name"]), item) for item in self._ask("tables", schema=schema, tables=missing))
        return read

    def _table(self, name, schema):
        found = self._tables(schema, [name])[None if schema is None else str(schema), str(name)]
        if found is None:
            raise exc.NoSuchTableError(f"{schema}.{name}" if schema else str(name))
        return found

    def _told(self, part, found):
        """SQLAlchemy's own objects in place of plain types and expressions."""
        if part == "table_comment" and found is None:
            raise NotImplementedError()
        if part == "columns":
            return [{**column, "type": _from_plain(column["type"], self.dialect.name)} for column in found]
        if part == "indexes":
            return [{key: _TOLD[key](value) if key in _TOLD else value for key, value in index.items()}
                    for index in found]
        if part == "table_options":
            return {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
        return found

    # names

    @_kept
    def get_view_definition(self, view_name, schema=None):
        found = self._ask("view_definition", schema=schema, tables=[view_name])
        if found is None:
            raise exc.NoSuchTableError(f"{schema}.{view_name}" if schema else str(view_name))
        return found

    @_kept
    def has_table(self, table_name, schema=None):
        return self._ask("has_table", table=table_name, schema=schema)

    def has_index(self, table_name, index_name, schema=None):
        try:
            return any(index["name"] == index_name for index in self.get_indexes(table_name, schema))
        except exc.NoSuchTableError:
            return False

    # Table(…, autoload_with=…)

    def reflect_table(self, table, include_columns=None, exclude_columns=(), resolve_fks=True, autoload_replace=True,
                      _extend_on=None, _reflect_info=None):
        """Fills a Table with the columns, constraints and indexes that the database has."""
        listened = [1 for target in (table.metadata, table) for where in (type(target), target)
                    if "column_reflect" in listeners_of(where)]
        if include_columns or exclude_columns or not autoload_replace or listened:
            unsupported("a reflection of a part of a table (include_columns=, autoload_replace=, column_reflect)")
        with contextlib.ExitStack() as stack:
            inspector = self if self._read is not None else stack.enter_context(self._inspection_context())
            plain = inspector._table(table.name, table.schema)["definition"]
            fill_table(table, plain, self.dialect.name)
            for item in plain.get("constraints") or () if resolve_fks else ():
                schema = item.get("referred_schema") or None
                if item["kind"] == "foreign_key" and _table_key(item["referred_table"], schema) not in table.metadata.tables:
                    Table(item["referred_table"], table.metadata, schema=schema, autoload_with=inspector)


# How the values of an index are told.
_TOLD = {
    "column_sorting": lambda sorting: {name: tuple(words) for name, words in sorting.items()},
    "dialect_options": lambda options: {key: text(value["text"]) if isinstance(value, dict) and value.get("node") == "text"
                                        else value for key, value in options.items()},
}


def _part_of_table(part):
    def ask(self, table_name, schema=None):
        return self._told(part, self._table(table_name, schema)[part])

    return ask


def _names(question, of_schema):
    def ask(self, schema=None):
        return self._ask(question, schema=schema)

    def ask_all(self):
        return self._ask(question)

    return ask if of_schema else ask_all


def _getters():
    """get_columns(table_name, schema=None), get_table_names(schema=None) and those like them."""
    for part in ("columns", "pk_constraint", "foreign_keys", "unique_constraints", "check_constraints", "indexes",
                 "table_comment", "table_options"):
        yield f"get_{part}", _part_of_table(part)
    for name in ("table_names", "view_names", "materialized_view_names", "sequence_names", "enums", "domains"):
        yield f"get_{name}", _names(name, True)
    yield "get_schema_names", _names("schema_names", False)
    yield "get_temp_table_names", _names("temporary_table_names", False)
    yield "get_temp_view_names", _names("temporary_view_names", False)


for _name, _getter in _getters():
    _getter.__name__, _getter.__qualname__ = _name, f"Inspector.{_name}"
    setattr(Inspector, _name, _kept(_getter))


def inspect(subject, raiseerr=True):
    bind = bound(subject)
    if isinstance(bind, Inspector):
        return bind
    if hasattr(bind, "_schema_changes"):
        return Inspector(bind)
    mapper = getattr(subject, "__mapper__", None)
    if mapper is not None:
        return mapper if isinstance(subject, type) else unsupported("inspect() of an instance")
    if hasattr(subject, "selectable") or hasattr(subject, "_plain"):
        return subject
    if raiseerr:
        raise exc.NoInspectionAvailable(f"No inspection system is available for object of type {type(subject)}")
    return None

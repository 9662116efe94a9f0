"""What every part of a schema is, and how names, options and expressions of scripts become plain."""

import _limbeck
from limbeck.opaque import is_opaque, refuse

from .. import event, exc
from .._binding import bound
from ..sql.elements import ColumnClause, conv, text


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
        from ..sql.elements import text

        value = text(value)
    elif hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    return _known(value)._plain()


def _known(value, what="the schema"):
    """Something that a schema cannot do without."""
    if is_opaque(value):
        refuse(value, what)
    return value


def _option(value):
    """The value of a dialect's keyword argument."""
    if isinstance(value, str) or value is None or isinstance(value, (bool, int, float)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, ColumnClause):
        return value.name
    if isinstance(value, dict):
        return {str(key.name if isinstance(key, ColumnClause) else key): _option(item) for key, item in value.items()}
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


_arguments = {}  # by dialect: what it and the engine know of each kind of thing; None of one that is not known


def _check_options(owner, kwargs):
    """Refuses an argument that would have no effect."""
    for key in kwargs:
        dialect, _, option = key.partition("_")
        if "_" not in key.strip("_"):
            raise TypeError(f"Additional arguments should be named <dialectname>_<argument>, got {key!r}")
        if dialect not in _arguments:
            _arguments[dialect] = _limbeck.dialect_facts(dialect).get("construct_arguments")
        known = _arguments[dialect]
        if known is not None and all({option, "*"}.isdisjoint(known.get(cls.__name__, ())) for cls in type(owner).__mro__):
            raise exc.ArgumentError(f"Argument {key!r} is not accepted by dialect {dialect!r} on behalf of "
                                    f"{type(owner)!r}")
    return kwargs


def _without_empty(**plain):
    return {key: value for key, value in plain.items()
            if value is not None and value is not False and value != "" and value != [] and value != {}}


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

    _ddl_if = None

    def ddl_if(self, dialect=None, callable_=None, state=None):
        self._ddl_if = (dialect, callable_, state)
        return self

    def _is_wanted(self):
        """Whether it is for the database that runs, by what ddl_if() has said."""
        if self._ddl_if is None:
            return True
        from .._dialect import dialect_named
        from ..sql.elements import _dialect_name

        names, callable_, state = self._ddl_if
        name = _dialect_name()
        if names is not None and name not in ((names,) if isinstance(names, str) else names):
            return False
        return callable_ is None or bool(callable_(self, self, None, state=state, dialect=dialect_named(name), compiler=None))

    def _add_to(self, column):
        """Of what stands among the arguments of a column."""
        raise exc.ArgumentError(f"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got {self!r}")

    def _dispatch(self, name, connection, tables, checkfirst):
        """Calls who listens to "before_create" and its like."""
        for function in (*event.class_listeners(type(self)).get(name, ()), *self._listeners.get(name, ())):
            if hasattr(function, "_applies"):  # a statement
                if function._applies(self, connection):
                    connection.execute(function)
            else:
                function(self, connection, tables=tables, checkfirst=checkfirst, _ddl_runner=None)


def _invoke(bind, operation, convention=None):
    return bound(bind)._invoke(operation, convention)


def _table_key(name, schema):
    return f"{schema}.{name}" if schema else str(name)

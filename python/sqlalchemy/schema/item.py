"""What every part of a schema is, and how names, options and expressions of scripts become plain."""

import _limbeck
from limbeck.facade import unsupported
from limbeck.opaque import check

from .. import event
from .._binding import bound
from .._dialect import dialect_named
from ..sql.elements import ColumnClause, _dialect_name, conv, text
from ..types import _shown


RETAIN_SCHEMA, BLANK_SCHEMA, NULL_UNSPECIFIED, _NO_ARG = (object() for _ in range(4))


def _name(name):
    """The name of a constraint or an index: op.f() names are final."""
    if name is None:
        return None
    if isinstance(name, conv):
        return {"text": str(name), "final": True}
    if getattr(name, "quote", None):
        return {"text": str(name), "quote": True}
    return str(name) if isinstance(name, str) else name


def _expression(value):
    """An SQL expression: text stands for SQL."""
    if isinstance(value, str):
        value = text(value)
    elif hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    return check(value, "the schema")._plain()


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
    return {key: _expression(value) if isinstance(value, str) and key.endswith("_where") else _option(value)
            for key, value in kwargs.items() if value is not None}


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
            unsupported(f"the argument {key} of {type(owner).__name__}")
        if dialect not in _arguments:
            _arguments[dialect] = _limbeck.dialect_facts(dialect).get("construct_arguments")
        known = _arguments[dialect]
        if known is not None and all({option, "*"}.isdisjoint(known.get(cls.__name__, ())) for cls in type(owner).__mro__):
            unsupported(f"the argument {key} of {type(owner).__name__}")
    return kwargs


def _without_empty(**plain):
    return {key: value for key, value in plain.items()
            if value is not None and value is not False and value != "" and value != [] and value != {}}


def _given(**plain):
    return {key: value for key, value in plain.items() if value is not None}


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

    dialect_kwargs = property(lambda self: self.kwargs)
    _ddl_if = None

    def ddl_if(self, dialect=None, callable_=None, state=None):
        self._ddl_if = (dialect, callable_, state)
        return self

    def _is_wanted(self):
        """Whether it is for the database that runs, by what ddl_if() has said."""
        if self._ddl_if is None:
            return True
        names, callable_, state = self._ddl_if
        name = _dialect_name()
        if names is not None and name not in ((names,) if isinstance(names, str) else names):
            return False
        return callable_ is None or bool(callable_(self, self, None, state=state, dialect=dialect_named(name), compiler=None))

    def _add_to(self, column):
        """Of what stands among the arguments of a column."""
        unsupported(f"a {type(self).__name__} among the arguments of a column")

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(_shown(self, [type(self)], ('info',)))})"

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

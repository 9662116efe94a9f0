"""Defaults of columns, identities, generated columns and sequences."""

import copy

from limbeck.facade import unsupported
from limbeck.opaque import check

from ..sql.elements import ClauseElement, quoted_name, text
from ..types import to_instance
from .item import BLANK_SCHEMA, SchemaItem, _expression, _given, _invoke, _table_key, _without_empty


def _default(value):
    """A server default: text stands for a string literal."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, DefaultClause):
        return _default(value.arg)
    if hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    return check(value, "the schema")._plain()


class FetchedValue(SchemaItem):
    is_server_default = True
    reflected = False
    has_argument = False
    column = None

    def __init__(self, for_update=False):
        self.for_update = for_update

    def _add_to(self, column):
        self._attach(column)

    def _attach(self, column):
        self.column = column
        if self.for_update:
            column.server_onupdate = self
        else:
            column.server_default = self

    def _for(self, update):
        other = copy.copy(self)
        other.for_update = update
        return other

    def _copy_to(self, column, for_update=False):
        self._for(for_update or self.for_update)._attach(column)


class DefaultClause(FetchedValue):
    has_argument = True

    def __init__(self, arg, for_update=False, _reflected=False):
        super().__init__(for_update)
        if isinstance(arg, (bool, int, float)):
            unsupported(f"{arg!r} as a server default")
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

    def _add_to(self, column):
        self._attach(column)

    def _attach(self, column):
        self.column = column
        if self.for_update:
            column.onupdate = self
        else:
            column.default = self

    def _copy_to(self, column, for_update=False):
        copy.copy(self)._attach(column)


class ColumnDefault(DefaultGenerator):
    has_arg = True

    def __init__(self, arg, for_update=False):
        super().__init__(for_update)
        self.arg = arg
        self.is_clause_element = isinstance(arg, ClauseElement)
        self.is_callable = callable(arg) and not self.is_clause_element
        self.is_scalar = not self.is_callable and not self.is_clause_element

    def __repr__(self):
        kind = "Callable" if self.is_callable else "ColumnElement" if self.is_clause_element else "ScalarElement"
        return f"{kind}ColumnDefault({self.arg!r})"

    def _value(self):
        """What the script's side gives for a row that says nothing; expressions stay expressions."""
        if not self.is_callable:
            return self.arg
        try:
            return self.arg()
        except TypeError:
            return self.arg(None)


ScalarElementColumnDefault = CallableColumnDefault = ColumnElementColumnDefault = ColumnDefault


class IdentityOptions:
    start = increment = minvalue = maxvalue = nominvalue = nomaxvalue = cycle = cache = order = None
    _crossing = ("start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cache", "cycle")

    def _set_options(self, given):
        """`given`: the locals() of a constructor."""
        for name in (*self._crossing, "order"):
            setattr(self, name, given[name])

    def _plain_options(self):
        return _given(**{name: getattr(self, name) for name in self._crossing})


class Identity(IdentityOptions, FetchedValue):
    def __init__(self, always=False, on_null=None, start=None, increment=None, minvalue=None, maxvalue=None,
                 nominvalue=None, nomaxvalue=None, cycle=None, cache=None, order=None):
        FetchedValue.__init__(self)
        self._set_options(locals())
        self.always = always
        self.on_null = on_null

    def _attach(self, column):
        self.column = column
        column.identity = self
        column.server_default = self
        column.nullable = column._nullable_given and column.nullable

    def _definition(self):
        return {**_without_empty(always=self.always, on_null=self.on_null), **self._plain_options()}


class Computed(FetchedValue):
    def __init__(self, sqltext, persisted=None):
        super().__init__()
        if isinstance(sqltext, str):
            sqltext = text(sqltext)
        self.sqltext = sqltext
        self.persisted = persisted

    def _attach(self, column):
        self.column = column
        column.computed = self
        column.server_default = self
        column.server_onupdate = self

    def _definition(self):
        return _given(sqltext=_expression(self.sqltext), persisted=self.persisted)


class Sequence(IdentityOptions, DefaultGenerator):
    is_sequence = True

    def __init__(self, name, start=None, increment=None, minvalue=None, maxvalue=None, nominvalue=None, nomaxvalue=None,
                 cycle=None, schema=None, cache=None, order=None, data_type=None, optional=False, quote=None,
                 metadata=None, quote_schema=None, for_update=False):
        DefaultGenerator.__init__(self, for_update)
        self._set_options(locals())
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

    def _definition(self):
        data_type = None if self.data_type is None else self.data_type._plain()
        return {"name": str(self.name), **_without_empty(schema=self.schema, optional=self.optional, data_type=data_type),
                **self._plain_options()}

    def next_value(self):
        from ..sql import functions

        return functions.next_value(self)

    def create(self, bind, checkfirst=True):
        _invoke(bind, {"op": "create_sequence", "sequence": self._definition(), "if_not_exists": bool(checkfirst)})

    def drop(self, bind, checkfirst=True):
        _invoke(bind, {"op": "drop_sequence", "sequence": self._definition(), "if_exists": bool(checkfirst)})

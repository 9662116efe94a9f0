"""The rows of a bulk insert."""

from .. import exc
from .._dialect import current_dialect_name, dialect_named

_PLAIN_VALUES = frozenset((str, int, float, bool, bytes, type(None)))


def table_for_rows(table):
    """The table: the columns' names and types are all that matters."""
    columns = table._column_list if hasattr(table, "_definition") else table.c
    plain = {"name": str(table.name),
             "columns": [{"name": str(column.name), "type": column.type._plain()} for column in columns]}
    if getattr(table, "schema", None):
        plain["schema"] = str(table.schema)
    return plain


def rows_for_table(table, rows):
    columns, names = {}, {}
    defaults = []
    name = current_dialect_name()
    for column in table.c:
        columns[column.key] = column
        if _takes_values_as_they_are(column.type):
            names[column.key] = str(column.name)
        default = getattr(column, "default", None)
        if getattr(default, "has_arg", False):
            defaults.append((column, default._value))
        elif getattr(default, "is_sequence", False) and dialect_named(name).supports_sequences:
            defaults.append((column, default.next_value))
    made = []
    for row in rows:
        found = {}
        for key, value in row.items():
            if key in names and type(value) in _PLAIN_VALUES:
                found[names[key]] = value
                continue
            column = columns.get(key)
            if column is None and not isinstance(key, str):
                key = getattr(key, "key", None) or key.name
                column = columns.get(key)
            if column is None:
                raise exc.CompileError(f"Unconsumed column names: {key}")
            found[str(column.name)] = _row_value(value, column.type, name)
        for column, value_of in defaults:
            if column.name not in found:
                found[str(column.name)] = _row_value(value_of(), column.type, name)
        made.append(found)
    return made


def _takes_values_as_they_are(type_):
    from ..types import TypeEngine

    cls = type(type_)
    return isinstance(type_, TypeEngine) and cls._bind is TypeEngine._bind and \
        cls.bind_expression is TypeEngine.bind_expression


def _row_value(value, type_, dialect_name):
    if hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    if hasattr(value, "_plain"):
        return {"expression": value._plain()}
    from ..sql.elements import BindParameter, bound_as, has_bind_expression

    expression = bound_as(type_, BindParameter(None, value, type_, unique=True)) if has_bind_expression(type_) else None
    if expression is not None:
        return {"expression": expression._plain()}
    bound = type_._bind(value, dialect_name)
    return {"value": bound} if isinstance(bound, dict) else bound

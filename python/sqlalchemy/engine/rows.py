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
    cells, defaults = {}, []
    name = current_dialect_name()
    for column in table.c:
        cell = cells[column.key] = str(column.name), _takes_values_as_they_are(column.type), _written(column.type, name)
        default = getattr(column, "default", None)
        if getattr(default, "has_arg", False):
            defaults.append((cell, default._value))
        elif getattr(default, "is_sequence", False) and dialect_named(name).supports_sequences:
            defaults.append((cell, default.next_value))
    made = []
    for row in rows:
        found = {}
        for key, value in row.items():
            cell = cells.get(key)
            if cell is None:
                if not isinstance(key, str):
                    key = getattr(key, "key", None) or key.name
                    cell = cells.get(key)
                if cell is None:
                    raise exc.CompileError(f"Unconsumed column names: {key}")
            column_name, as_it_is, written = cell
            found[column_name] = value if as_it_is and type(value) in _PLAIN_VALUES else written(value)
        for (column_name, _, written), value_of in defaults:
            if column_name not in found:
                found[column_name] = written(value_of())
        made.append(found)
    return made


def _takes_values_as_they_are(type_):
    from ..types import TypeEngine

    cls = type(type_)
    return isinstance(type_, TypeEngine) and cls._bind is TypeEngine._bind and \
        cls.bind_expression is TypeEngine.bind_expression


def _written(type_, dialect_name):
    """What makes plain data of a value of that type."""
    from ..sql.elements import BindParameter, bound_as, has_bind_expression

    in_expression = has_bind_expression(type_)

    def written(value):
        if type(value) not in _PLAIN_VALUES:
            if hasattr(value, "__clause_element__"):
                value = value.__clause_element__()
            if hasattr(value, "_plain"):
                return {"expression": value._plain()}
        expression = bound_as(type_, BindParameter(None, value, type_, unique=True)) if in_expression else None
        if expression is not None:
            return {"expression": expression._plain()}
        bound = type_._bind(value, dialect_name)
        return {"value": bound} if isinstance(bound, dict) else bound

    return written

"""Statements and their parameters on the way to the engine."""

from limbeck.facade import unsupported

from .. import exc


def operation_of(construct, parameters=None):
    """The operation that executes what a script gives to op.execute()."""
    if isinstance(construct, str):
        return {"op": "execute", "statement": {"node": "text", "text": str(construct)}}
    if getattr(construct, "_is_ddl", False):
        return construct._operation()
    if hasattr(construct, "__clause_element__"):
        construct = construct.__clause_element__()
    if not hasattr(construct, "_plain"):
        raise exc.ObjectNotExecutableError(f"Not an executable object: {construct!r}")
    if parameters:
        construct = construct.bindparams(**parameters) if hasattr(construct, "bindparams") else construct.params(parameters)
    return {"op": "execute", "statement": statement_plain(construct)}


def statement_plain(statement):
    if getattr(statement, "_is_function", False) or type(statement).__name__ in ("Function", "next_value"):
        from ..sql import select

        statement = select(statement)
    if hasattr(statement, "_is_outermost"):
        statement = statement._with(_is_outermost=True)
    return statement._plain()


def refuse_options(options):
    """Options of a connection that change where statements go, or what they may do."""
    names = (options or {}).get("schema_translate_map") or {}
    if not all(name == other for name, other in names.items()):
        unsupported(f"schema_translate_map={names!r}",
                    "On PostgreSQL, connection.execute(text('SET search_path TO ...')) does the same for tables without a "
                    "schema")
    for key in ("postgresql_readonly", "postgresql_deferrable"):
        if (options or {}).get(key):
            unsupported(f"the execution option {key}=True")


def check_statement_options(options):
    if "isolation_level" in (options or {}):
        unsupported("the execution option isolation_level of a statement")
    refuse_options(options)


def driver_parameters(parameters):
    if parameters is None or isinstance(parameters, dict):
        return parameters
    return [dict(item) if isinstance(item, dict) else list(item) if isinstance(item, (list, tuple)) else item
            for item in parameters]


def parameters_for(statement, parameters, dialect_name):
    """Values by name, converted by the types of the statement's table."""
    if parameters is None or parameters == () or parameters == []:
        return None
    several = isinstance(parameters, (list, tuple))
    rows = [_row_map(row) for row in parameters] if several else _row_map(parameters)
    if hasattr(statement, "_prepare_parameters"):
        return statement._prepare_parameters(rows)
    types = {key: bind.type for key, bind in (getattr(statement, "_bindparams", None) or {}).items()}
    for row in rows if several else (rows,):
        for key in row:
            if key in types:
                row[key] = types[key]._bind(row[key], dialect_name)
    return rows


def _row_map(row):
    if hasattr(row, "_mapping"):
        row = row._mapping
    if not hasattr(row, "items"):
        raise exc.ArgumentError("List argument must consist only of dictionaries")
    return dict(row.items())

"""Changes of many rows, in parts: each goes over a range of the table's primary key and is committed by itself, so that no
lock is held for long, and a run that is stopped goes on behind the last part that is done.

    try:
        from limbeck import batches
    except ImportError:  # under Alembic
        batches = None

    def upgrade():
        batches.update("users", {"email": sa.func.lower(sa.column("email"))}, where="email <> lower(email)",
                       size=5_000, pause=0.2)

They are the first that their revision does: what is done before them could not be taken back. All return the number of
rows that were changed, those of earlier runs included.

What they have in common:
  where   a condition: text of SQL, or an expression
  key     columns that are NOT NULL, to go through the rows by; the primary key, if it is not given
  size    rows gone through in one part
  pause   seconds between two parts
  brake   (query, limit): before each part the query is asked, and waited for while its number is above the limit
"""

import sqlalchemy as sa
from _limbeck import is_thorough, run_batches

_MARKER = "limbeck_part"


def update(table, values, *, where=None, schema=None, key=None, size=10_000, pause=0, brake=None):
    """UPDATE table SET values; `values` are values or expressions by the column's name."""
    values = {_name(column): value for column, value in dict(values).items()}
    if not values:
        raise ValueError("batches.update() needs values: {column: value}")
    source = _table(table, schema, values)
    if isinstance(table, str):  # nothing tells the types of its columns
        values = {column: _expression(value) for column, value in values.items()}
    return _run(_limited(sa.update(source).values(values), where), source, list(values), key, size, pause, brake)


def delete(table, *, where=None, schema=None, key=None, size=10_000, pause=0, brake=None):
    """DELETE FROM table."""
    source = _table(table, schema)
    return _run(_limited(sa.delete(source), where), source, (), key, size, pause, brake)


def copy(source, target, columns, *, where=None, schema=None, target_schema=None, key=None, size=10_000, pause=0,
         brake=None):
    """INSERT INTO target (columns) SELECT … FROM source: names of columns that both have, or for each of the target's an
    expression over those of the source."""
    taken = columns if hasattr(columns, "items") else {_name(column): sa.column(_name(column)) for column in columns}
    taken = {_name(column): _expression(value) for column, value in taken.items()}
    if not taken:
        raise ValueError("batches.copy() needs columns")
    source, target = _table(source, schema), _table(target, target_schema, taken)
    select = _limited(sa.select(*taken.values()).select_from(source), where)
    return _run(sa.insert(target).from_select(list(taken), select), source, (), key, size, pause, brake)


def _expression(value):
    if value is None:
        return sa.null()
    return value if hasattr(value, "compare") or hasattr(value, "_plain") else sa.literal(value)


def _name(column):
    return str(getattr(column, "name", column))


def _table(table, schema, columns=()):
    table = getattr(table, "__table__", table)
    if isinstance(table, str):
        return sa.table(str(table), *(sa.column(name) for name in columns), **({"schema": schema} if schema else {}))
    if schema is not None:
        raise ValueError("schema= is for a table that is given by its name")
    return table


def _limited(statement, where):
    if isinstance(where, str):
        where = sa.text(f"({where})")
    elif hasattr(where, "bindparams") and isinstance(getattr(where, "text", None), str):
        values = {name: bind.value for name, bind in where._bindparams.items()}
        where = sa.text(f"({where.text})")
        where = where.bindparams(**values) if values else where
    if where is not None:
        statement = statement.where(where)
    return statement.where(sa.literal_column(_MARKER))


def _run(statement, table, changed, key, size, pause, brake):
    if not isinstance(size, int) or size < 1:
        raise ValueError(f"size={size!r}: a number of rows")
    if not isinstance(pause, (int, float)) or pause < 0:
        raise ValueError(f"pause={pause!r}: seconds")
    plain = {"statement": _plain(statement), "runtime": "thorough" if is_thorough() else "quick",
             "table": str(table.name), "changed": list(changed), "size": size, "pause": int(pause * 1000)}
    if getattr(table, "schema", None):
        plain["schema"] = str(table.schema)
    if key is not None:
        plain["key"] = [key] if isinstance(key, str) else [_name(column) for column in key]
    if brake is not None:
        query, limit = brake
        plain["brake"] = {"query": str(query), "limit": float(limit)}
    return run_batches(plain)


def _plain(statement):
    if not is_thorough():
        from sqlalchemy.engine.statements import statement_plain

        return statement_plain(statement)
    from alembic import op

    from limbeck.thorough.ddl import that_writes

    text = str(statement.compile(dialect=that_writes(op.get_context().dialect), compile_kwargs={"literal_binds": True}))
    return {"node": "text", "text": text.replace(":", "\\:")}

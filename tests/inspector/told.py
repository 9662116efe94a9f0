"""Writes all that sqlalchemy.inspect() tells of a database as plain lines; the same code runs with the real SQLAlchemy
and with ours."""

from sqlalchemy import MetaData, Table, exc, inspect
from sqlalchemy.engine.reflection import ObjectKind, ObjectScope
from sqlalchemy.schema import CreateIndex, CreateTable

PARTS = ("columns", "pk_constraint", "foreign_keys", "unique_constraints", "check_constraints", "indexes", "table_comment",
         "table_options")


def plain(value):
    """Dictionaries in one order, types and expressions as they are written."""
    if isinstance(value, dict):
        return {str(key): plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "_type_affinity") or hasattr(value, "compile"):
        words = str(value) if hasattr(value, "text") else repr(value)
        return " ".join(words.split())
    return value


def answer(ask):
    try:
        return plain(ask())
    except (exc.NoSuchTableError, NotImplementedError, exc.UnreflectableTableError) as error:
        return type(error).__name__


def sql(element, connection):
    try:
        words = " ".join(str(element.compile(dialect=connection.dialect)).split())
        return words.replace("( ", "(").replace(" )", ")")
    except Exception as error:  # of a column without a type
        if type(error).__name__ not in ("CompileError", "Error"):
            raise
        return "(cannot be said)"


def unordered(part, value):
    # The real one takes them from a set, or from how the database lists them.
    if part == "table_options" or not isinstance(value, list):
        return value
    return sorted(value, key=repr) if part in ("unique_constraints", "foreign_keys") else value


def lines(connection, schemas, also_reflected=True):
    inspector = inspect(connection)
    yield f"schemas {sorted(name for name in inspector.get_schema_names() if name != 'information_schema')}"
    yield f"default {inspector.default_schema_name}"
    for schema in schemas:
        for kind in ("table", "view", "materialized_view", "sequence"):
            try:
                names = sorted(getattr(inspector, f"get_{kind}_names")(schema))
            except NotImplementedError:
                names = []
            yield f"{schema} {kind}s {names}"
            for name in names if "view" in kind else ():
                yield f"{schema} definition of {name}: {inspector.get_view_definition(name, schema)!r}"
        for question in ("enums", "domains"):
            if hasattr(inspector, f"get_{question}") and inspector.dialect.name == "postgresql":
                yield f"{schema} {question} {plain(getattr(inspector, 'get_' + question)(schema))}"
        found = sorted(inspector.get_table_names(schema) + inspector.get_view_names(schema))
        for name in [*found, "nowhere"]:
            yield f"{schema} {name}: there {inspector.has_table(name, schema)}"
            for part in PARTS:
                if name == "nowhere" and part == "table_comment":
                    continue  # the real one says that there are no comments before it looks for the table
                value = answer(lambda: getattr(inspector, f"get_{part}")(name, schema))
                yield f"{schema} {name} {part} {unordered(part, value)}"
        for part in PARTS if also_reflected else ():
            for kind in (ObjectKind.TABLE, ObjectKind.ANY):
                told = answer(lambda: getattr(inspector, f"get_multi_{part}")(schema, kind=kind))
                if isinstance(told, dict):
                    told = {key: unordered(part, value) for key, value in sorted(told.items())}
                yield f"{schema} multi {part} {kind.name} {told}"
            told = answer(lambda: getattr(inspector, f"get_multi_{part}")(schema, found[:2], ObjectKind.ANY, ObjectScope.ANY))
            if isinstance(told, dict):
                told = {key: unordered(part, value) for key, value in told.items()}
            yield f"{schema} some {part} {told}"
    if not also_reflected:
        return
    yield f"temporary {inspector.get_temp_table_names()} {inspector.get_temp_view_names()}"
    metadata = MetaData()
    for schema in schemas:
        metadata.reflect(connection, schema=schema, views=schema is None)
    for key in sorted(metadata.tables):
        table = metadata.tables[key]
        head, _, body = sql(CreateTable(table), connection).partition("(")
        body = body.partition(";")[0]  # comments follow
        yield f"reflected {head}" + ", ".join(sorted(line.strip(" )") for line in body.split(", ")))
        yield f"reflected {key} comment {table.comment!r} options {plain(dict(table.kwargs))}"
        yield f"reflected {key} comments {[(column.name, column.comment) for column in table.columns if column.comment]}"
        # The real one files what it knows of a check under a dialect called "dialect", where nothing finds it.
        parts = [f"{type(part).__name__} {part.name} {getattr(part, 'comment', None)!r} "
                 f"{plain({name: value for name, value in part.kwargs.items() if name != 'dialect_options'})}"
                 for part in (*table.constraints, *table.indexes)]
        yield f"reflected {key} parts {sorted(parts)}"
        for index in sorted(table.indexes, key=lambda index: index.name):
            yield "reflected " + sql(CreateIndex(index), connection)
        # One table by itself, with a part of its columns.
        names = [column.name for column in table.columns][:2]
        alone = Table(table.name, MetaData(), schema=table.schema, autoload_with=connection, include_columns=names,
                      resolve_fks=False)
        yield (f"alone {key} {[(column.name, repr(column.type), column.nullable) for column in alone.columns]} "
               f"{sorted(index.name for index in alone.indexes)} {plain(dict(alone.kwargs))} {alone.comment!r}")

"""batch_alter_table where a table is rebuilt: the operations of the block go to the engine in plain form, which loses
nothing of the table. What ALTER can do stays Alembic's."""

from contextlib import contextmanager, nullcontext

import _limbeck
from alembic.operations import base, ops, toimpl
from alembic.operations.batch import BatchOperationsImpl
from alembic.util.sqla_compat import _ensure_scope_for_ddl
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import Column, Constraint, MetaData, Table

from limbeck.errors import Error, script_place

from .plain import Plain


def install():
    base.BatchOperations.invoke = _invoke
    BatchOperationsImpl.flush = _flush


_alembics_invoke = base.BatchOperations.invoke
_alembics_flush = BatchOperationsImpl.flush


def _invoke(self, operation):
    """As Alembic's, and keeps the operation beside what it has put into the block."""
    batch = self.impl
    if not isinstance(batch, BatchOperationsImpl):
        return _alembics_invoke(self, operation)
    kept = batch.__dict__.setdefault("_kept", [])
    function = self._to_impl.dispatch(operation, self.migration_context.impl.__dialect__)
    before = len(batch.batch)
    made = _Kept(operation)
    result = _alembics_invoke(self, operation)
    made.count = len(batch.batch) - before
    if made.count and function.__module__ == toimpl.__name__:
        kept.append(made)
    return result


class _Kept:
    """An operation, and what cannot be told any more once Alembic has put its column into a table."""

    def __init__(self, operation):
        self.operation = operation
        self.count = 0  # what it has put into the block
        column = getattr(operation, "column", None)
        self.is_copied = column is not None and column.table is not None
        type_ = getattr(operation, "modify_type", None) if column is None else column.type
        self.is_bound = getattr(getattr(type_, "item_type", type_), "metadata", None) is not None


def _flush(self):
    if not self._should_recreate():
        return _alembics_flush(self)
    kept = self.__dict__.get("_kept", [])
    if sum(item.count for item in kept) != len(self.batch):
        raise Error("an implementation of the project's own changes a table that is rebuilt, and limbeck does not know what "
                    "it does there", f'{script_place()}\nbatch_alter_table("{self.table_name}")',
                    "Say it with operations of Alembic, or say recreate=\"never\".", "unsupported")
    from .environment import MigrationContext

    context = self.operations.migration_context
    with nullcontext() if context.as_sql else _ensure_scope_for_ddl(self.impl.connection):
        plain = _batch(self, Plain(self.impl.dialect, self.operations.schema_obj), kept)
        with _as_sqlalchemys(context):
            if isinstance(context, MigrationContext):
                _limbeck.invoke(plain)
            else:
                _invoke_elsewhere(context, plain)


def _invoke_elsewhere(context, plain):
    """On the connection of a migration context that a script has made for itself."""
    from .environment import driver_connection, _naming_convention

    if context.as_sql or context.connection is None:
        raise Error("a table is rebuilt as SQL by limbeck's own migration context alone", script_place(),
                    "Do it through op, or on a connection.", "unsupported")
    handle = driver_connection(context.connection).handle_of_context()
    own = not handle.in_transaction()
    if own:
        handle.begin()
    try:
        handle.invoke(plain, _naming_convention(context.opts.get("target_metadata")) or {})
    except BaseException:
        if own:
            handle.rollback()
        raise
    if own:
        handle.commit()


@contextmanager
def _as_sqlalchemys(context):
    """What the database refuses is the error that SQLAlchemy has for it."""
    from .environment import driver_connection

    try:
        yield
    except _limbeck.Error as error:
        if context.connection is None or context.as_sql:
            raise
        found = driver_connection(context.connection)._raised(error)
        if found is error:
            raise
        raise DBAPIError.instance(error.statement or "", None, found, context.dialect.dbapi.Error,
                                  dialect=context.dialect) from error


def _batch(batch, plain, kept):
    made = {"op": "batch_alter_table", "table": str(batch.table_name), "recreate": "always",
            "operations": [_operation(item, batch, plain) for item in kept]}
    if batch.schema is not None:
        made["schema"] = str(batch.schema)
    if batch.copy_from is not None:
        made["copy_from"] = plain.table(batch.copy_from)
    if batch.partial_reordering:
        made["partial_reordering"] = [[str(name) for name in group] for group in batch.partial_reordering]
    columns = [item for item in batch.reflect_args if isinstance(item, Column)]
    columns += _of_listeners(batch, plain, columns)
    if columns:
        made["reflect_columns"] = [plain.column(column) for column in columns]
    constraints = [item for item in (*batch.table_args, *batch.reflect_args) if not isinstance(item, Column)]
    for item in constraints:
        if not isinstance(item, Constraint):
            raise Error(f"batch_alter_table(): {type(item).__name__} is neither a column nor a constraint", script_place(),
                        "Make it by an operation of the block.", "unsupported")
    if constraints:
        made["table_args"] = [plain.loose_constraint(item) for item in constraints]
    options = plain.options(batch.table_kwargs)
    if options:
        made["table_options"] = options
    if batch.naming_convention:
        from .environment import _naming_convention

        made["naming_convention"] = _naming_convention(MetaData(naming_convention=batch.naming_convention)) or {}
    return made


def _of_listeners(batch, plain, given):
    """The columns that listeners to reflection (reflect_kwargs) make of those that they are told of."""
    kwargs = dict(batch.reflect_kwargs)
    listeners = kwargs.pop("listeners", None) or []
    kwargs.pop("resolve_fks", None)
    said = [key for key, value in kwargs.items() if value]
    if said and batch.copy_from is None:
        raise Error(f"batch_alter_table(reflect_kwargs={{{said[0]!r}: …}}) is not known where limbeck rebuilds a table",
                    script_place(), "Say the columns that differ with reflect_args=[Column(…)], or the table with copy_from=.",
                    "unsupported")
    own = [item for item in listeners if item != ("column_reflect", batch.impl.autogen_column_reflect)]
    if not own or batch.copy_from is not None:
        return []
    found, heard = (
        Table(batch.table_name, MetaData(), schema=batch.schema, autoload_with=batch.operations.get_bind(),
              resolve_fks=False, listeners=told) for told in ([], own))
    known = {column.name for column in given}
    return [column for column in heard.c if column.name in found.c and column.name not in known
            and plain.column(column) != plain.column(found.c[column.name])]


def _operation(kept, batch, plain):
    operation = kept.operation
    write = next((_writers[kind] for kind in type(operation).__mro__ if kind in _writers), None)
    if write is None:
        raise Error(f"{type(operation).__name__} cannot be part of a batch_alter_table() block that rebuilds the table",
                    script_place(), "Move it before or after the block.", "unsupported")
    plain.bound = kept.is_bound
    made = write(kept if write is _add_column else operation, batch.operations.migration_context, plain)
    plain.bound = False
    return {key: value for key, value in made.items() if value is not None}


def _add_column(kept, context, plain):
    operation = kept.operation
    table = plain.table_of_column(operation.table_name, operation.column, operation.schema) if kept.is_copied else \
        plain.table(operation.column.table)
    made = {"op": "add_column", "table": table, "if_not_exists": operation.if_not_exists or None,
            "inline_references": operation.inline_references or None,
            "inline_primary_key": operation.inline_primary_key or None}
    for key in ("insert_before", "insert_after"):
        if operation.kw.get(key) is not None:
            made[key] = str(operation.kw[key])
    return made


def _drop_column(operation, context, plain):
    column = {"name": str(operation.column_name)}
    kw = dict(operation.kw)
    existing = kw.pop("existing_type", None)
    if existing is not None:
        column["type"] = plain.type(existing)
    for key in ("insert_before", "insert_after"):
        kw.pop(key, None)
    return {"op": "drop_column", "table": operation.table_name, "schema": operation.schema, "column": column,
            "if_exists": operation.if_exists or None, "options": plain.options(kw) or None}


def _alter_column(operation, context, plain):
    made = {"op": "alter_column", "table": str(operation.table_name), "column": str(operation.column_name),
            "schema": operation.schema, "nullable": operation.modify_nullable,
            "existing_nullable": operation.existing_nullable}
    if operation.modify_name is not None:
        made["new_name"] = str(operation.modify_name)
    if operation.modify_type is not None:
        made["type"] = plain.type(operation.modify_type)
    if operation.existing_type is not None:
        made["existing_type"] = plain.type(operation.existing_type)
    if operation.modify_server_default is not False:
        made.update(plain.changed_default(operation.modify_server_default, operation.existing_server_default))
    if operation.modify_comment is not False:
        made["comment"] = {"drop": True} if operation.modify_comment is None else {"to": operation.modify_comment}
    kw = dict(operation.kw)
    for key in ("autoincrement", "existing_autoincrement"):
        value = kw.pop(key, None)
        if value is not None:
            made[key] = bool(value)
    for key in ("insert_before", "insert_after"):  # Alembic takes these two here, and does nothing
        kw.pop(key, None)
    made["options"] = plain.options(kw) or None
    return made


def _create_index(operation, context, plain):
    return {"op": "create_index", "index": plain.index(operation.to_index(context)),
            "if_not_exists": operation.if_not_exists or None}


def _drop_index(operation, context, plain):
    index = {"name": plain.name(operation.index_name), "table": operation.table_name, "schema": operation.schema,
             "options": plain.options({key: value for key, value in operation.kw.items() if key != "unique"}) or None}
    return {"op": "drop_index", "index": {key: value for key, value in index.items() if value is not None},
            "if_exists": operation.if_exists or None}


def _add_constraint(operation, context, plain):
    return {"op": "add_constraint", "table": str(operation.table_name), "schema": operation.schema,
            "constraint": plain.constraint(operation.to_constraint(context))}


def _create_foreign_key(operation, context, plain):
    return {"op": "add_constraint", "table": str(operation.source_table), "schema": operation.kw.get("source_schema"),
            "constraint": plain.constraint(operation.to_constraint(context))}


def _drop_constraint(operation, context, plain):
    return {"op": "drop_constraint", "table": str(operation.table_name), "schema": operation.schema,
            "name": plain.name(operation.constraint_name), "kind": operation.constraint_type or "",
            "if_exists": operation.if_exists or None}


def _table_comment(operation, context, plain):
    return {"op": "create_table_comment", "table": str(operation.table_name), "schema": operation.schema,
            "comment": operation.comment}


def _drop_table_comment(operation, context, plain):
    return {"op": "drop_table_comment", "table": str(operation.table_name), "schema": operation.schema}


_writers = {
    ops.AddColumnOp: _add_column, ops.DropColumnOp: _drop_column, ops.AlterColumnOp: _alter_column,
    ops.CreateIndexOp: _create_index, ops.DropIndexOp: _drop_index, ops.CreateForeignKeyOp: _create_foreign_key,
    ops.AddConstraintOp: _add_constraint, ops.DropConstraintOp: _drop_constraint,
    ops.CreateTableCommentOp: _table_comment, ops.DropTableCommentOp: _drop_table_comment,
}

"""Operations and BatchOperations: what op and batch_op are."""

from contextlib import contextmanager

from limbeck.facade import unsupported

from . import ops

# Third-party operations: class of the operation to the function that carries it out.
_implementations = {}


class AbstractOperations:
    def __init__(self, migration_context, impl=None):
        self.migration_context = migration_context
        self.impl = impl if impl is not None else getattr(migration_context, "impl", None)

    @classmethod
    def _names(cls):
        return [name for name in dir(cls) if not name.startswith("_") and name not in (
            "context", "register_operation", "create_module_class_proxy")]

    @classmethod
    def register_operation(cls, name, sourcename=None):
        """Adds an operation of a third party: its class method `sourcename` becomes op.<name>."""

        def register(operation):
            source = getattr(operation, sourcename or name)

            def method(self, *args, **kw):
                return source(self, *args, **kw)

            method.__name__ = name
            method.__doc__ = getattr(source, "__doc__", None)
            setattr(cls, name, method)
            if cls is Operations:
                import sys

                module = sys.modules.get("alembic.op")
                if module is not None:
                    module._proxy(name)
            return operation

        return register

    @classmethod
    def implementation_for(cls, op_cls, replace=False):
        def register(function):
            _implementations[op_cls] = function
            return function

        return register

    def invoke(self, operation):
        for kind in type(operation).__mro__:
            function = _implementations.get(kind)
            if function is not None:
                return function(self, operation)
        return self._invoke(operation)

    def get_context(self):
        return self.migration_context

    def get_bind(self):
        return self.migration_context.bind

    def f(self, name):
        from sqlalchemy.sql.elements import conv

        return conv(name)

    def inline_literal(self, value, type_=None):
        from sqlalchemy.sql.elements import BindParameter

        made = BindParameter(None, value, type_, unique=True)
        made._literal = True
        return made

    def run_async(self, async_function, *args, **kw_args):
        from sqlalchemy.ext.asyncio import AsyncConnection, _run

        bind = self.get_bind()
        if bind is None:
            raise NotImplementedError("SQLAlchemy AsyncConnection is required")
        return _run(async_function(AsyncConnection._regenerate_proxy_for_target(bind), *args, **kw_args))

    @contextmanager
    def batch_alter_table(self, table_name, schema=None, recreate="auto", partial_reordering=None, copy_from=None,
                          table_args=(), table_kwargs={}, reflect_args=(), reflect_kwargs={}, naming_convention=None):
        reflects = copy_from is None and (recreate == "always" or recreate == "auto" and
                                          not self.migration_context.dialect.supports_alter)
        said = [key for key, value in reflect_kwargs.items() if value and key != "resolve_fks"]
        if reflects and said:
            unsupported(f"batch_alter_table(reflect_kwargs={{{said[0]!r}: …}})",
                        "Say the columns that differ with reflect_args=[Column(…)], or the table with copy_from=")
        batch = BatchOperations(self.migration_context, table_name, schema)
        yield batch
        plain = {"op": "batch_alter_table", "table": str(table_name), "recreate": recreate,
                 "operations": batch._collected}
        if schema is not None:
            plain["schema"] = str(schema)
        if copy_from is not None:
            plain["copy_from"] = copy_from._definition()
        if partial_reordering:
            plain["partial_reordering"] = [list(group) for group in partial_reordering]
        from sqlalchemy import schema as sa_schema

        columns = [item for item in reflect_args if isinstance(item, sa_schema.Column)]
        if columns:
            plain["reflect_columns"] = [column._definition() for column in columns]
        constraints = [item._definition() for item in table_args if isinstance(item, sa_schema.Constraint)]
        constraints += [item._definition() for item in reflect_args if isinstance(item, sa_schema.Constraint)]
        if constraints:
            plain["table_args"] = constraints
        options = sa_schema._options(dict(table_kwargs))
        if options:
            plain["table_options"] = options
        if naming_convention:
            plain["naming_convention"] = dict(naming_convention)
        self._send(plain)

    @classmethod
    @contextmanager
    def context(cls, migration_context):
        from .. import _state

        made = cls(migration_context)
        _state.push_operations(made)
        try:
            yield made
        finally:
            _state.pop_operations()

    def _send(self, plain):
        return self.migration_context._invoke(plain)

    def _invoke(self, operation):
        result = operation._prepare(self)
        parts = operation._parts()
        first = next(parts, None)
        if first is not None:
            operation._tell(self, "before")
            self._send(first)
            for part in parts:
                self._send(part)
            operation._tell(self, "after")
        return result


class Operations(AbstractOperations):
    def create_table(self, table_name, *columns, if_not_exists=None, **kw):
        return self.invoke(ops.CreateTableOp(table_name, columns, if_not_exists=if_not_exists, **kw))

    def drop_table(self, table_name, *, schema=None, if_exists=None, **kw):
        return self.invoke(ops.DropTableOp(table_name, schema=schema, if_exists=if_exists, table_kw=kw))

    def rename_table(self, old_table_name, new_table_name, *, schema=None):
        return self.invoke(ops.RenameTableOp(old_table_name, new_table_name, schema=schema))

    def create_table_comment(self, table_name, comment, *, existing_comment=None, schema=None):
        return self.invoke(ops.CreateTableCommentOp(table_name, comment, existing_comment=existing_comment,
                                                    schema=schema))

    def drop_table_comment(self, table_name, *, existing_comment=None, schema=None):
        return self.invoke(ops.DropTableCommentOp(table_name, existing_comment=existing_comment, schema=schema))

    def add_column(self, table_name, column, *, schema=None, if_not_exists=None, inline_references=None,
                   inline_primary_key=None):
        return self.invoke(ops.AddColumnOp(table_name, column, schema=schema, if_not_exists=if_not_exists,
                                           inline_references=inline_references, inline_primary_key=inline_primary_key))

    def drop_column(self, table_name, column_name, *, schema=None, **kw):
        return self.invoke(ops.DropColumnOp(table_name, column_name, schema=schema, **kw))

    def alter_column(self, table_name, column_name, *, nullable=None, comment=False, server_default=False,
                     new_column_name=None, type_=None, existing_type=None, existing_server_default=False,
                     existing_nullable=None, existing_comment=None, schema=None, **kw):
        return self.invoke(ops.AlterColumnOp(
            table_name, column_name, schema=schema, existing_type=existing_type,
            existing_server_default=existing_server_default, existing_nullable=existing_nullable,
            existing_comment=existing_comment, modify_name=new_column_name, modify_type=type_,
            modify_server_default=server_default, modify_nullable=nullable, modify_comment=comment, **kw))

    def create_index(self, index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw):
        return self.invoke(ops.CreateIndexOp(index_name, table_name, columns, schema=schema, unique=unique,
                                             if_not_exists=if_not_exists, **kw))

    def drop_index(self, index_name, table_name=None, *, schema=None, if_exists=None, **kw):
        return self.invoke(ops.DropIndexOp(index_name, table_name=table_name, schema=schema, if_exists=if_exists, **kw))

    def create_primary_key(self, constraint_name, table_name, columns, *, schema=None):
        return self.invoke(ops.CreatePrimaryKeyOp(constraint_name, table_name, columns, schema=schema))

    def create_unique_constraint(self, constraint_name, table_name, columns, *, schema=None, **kw):
        return self.invoke(ops.CreateUniqueConstraintOp(constraint_name, table_name, columns, schema=schema, **kw))

    def create_foreign_key(self, constraint_name, source_table, referent_table, local_cols, remote_cols, *,
                           onupdate=None, ondelete=None, deferrable=None, initially=None, match=None,
                           source_schema=None, referent_schema=None, **dialect_kw):
        return self.invoke(ops.CreateForeignKeyOp(
            constraint_name, source_table, referent_table, local_cols, remote_cols, onupdate=onupdate, ondelete=ondelete,
            deferrable=deferrable, initially=initially, match=match, source_schema=source_schema,
            referent_schema=referent_schema, **dialect_kw))

    def create_check_constraint(self, constraint_name, table_name, condition, *, schema=None, **kw):
        return self.invoke(ops.CreateCheckConstraintOp(constraint_name, table_name, condition, schema=schema, **kw))

    def create_exclude_constraint(self, constraint_name, table_name, *elements, **kw):
        return self.invoke(ops.CreateExcludeConstraintOp(constraint_name, table_name, elements, **kw))

    def drop_constraint(self, constraint_name, table_name, type_=None, *, schema=None, if_exists=None):
        return self.invoke(ops.DropConstraintOp(constraint_name, table_name, type_, schema=schema, if_exists=if_exists))

    def bulk_insert(self, table, rows, *, multiinsert=True):
        return self.invoke(ops.BulkInsertOp(table, rows, multiinsert=multiinsert))

    def execute(self, sqltext, *, execution_options=None):
        return self.invoke(ops.ExecuteSQLOp(sqltext, execution_options=execution_options))


class BatchOperations(AbstractOperations):
    """The operations of a batch_alter_table block. They are carried out together when it ends."""

    def __init__(self, migration_context, table_name=None, schema=None, impl=None):
        super().__init__(migration_context, impl)
        self._table = table_name
        self._schema = schema
        self._collected = []
        self.impl = self

    @property
    def batch(self):
        return self

    @property
    def table_name(self):
        return self._table

    @property
    def schema(self):
        return self._schema

    def _send(self, plain):
        self._collected.append(plain)

    def add_column(self, column, *, insert_before=None, insert_after=None, if_not_exists=None, inline_references=None,
                   inline_primary_key=None):
        return self.invoke(ops.AddColumnOp(
            self._table, column, schema=self._schema, if_not_exists=if_not_exists, inline_references=inline_references,
            inline_primary_key=inline_primary_key, insert_before=insert_before, insert_after=insert_after))

    def drop_column(self, column_name, **kw):
        return self.invoke(ops.DropColumnOp(self._table, column_name, schema=self._schema, **kw))

    def alter_column(self, column_name, *, nullable=None, comment=False, server_default=False, new_column_name=None,
                     type_=None, existing_type=None, existing_server_default=False, existing_nullable=None,
                     existing_comment=None, insert_before=None, insert_after=None, **kw):
        return self.invoke(ops.AlterColumnOp(
            self._table, column_name, schema=self._schema, existing_type=existing_type,
            existing_server_default=existing_server_default, existing_nullable=existing_nullable,
            existing_comment=existing_comment, modify_name=new_column_name, modify_type=type_,
            modify_server_default=server_default, modify_nullable=nullable, modify_comment=comment,
            insert_before=insert_before, insert_after=insert_after, **kw))

    def create_index(self, index_name, columns, **kw):
        return self.invoke(ops.CreateIndexOp(index_name, self._table, columns, schema=self._schema, **kw))

    def drop_index(self, index_name, **kw):
        return self.invoke(ops.DropIndexOp(index_name, table_name=self._table, schema=self._schema, **kw))

    def create_primary_key(self, constraint_name, columns):
        return self.invoke(ops.CreatePrimaryKeyOp(constraint_name, self._table, columns, schema=self._schema))

    def create_unique_constraint(self, constraint_name, columns, **kw):
        kw["schema"] = self._schema
        return self.invoke(ops.CreateUniqueConstraintOp(constraint_name, self._table, columns, **kw))

    def create_foreign_key(self, constraint_name, referent_table, local_cols, remote_cols, *, referent_schema=None,
                           onupdate=None, ondelete=None, deferrable=None, initially=None, match=None, **dialect_kw):
        return self.invoke(ops.CreateForeignKeyOp(
            constraint_name, self._table, referent_table, local_cols, remote_cols, onupdate=onupdate, ondelete=ondelete,
            deferrable=deferrable, initially=initially, match=match, source_schema=self._schema,
            referent_schema=referent_schema, **dialect_kw))

    def create_check_constraint(self, constraint_name, condition, **kw):
        return self.invoke(ops.CreateCheckConstraintOp(constraint_name, self._table, condition, schema=self._schema,
                                                       **kw))

    def create_exclude_constraint(self, constraint_name, *elements, **kw):
        kw["schema"] = self._schema
        return self.invoke(ops.CreateExcludeConstraintOp(constraint_name, self._table, elements, **kw))

    def drop_constraint(self, constraint_name, type_=None):
        return self.invoke(ops.DropConstraintOp(constraint_name, self._table, type_, schema=self._schema))

    def create_table_comment(self, comment, *, existing_comment=None):
        return self.invoke(ops.CreateTableCommentOp(self._table, comment, existing_comment=existing_comment,
                                                    schema=self._schema))

    def drop_table_comment(self, *, existing_comment=None):
        return self.invoke(ops.DropTableCommentOp(self._table, existing_comment=existing_comment, schema=self._schema))

    def execute(self, sqltext, *, execution_options=None):
        return self.invoke(ops.ExecuteSQLOp(sqltext, execution_options=execution_options))

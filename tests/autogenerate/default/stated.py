import contextlib

import sqlalchemy as sa

metadata = sa.MetaData()


class op:
    """What the operations of a revision say, as tables of `metadata`."""

    def f(name):
        return name

    def create_table(name, *items, **more):
        sa.Table(name, metadata, *items, **more)

    def create_index(name, table, columns, schema=None, **more):
        found = _table(table, schema)
        sa.Index(name, *[found.c[c] if isinstance(c, str) else c for c in columns],
                 **({} if any(isinstance(c, str) for c in columns) else {"_table": found}), **more)

    def create_unique_constraint(name, table, columns, schema=None, **more):
        _table(table, schema).append_constraint(sa.UniqueConstraint(*columns, name=name, **more))

    def create_check_constraint(name, table, condition, schema=None, **more):
        _table(table, schema).append_constraint(sa.CheckConstraint(condition, name=name, **more))

    def create_foreign_key(name, table, referred, columns, referred_columns, source_schema=None, referent_schema=None,
                           **more):
        target = f"{referent_schema}.{referred}" if referent_schema else referred
        _table(table, source_schema).append_constraint(sa.ForeignKeyConstraint(
            columns, [f"{target}.{c}" for c in referred_columns], name=name, **more))

    def execute(text):
        """Not of a table."""

    @contextlib.contextmanager
    def batch_alter_table(table, schema=None):
        class batch:
            def f(name):
                return name

            def create_index(name, columns, **more):
                op.create_index(name, table, columns, schema=schema, **more)

        yield batch


def _table(name, schema):
    return metadata.tables[f"{schema}.{name}" if schema else name]

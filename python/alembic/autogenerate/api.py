"""Comparing and writing, for scripts that do it by themselves."""

import _limbeck

from ..util.exc import CommandError, as_command_error


def compare_metadata(context, metadata):
    """The differences between a database and models, as a list of tuples."""
    return produce_migrations(context, metadata).upgrade_ops.as_diffs()


def produce_migrations(context, metadata):
    """The same as a MigrationScript."""
    from limbeck.revisions import operations_of

    from ..operations.ops import DowngradeOps, MigrationScript, UpgradeOps
    from .environment import Environment

    AutogenContext(context, metadata=metadata)
    environment = Environment(context, metadata)
    connection = context.connection
    if connection is None:
        raise TypeError("can't return inspector as this AutogenContext has no database connection")
    try:
        upgrade, downgrade = _limbeck.compare_models(environment, connection._handle_of_context())
    except _limbeck.Error as error:
        raise as_command_error(error) from error
    up, down = operations_of(environment, upgrade, downgrade)
    return MigrationScript(None, UpgradeOps(up), DowngradeOps(down))


def render_python_code(up_or_down_op, sqlalchemy_module_prefix="sa.", alembic_module_prefix="op.", render_as_batch=False,
                       imports=(), render_item=None, migration_context=None, user_module_prefix=None):
    """The body of upgrade() or downgrade()."""
    from limbeck.revisions import groups_of

    from .environment import Environment, Opts

    opts = {"sqlalchemy_module_prefix": sqlalchemy_module_prefix, "alembic_module_prefix": alembic_module_prefix,
            "render_item": render_item, "render_as_batch": render_as_batch, "user_module_prefix": user_module_prefix}
    environment = Environment(Opts(migration_context, opts))
    environment.autogen_context().imports = set(imports)
    try:
        return _limbeck.render_operations(environment, groups_of(up_or_down_op), environment.context.dialect.name)
    except _limbeck.Error as error:
        raise as_command_error(error) from error


class AutogenContext:
    """What hooks that write are given, and functions that compare."""

    metadata = None
    connection = None
    dialect = None
    imports = None
    migration_context = None
    _has_batch = False

    def __init__(self, migration_context, metadata=None, opts=None, autogenerate=True):
        if autogenerate and migration_context is not None and migration_context.as_sql:
            raise CommandError("autogenerate can't use as_sql=True as it prevents querying the database for schema "
                               "information")
        self.migration_context = migration_context
        self.opts = migration_context.opts if opts is None else opts
        self.metadata = self.opts.get("target_metadata") if metadata is None else metadata
        if autogenerate and self.metadata is None and migration_context.script is not None:
            raise CommandError("Can't proceed with --autogenerate option; environment script "
                               f"{migration_context.script.env_py_location} does not provide a MetaData object or "
                               "sequence of objects to the context.")
        self._object_filters = [function for function in [self.opts.get("include_object")] if function]
        self._name_filters = [function for function in [self.opts.get("include_name")] if function]
        self.imports = set()
        if migration_context is not None:
            self.connection, self.dialect = migration_context.bind, migration_context.dialect

    @classmethod
    def _of_environment(cls, environment):
        made = cls.__new__(cls)
        made.opts = environment.opts
        made.metadata = environment.opts.get("target_metadata")
        made._object_filters = [function for function in [made.opts.get("include_object")] if function]
        made._name_filters = [function for function in [made.opts.get("include_name")] if function]
        made.imports = set()
        context = made.migration_context = environment.context
        made.connection, made.dialect = context.bind, context.dialect
        return made

    @property
    def inspector(self):
        from sqlalchemy import inspect

        if self.connection is None:
            raise TypeError("can't return inspector as this AutogenContext has no database connection")
        found = self.__dict__.get("_inspector")
        if found is None:
            found = self._inspector = inspect(self.connection)
        return found

    def run_name_filters(self, name, type_, parent_names):
        from .environment import run_name_filters

        return all(run_name_filters(function, name, type_, parent_names) for function in self._name_filters)

    def run_object_filters(self, object_, name, type_, reflected, compare_to):
        return all(function(object_, name, type_, reflected, compare_to) for function in self._object_filters)

    run_filters = run_object_filters

    def _all_metadata(self):
        return list(self.metadata) if isinstance(self.metadata, (list, tuple)) else [self.metadata]

    @property
    def sorted_tables(self):
        return [table for metadata in self._all_metadata() for table in metadata.sorted_tables]

    @property
    def table_key_to_table(self):
        found = {}
        for metadata in self._all_metadata():
            twice = set(found).intersection(metadata.tables)
            if twice:
                names = ", ".join(f'"{key}"' for key in sorted(twice))
                raise ValueError(f"Duplicate table keys across multiple MetaData objects: {names}")
            found.update(metadata.tables)
        return found

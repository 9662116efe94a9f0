"""MigrationContext: the connection and the transactions of the migrations that run."""

import _limbeck
from limbeck.arguments import Arguments
from limbeck.facade import overruled, refuse_overruled, unsupported
from limbeck.transaction import Transaction

from ..util.exc import CommandError, as_command_error
from ..util.langhelpers import to_tuple


class _Autocommit:
    def __init__(self, connection):
        self._connection = connection

    def __enter__(self):
        _limbeck.enter_autocommit()
        if self._connection is not None:
            self._before = self._connection._autocommit
            self._connection._autocommit = True

    def __exit__(self, *error):
        if self._connection is not None:
            self._connection._autocommit = self._before
        _limbeck.exit_autocommit()
        return False


class _Impl:
    """What scripts ask of context.impl."""

    def __init__(self, context):
        self._context = context

    dialect = property(lambda self: self._context.dialect)
    connection = bind = property(lambda self: self._context.connection)
    as_sql = property(lambda self: self._context.as_sql)
    transactional_ddl = property(lambda self: self._context._transactional_ddl)
    __dialect__ = property(lambda self: self._context.dialect.name)

    def execute(self, sql, execution_options=None):
        self._context._execute(sql)

    def static_output(self, text):
        _limbeck.static_output(str(text))


def _check_connection(connection):
    """A Connection of ours; those of asyncio give theirs."""
    if hasattr(connection, "sync_connection"):
        connection = connection.sync_connection
    if not hasattr(connection, "_handle_of_context"):
        raise CommandError("'connection' argument to configure() is expected to be a sqlalchemy.engine.Connection "
                           f"instance, got {connection!r}")
    return connection


class MigrationContext:
    """The engine's migration context of this thread. When another one takes its place, whoever keeps it (hooks, files that are
    yet to be written) still finds its options, its dialect and its connection. A context that a script makes by itself is
    Alembic's own work."""

    _of_thread = True

    def __init__(self, *, environment_context, connection=None, opts=None, made_by_engine=False):
        self.environment_context = environment_context
        self.opts = opts or {}
        self._connection = connection
        self._made_by_engine = made_by_engine
        self._dialect = self._mock = None
        self.version_table = self.opts.get("version_table") or "alembic_version"
        self.version_table_schema = self.opts.get("version_table_schema")
        self.purge = self.opts.get("purge", False)
        self.transactional_ddl = self.opts.get("transactional_ddl")
        self._start_from_rev = self.opts.get("starting_rev")
        self.impl = _Impl(self)

    @classmethod
    def configure(cls, *args, **kw):
        unsupported("MigrationContext.configure()")

    def _info(self):
        if not self._of_thread:
            unsupported("a MigrationContext whose place another one has taken")
        return _limbeck.context_info()

    def _detach(self):
        """Another context takes this one's place in the engine."""
        self.dialect, self.connection  # found out while it is there
        self._of_thread = False

    @property
    def _transactional_ddl(self):
        return self._info()["transactional_ddl"]

    @property
    def script(self):
        found = self.opts.get("script")
        return self.environment_context.script if found is None else found

    @property
    def as_sql(self):
        return self._info()["as_sql"] if self._of_thread else bool(self.opts.get("as_sql"))

    @property
    def dialect(self):
        if self._dialect is None:
            from sqlalchemy._dialect import dialect_named

            self._dialect = self._connection.dialect if self._connection is not None else \
                dialect_named(self._info()["dialect_name"])
        return self._dialect

    @property
    def connection(self):
        if self.as_sql:
            if self._mock is None:
                from sqlalchemy.engine.mock import MockConnection

                self._mock = MockConnection(self.dialect, self._execute)
            return self._mock
        if self._connection is None and self._of_thread:
            handle = self._info().get("connection")
            if handle is not None:
                from sqlalchemy.engine import Connection

                self._connection = Connection._of_handle(handle)
        return self._connection

    bind = connection

    @property
    def config(self):
        return self.environment_context.config

    def _invoke(self, plain):
        self._info()
        if overruled:
            refuse_overruled(self.dialect.name)
        return _invoke_in_context(plain)

    def _execute(self, construct, *args, **kw):
        from sqlalchemy.engine import _operation_of

        self._invoke(_operation_of(construct, *args))

    def execute(self, sql, execution_options=None):
        self._execute(sql)

    def begin_transaction(self, _per_migration=False):
        self._info()
        return Transaction(_per_migration)

    def autocommit_block(self):
        self._info()
        return _Autocommit(None if self.as_sql else self.connection)

    def _asked(self, question, *arguments):
        self._info()
        try:
            return question(*arguments)
        except _limbeck.Error as error:
            raise as_command_error(error) from error

    def get_current_heads(self):
        return tuple(self._asked(_limbeck.current_heads))

    def get_current_revision(self):
        heads = self.get_current_heads()
        if len(heads) > 1:
            raise CommandError(f"Version table '{self.version_table}' has more than one head present; please use "
                               "get_current_heads()")
        return heads[0] if heads else None

    def run_migrations(self, **kw):
        self._info()
        with Arguments(kw):
            _limbeck.run_migrations()

    def stamp(self, script_directory, revision):
        self._asked(_limbeck.stamp, [item or "base" for item in to_tuple(revision, default=("base",))])

    def _ensure_version_table(self, purge=False):
        if not self._of_thread:
            unsupported("MigrationContext._ensure_version_table() of a context that a script made")
        _limbeck.ensure_version_table(bool(purge))

    def __repr__(self):
        return "<alembic.runtime.migration.MigrationContext>"


def _invoke_in_context(plain):
    try:
        _limbeck.invoke(plain)
    except _limbeck.Error as error:
        from sqlalchemy.engine import _translated

        raise _translated(error) from error

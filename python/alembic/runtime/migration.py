"""MigrationContext: the connection and the transactions of the migrations that run."""

import _limbeck


class _Transaction:
    """context.begin_transaction(): the engine says whether there is anything to begin."""

    def __init__(self, per_migration=False):
        self._per_migration = per_migration

    def __enter__(self):
        self._opened = _limbeck.begin_transaction(self._per_migration)
        return self

    def __exit__(self, kind, error, traceback):
        if self._opened:
            self._opened = False
            _limbeck.end_transaction(kind is None)
        return False

    @property
    def is_active(self):
        return self._opened

    def commit(self):
        self.__exit__(None, None, None)

    def rollback(self):
        self.__exit__(Exception, None, None)


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


class _NoTransaction:
    def __enter__(self):
        return None

    def __exit__(self, *error):
        return False


class _Impl:
    """What scripts ask of context.impl."""

    def __init__(self, context):
        self._context = context

    @property
    def dialect(self):
        return self._context.dialect

    @property
    def connection(self):
        return self._context.connection

    bind = connection

    @property
    def as_sql(self):
        return self._context.as_sql

    @property
    def transactional_ddl(self):
        return self._context._info()["transactional_ddl"]

    @property
    def __dialect__(self):
        return self._context.dialect.name

    def _exec(self, construct, execution_options=None, *args, **kw):
        return self._context._execute(construct)

    def execute(self, sql, execution_options=None):
        self._context._execute(sql)

    def static_output(self, text):
        _limbeck.static_output(text)


class MigrationInfo:
    """What on_version_apply callbacks are told of a step."""

    def __init__(self, info):
        self._info = info
        self.is_upgrade = info.get("is_upgrade", True)
        self.is_stamp = info.get("is_stamp", False)
        self.up_revision_ids = tuple(info.get("up_revision_ids") or ())
        self.down_revision_ids = tuple(info.get("down_revision_ids") or ())

    @property
    def is_migration(self):
        return not self.is_stamp

    @property
    def up_revision_id(self):
        return self.up_revision_ids[0] if self.up_revision_ids else None

    @property
    def source_revision_ids(self):
        return self.down_revision_ids if self.is_upgrade else self.up_revision_ids

    @property
    def destination_revision_ids(self):
        return self.up_revision_ids if self.is_upgrade else self.down_revision_ids

    def _revisions(self, ids):
        from ..script import ScriptDirectory

        script = ScriptDirectory._of_engine()
        return tuple(script.get_revision(revision) for revision in ids)

    @property
    def up_revision(self):
        return self._revisions(self.up_revision_ids[:1])[0] if self.up_revision_ids else None

    @property
    def up_revisions(self):
        return self._revisions(self.up_revision_ids)

    @property
    def down_revisions(self):
        return self._revisions(self.down_revision_ids)

    @property
    def source_revisions(self):
        return self._revisions(self.source_revision_ids)

    @property
    def destination_revisions(self):
        return self._revisions(self.destination_revision_ids)


def _version_apply_callbacks(functions):
    if not functions:
        return []
    if callable(functions):
        functions = [functions]

    def wrapped(function):
        def call(info):
            from .. import _state

            function(ctx=_state.context(), step=MigrationInfo(info.get("step", info)), heads=set(info.get("heads") or ()),
                     run_args=info.get("run_args") or {})

        return call

    return [wrapped(function) for function in functions]


class MigrationContext:
    """The engine's migration context of this thread, or one that a script makes for a connection."""

    _of_thread = False

    def __init__(self, dialect, connection, opts, environment_context=None):
        self.environment_context = environment_context
        self.opts = opts or {}
        self._dialect = dialect
        self._connection = connection
        self._mock = None

    @classmethod
    def configure(cls, connection=None, url=None, dialect_name=None, dialect=None, environment_context=None,
                  dialect_opts=None, opts=None):
        if connection is not None:
            if hasattr(connection, "sync_connection"):
                connection = connection.sync_connection
            if not hasattr(connection, "_handle_of_context"):
                from ..util import CommandError

                raise CommandError("'connection' argument to configure() is expected to be a sqlalchemy.engine."
                                   f"Connection instance, got {connection!r}")
            dialect = connection.dialect
        elif dialect is None:
            from sqlalchemy.engine import _dialect, make_url

            if url is not None:
                dialect_name = make_url(url).get_backend_name()
            if dialect_name is None:
                raise Exception("Connection, url, or dialect_name is required.")
            dialect = _dialect(dialect_name)
        return cls(dialect, connection, opts, environment_context)

    @classmethod
    def _of_environment(cls, environment, connection, opts):
        made = cls(None, connection, opts, environment)
        made._of_thread = True
        return made

    @classmethod
    def _of_engine(cls):
        from .. import _state

        made = cls(None, None, {}, None)
        made._of_thread = True
        made.environment_context = _state.environment()
        return made

    def _info(self):
        return _limbeck.context_info()

    @property
    def as_sql(self):
        return self._info()["as_sql"] if self._of_thread else bool(self.opts.get("as_sql"))

    @property
    def dialect(self):
        if self._dialect is None:
            from sqlalchemy.engine import _dialect

            self._dialect = self._connection.dialect if self._connection is not None else \
                _dialect(self._info()["dialect_name"])
        return self._dialect

    @property
    def connection(self):
        if self._of_thread and self.as_sql:
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
    def impl(self):
        found = self.__dict__.get("_impl")
        if found is None:
            found = self._impl = _Impl(self)
        return found

    @property
    def config(self):
        return self.environment_context.config if self.environment_context is not None else None

    @property
    def script(self):
        return self.environment_context.script if self.environment_context is not None else None

    @property
    def output_buffer(self):
        import sys

        return self.opts.get("output_buffer") or sys.stdout

    @property
    def version_table(self):
        return self.opts.get("version_table", "alembic_version")

    @property
    def version_table_schema(self):
        return self.opts.get("version_table_schema")

    @property
    def _start_from_rev(self):
        return self.opts.get("starting_rev") or _limbeck.environment().get("starting_revision")

    @property
    def _in_external_transaction(self):
        return False

    @property
    def _migrations_fn(self):
        return self.opts.get("fn")

    def _invoke(self, plain):
        if self._of_thread:
            return _invoke_in_context(plain)
        convention = getattr(self.opts.get("target_metadata"), "_convention", None)
        return self._connection._invoke(plain, convention() if convention is not None else {})

    def _execute(self, construct, *args, **kw):
        from sqlalchemy.engine import _operation_of

        self._invoke(_operation_of(construct, *args))

    def execute(self, sql, execution_options=None):
        self._execute(sql)

    def begin_transaction(self, _per_migration=False):
        if not self._of_thread:
            connection = self._connection
            if connection is None or connection.in_transaction():
                return _NoTransaction()
            return connection.begin()
        return _Transaction(_per_migration)

    def autocommit_block(self):
        if not self._of_thread:
            return _NoTransaction()
        return _Autocommit(None if self.as_sql else self.connection)

    def get_current_heads(self):
        if self._of_thread:
            return tuple(_limbeck.current_heads())
        return tuple(self._connection._handle_of_context().current_heads(self.version_table,
                                                                        self.version_table_schema or ""))

    def get_current_revision(self):
        heads = self.get_current_heads()
        if len(heads) > 1:
            from ..util import CommandError

            raise CommandError(f"Version table '{self.version_table}' has more than one head present; please use "
                               "get_current_heads()")
        return heads[0] if heads else None

    def run_migrations(self, **kw):
        _limbeck.run_migrations(kw)

    def _has_version_table(self):
        from sqlalchemy.engine import inspect

        return inspect(self.connection).has_table(self.version_table, schema=self.version_table_schema)

    def __repr__(self):
        return "<alembic.runtime.migration.MigrationContext>"


def _invoke_in_context(plain):
    try:
        _limbeck.invoke(plain)
    except _limbeck.Error as error:
        from sqlalchemy.engine import _translated

        raise _translated(error) from error

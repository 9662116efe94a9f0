"""MigrationContext: the connection and the transactions of the migrations that run."""

import sys

import _limbeck
from limbeck.arguments import Arguments, run_arguments
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
        return self._context._transactional_ddl

    @property
    def __dialect__(self):
        return self._context.dialect.name

    def _exec(self, construct, execution_options=None, *args, **kw):
        return self._context._execute(construct)

    def execute(self, sql, execution_options=None):
        self._context._execute(sql)

    def static_output(self, text):
        if self._context._of_thread:
            _limbeck.static_output(str(text))
        else:
            (self._context.opts.get("output_buffer") or sys.stdout).write(f"{text}\n\n")


class MigrationInfo:
    """What on_version_apply callbacks are told of a step."""

    def __init__(self, info):
        self.is_upgrade, self.is_stamp = info["is_upgrade"], info["is_stamp"]
        self.is_migration = not self.is_stamp
        self.up_revision_ids, self.down_revision_ids = tuple(info["up_revision_ids"]), tuple(info["down_revision_ids"])
        self.up_revision_id = self.up_revision_ids[0] if self.up_revision_ids else None
        ids = self.down_revision_ids, self.up_revision_ids
        self.source_revision_ids, self.destination_revision_ids = ids if self.is_upgrade else ids[::-1]

    @property
    def revision_map(self):
        from .. import _state

        return _state.environment().script.revision_map

    @property
    def up_revision(self):
        return self.revision_map.get_revision(self.up_revision_id)

    def _revisions_of(name):
        return property(lambda self: self.revision_map.get_revisions(getattr(self, name)))

    up_revisions, down_revisions = _revisions_of("up_revision_ids"), _revisions_of("down_revision_ids")
    source_revisions = _revisions_of("source_revision_ids")
    destination_revisions = _revisions_of("destination_revision_ids")


def _version_apply_callbacks(functions):
    def wrapped(function):
        def call(info):
            from .. import _state

            function(ctx=_state.context(), step=MigrationInfo(info["step"]), heads=set(info["heads"]),
                     run_args=run_arguments())

        return call

    return [wrapped(function) for function in functions]


def _check_connection(connection):
    """A Connection of ours; those of asyncio give theirs."""
    if hasattr(connection, "sync_connection"):
        connection = connection.sync_connection
    if not hasattr(connection, "_handle_of_context"):
        raise CommandError("'connection' argument to configure() is expected to be a sqlalchemy.engine.Connection "
                           f"instance, got {connection!r}")
    return connection


class MigrationContext:
    """The engine's migration context of this thread, or one that a script makes for a connection."""

    _of_thread = False
    _made_by_engine = False

    def __init__(self, dialect, connection, opts, environment_context=None):
        self.environment_context = environment_context
        self.opts = opts or {}
        self._dialect = dialect
        self._connection = connection
        self._mock = None
        self.version_table = self.opts.get("version_table") or "alembic_version"
        self.version_table_schema = self.opts.get("version_table_schema")
        self.purge = self.opts.get("purge", False)
        self.transactional_ddl = self.opts.get("transactional_ddl")
        self.on_version_apply_callbacks = self.opts.get("on_version_apply", ())
        self._start_from_rev = self.opts.get("starting_rev")

    @classmethod
    def configure(cls, connection=None, url=None, dialect_name=None, dialect=None, environment_context=None,
                  dialect_opts=None, opts=None):
        if connection:
            connection = _check_connection(connection)
            dialect = connection.dialect
        elif url or dialect_name:
            from sqlalchemy._dialect import dialect_named
            from sqlalchemy.engine import make_url

            dialect = dialect_named(make_url(url).get_backend_name() if url else dialect_name)
        elif not dialect:
            raise Exception("Connection, url, or dialect_name is required.")
        made = cls(dialect, connection, opts, environment_context)
        made._announce()
        return made

    def _announce(self):
        self._announced = _limbeck.announce_context(self._dialect.name, self.as_sql, self.opts.get("transactional_ddl"))

    @classmethod
    def _of_environment(cls, environment, connection, opts):
        made = cls(None, connection, opts, environment)
        made._of_thread = True
        return made

    @classmethod
    def _of_engine(cls):
        from .. import _state

        made = cls(None, None, {}, None)
        made._of_thread = made._made_by_engine = True
        made.environment_context = _state.environment()
        return made

    def _info(self):
        return _limbeck.context_info()

    def _detach(self):
        """Another context takes this one's place in the engine; what it has of its own goes on."""
        if self._dialect is None:
            self._dialect = self.dialect
        if self._connection is None and not self.as_sql:
            self._connection = self.connection
        self._announced = {"transactional_ddl": self._transactional_ddl}
        self._of_thread = False

    @property
    def _transactional_ddl(self):
        return (self._info() if self._of_thread else self._announced)["transactional_ddl"]

    @property
    def script(self):
        found = self.opts.get("script")
        return self.environment_context.script if found is None and self.environment_context is not None else found

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
    def impl(self):
        found = self.__dict__.get("_impl")
        if found is None:
            found = self._impl = _Impl(self)
        return found

    @property
    def config(self):
        return self.environment_context.config if self.environment_context is not None else None

    @property
    def _in_external_transaction(self):
        if self._of_thread:
            return self._info()["in_external_transaction"]
        return self._connection is not None and self._connection.in_transaction()

    def _invoke(self, plain):
        if overruled:
            refuse_overruled(self.dialect.name)
        if self._of_thread:
            return _invoke_in_context(plain)
        if self.as_sql:
            for statement in _limbeck.compile_operation(plain, self._dialect.name):
                self.impl.static_output(statement.replace("\t", "    ").strip() + ";")
            return None
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
            if connection is None or self.as_sql or connection.in_transaction():
                return _NoTransaction()
            return connection.begin()
        return Transaction(_per_migration)

    def autocommit_block(self):
        if not self._of_thread:
            unsupported("MigrationContext.autocommit_block() of a context that a script made")
        return _Autocommit(None if self.as_sql else self.connection)

    def get_current_heads(self):
        if self._of_thread:
            try:
                return tuple(_limbeck.current_heads())
            except _limbeck.Error as error:
                raise as_command_error(error) from error
        if self.as_sql:
            return () if self._start_from_rev in (None, "base") else to_tuple(self._start_from_rev)
        return tuple(self._connection._handle_of_context().current_heads(self.version_table,
                                                                        self.version_table_schema or ""))

    def get_current_revision(self):
        heads = self.get_current_heads()
        if len(heads) > 1:
            raise CommandError(f"Version table '{self.version_table}' has more than one head present; please use "
                               "get_current_heads()")
        return heads[0] if heads else None

    def run_migrations(self, **kw):
        if not self._of_thread:
            unsupported("MigrationContext.run_migrations() of a context that a script made")
        with Arguments(kw):
            _limbeck.run_migrations()

    def stamp(self, script_directory, revision):
        if not self._of_thread:
            unsupported("MigrationContext.stamp() of a context that a script made")
        try:
            _limbeck.stamp([item or "base" for item in to_tuple(revision, default=("base",))])
        except _limbeck.Error as error:
            raise as_command_error(error) from error

    def _ensure_version_table(self, purge=False):
        if not self._of_thread:
            unsupported("MigrationContext._ensure_version_table() of a context that a script made")
        _limbeck.ensure_version_table(bool(purge))

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

"""EnvironmentContext: what env.py talks to."""

import _limbeck
from limbeck.facade import unsupported
from limbeck.opaque import is_opaque, refuse

from .. import _state
from ..util.exc import CommandError, as_command_error
from .migration import MigrationContext, _check_connection

# Options that the engine reads, by its names for them.
_options_of_engine = (
    ("as_sql", "as_sql"), ("purge", "purge"), ("dont_mutate", "dont_mutate"),
    ("transactional_ddl", "transactional_ddl"), ("transaction_per_migration", "transaction_per_migration"),
    ("starting_rev", "starting_revision"), ("tag", "tag"),
    ("version_table", "version_table"), ("version_table_schema", "version_table_schema"),
    ("version_table_pk", "version_table_pk"),
)
# What context.configure() takes where env.py does not say otherwise.
_USUAL = {"transaction_per_migration": False, "target_metadata": None, "render_as_batch": False, "include_name": None,
          "include_object": None, "include_schemas": False, "process_revision_directives": None, "compare_type": True,
          "compare_server_default": False, "render_item": None, "literal_binds": False, "upgrade_token": "upgrades",
          "downgrade_token": "downgrades", "alembic_module_prefix": "op.", "sqlalchemy_module_prefix": "sa.",
          "user_module_prefix": None}
_texts = ("starting_rev", "tag", "version_table", "version_table_schema")


class EnvironmentContext:
    def __init__(self):
        self.config = _state.config()
        self.context_opts = _Options(self, _command_opts())

    @property
    def script(self):
        found = self.__dict__.get("_script")
        if found is None:
            from ..script import ScriptDirectory

            found = self._script = ScriptDirectory.from_config(self.config)
        return found

    def is_offline_mode(self):
        return bool(self.context_opts.get("as_sql", False))

    def is_transactional_ddl(self):
        return self.get_context().impl.transactional_ddl

    def requires_connection(self):
        return not self.is_offline_mode()

    def get_head_revision(self):
        return self.script.as_revision_number("head")

    def get_head_revisions(self):
        return self.script.as_revision_number("heads")

    def get_starting_revision_argument(self):
        if _state.context() is not None:
            return self.script.as_revision_number(self.get_context()._start_from_rev)
        if "starting_rev" in self.context_opts:
            return self.script.as_revision_number(self.context_opts["starting_rev"])
        raise CommandError("No starting revision argument is available.")

    def get_revision_argument(self):
        return self.script.as_revision_number(self.context_opts["destination_rev"])

    def get_tag_argument(self):
        return self.context_opts.get("tag")

    def get_x_argument(self, as_dictionary=False):
        values = list(getattr(self.config.cmd_opts, "x", None) or [])
        if not as_dictionary:
            return values
        found = {}
        for value in values:
            key, _, text = value.partition("=")
            found[key] = text
        return found

    def configure(self, connection=None, url=None, dialect_name=None, dialect_opts=None, *, output_buffer=None,
                  template_args=None, **kw):
        opts = self.context_opts
        opts._said = kw.keys() & {"compare_type", "compare_server_default"}
        for name in ("fn", "on_version_apply"):
            if kw.get(name):
                unsupported(f"context.configure({name}=…)")
        if output_buffer is None:
            output_buffer = getattr(self.config, "output_buffer", None)
        kept = {"transactional_ddl": None, "starting_rev": "", "tag": ""}  # what the command says, unless env.py does
        given = {key: value for key, value in kw.items() if key not in kept or value not in (None, kept[key])}
        opts.update({**_USUAL, **({} if output_buffer is None else {"output_buffer": output_buffer}), **given})
        if template_args and "template_args" in opts:
            opts["template_args"].update(template_args)
        connection, handle, place = _connection_of(connection, url, dialect_name, bool(opts.get("as_sql")))
        if opts.get("literal_binds") and not opts.get("as_sql"):
            raise CommandError("Can't use literal_binds setting without as_sql mode")
        plain = {**_plain_options(opts), **place}
        write = opts.get("output_buffer")
        try:
            _limbeck.configure(plain, handle, None if write is None else write.write, [], None)
        except _limbeck.Error as error:
            raise _refusal(error) from error
        _state.set_context(MigrationContext(environment_context=self, connection=connection, opts=opts))

    def run_migrations(self, **kw):
        if _state.context() is None:
            raise AssertionError
        self.get_context().run_migrations(**kw)

    def execute(self, sql, execution_options=None):
        self.get_context().execute(sql, execution_options)

    def static_output(self, text):
        self.get_context().impl.static_output(text)

    def begin_transaction(self):
        return self.get_context().begin_transaction()

    def get_context(self):
        found = _state.context()
        if found is None:
            raise Exception("No context has been configured yet.")
        return found

    def get_bind(self):
        return self.get_context().bind

    def get_impl(self):
        return self.get_context().impl


class _Options(dict):
    """What context.configure() was told; "script" is made when it is asked for."""

    _said = frozenset()  # of compare_type and compare_server_default: what env.py names

    def __init__(self, environment, found):
        super().__init__(found)
        self._environment = environment

    def __missing__(self, key):
        if key == "script":
            return self._environment.script
        raise KeyError(key)


def _command_opts():
    """What Alembic's commands hand to the environment."""
    asked = _limbeck.environment()
    opts = {"as_sql": asked.get("as_sql", False)}
    destinations = asked.get("destination_revisions")
    if destinations:  # the commands that go from a revision to another one
        opts["starting_rev"] = asked["starting_revision"]
        opts["destination_rev"] = tuple(destinations) if asked["command"] == "stamp" else destinations[0]
        opts["tag"] = asked["tag"]
    if asked.get("command") in ("revision", "merge"):
        opts["template_args"] = {"config": _state.config()}
    for name in ("dont_mutate", "purge"):
        if asked.get(name):
            opts[name] = True
    return opts


def _connection_of(connection, url, dialect_name, as_sql):
    """The Connection, its handle, and where there is none, the dialect in plain form."""
    if connection:
        connection = _check_connection(connection)
        return connection, connection._handle_of_context(), {}
    if url:
        return None, None, {"url": url if isinstance(url, str) else url.render_as_string(hide_password=False)}
    if dialect_name:
        return None, None, {"dialect_name": dialect_name}
    if not as_sql or not _limbeck.environment()["url"]:
        raise Exception("Connection, url, or dialect_name is required.")
    return None, None, {}


def _refusal(error):
    """The engine's error about a dialect, as SQLAlchemy names it."""
    if not error.what.startswith("Can't load plugin"):
        return as_command_error(error)
    from sqlalchemy.exc import NoSuchModuleError

    raised = NoSuchModuleError(error.what)
    raised._limbeck_error = error
    return raised


def _plain_options(opts):
    plain = {}
    for key, name in _options_of_engine:
        value = opts.get(key)
        if value is None:
            continue
        if key not in _texts:
            value = bool(value)
        elif not isinstance(value, str):
            raise TypeError(f"context.configure({key}=...) expects text, got {value!r}")
        plain[name] = str(value) if key in _texts else value
    convention = _naming_convention(opts.get("target_metadata"))
    if convention is not None:
        plain["naming_convention"] = convention
    return plain


def _naming_convention(metadata):
    """That of the first metadata. Where it cannot be read, no script runs, for its constraints may be named by it; other
    commands do not need it, or will ask for the metadata itself."""
    for item in metadata if isinstance(metadata, (list, tuple)) else (metadata,):
        if is_opaque(item):
            if _limbeck.environment().get("command") in ("upgrade", "downgrade"):
                refuse(item, "the naming convention of target_metadata")
        elif getattr(item, "_convention", None) is not None:
            return item._convention()
    return None

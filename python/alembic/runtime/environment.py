"""EnvironmentContext: what env.py talks to."""

import _limbeck

from .. import _state
from .migration import MigrationContext, _version_apply_callbacks


class EnvironmentContext:
    def __init__(self, config, script, **kw):
        self.config = config
        self.script = script
        self.context_opts = kw
        self._outer = None

    @classmethod
    def _of_engine(cls):
        made = cls.__new__(cls)
        made.config = _state.config()
        made.context_opts = {}
        return made

    def __enter__(self):
        self._outer = _state.reset()
        _state._state.environment = self
        _state.set_config(self.config)
        return self

    def __exit__(self, *error):
        _state.replace(self._outer)

    @property
    def script(self):
        found = self.__dict__.get("_script")
        if found is None:
            from ..script import ScriptDirectory

            found = self._script = ScriptDirectory.from_config(self.config)
        return found

    @script.setter
    def script(self, value):
        self._script = value

    @property
    def _migration_context(self):
        return _state.context()

    def is_offline_mode(self):
        return _limbeck.environment()["as_sql"]

    def is_transactional_ddl(self):
        return self.get_context().impl.transactional_ddl

    def requires_connection(self):
        return not self.is_offline_mode()

    def get_head_revision(self):
        return self.script.as_revision_number("head")

    def get_head_revisions(self):
        return self.script.as_revision_number("heads")

    def get_starting_revision_argument(self):
        environment = _limbeck.environment()
        if environment.get("configured"):
            return self.script.as_revision_number(self.get_context()._start_from_rev)
        if "starting_rev" in self.context_opts:
            return self.script.as_revision_number(self.context_opts["starting_rev"])
        if environment.get("destination_revision") is not None:  # the commands that go from a revision to another one
            return self.script.as_revision_number(environment["starting_revision"])
        from ..util import CommandError

        raise CommandError("No starting revision argument is available.")

    def get_revision_argument(self):
        return self.script.as_revision_number(_limbeck.environment()["destination_revision"])

    def get_tag_argument(self):
        return _limbeck.environment().get("tag")

    def get_x_argument(self, as_dictionary=False):
        values = list(getattr(self.config.cmd_opts, "x", None) or [])
        if not as_dictionary:
            return values
        found = {}
        for value in values:
            key, _, text = value.partition("=")
            found[key] = text
        return found

    def configure(self, connection=None, url=None, dialect_name=None, dialect_opts=None, transactional_ddl=None,
                  transaction_per_migration=False, output_buffer=None, starting_rev=None, tag=None, template_args=None,
                  render_as_batch=False, target_metadata=None, include_name=None, include_object=None,
                  include_schemas=False, process_revision_directives=None, compare_type=True,
                  compare_server_default=False, render_item=None, literal_binds=False, upgrade_token="upgrades",
                  downgrade_token="downgrades", alembic_module_prefix="op.", sqlalchemy_module_prefix="sa.",
                  user_module_prefix=None, on_version_apply=None, autogenerate_plugins=None, **kw):
        opts = self.context_opts
        if transactional_ddl is not None:
            opts["transactional_ddl"] = transactional_ddl
        if output_buffer is not None:
            opts["output_buffer"] = output_buffer
        elif getattr(self.config, "output_buffer", None) is not None:
            opts["output_buffer"] = self.config.output_buffer
        if starting_rev:
            opts["starting_rev"] = starting_rev
        if tag:
            opts["tag"] = tag
        if template_args and "template_args" in opts:
            opts["template_args"].update(template_args)
        opts.update(
            transaction_per_migration=transaction_per_migration, target_metadata=target_metadata,
            render_as_batch=render_as_batch, include_name=include_name, include_object=include_object,
            include_schemas=include_schemas, process_revision_directives=process_revision_directives,
            compare_type=compare_type, compare_server_default=compare_server_default, render_item=render_item,
            literal_binds=literal_binds, upgrade_token=upgrade_token, downgrade_token=downgrade_token,
            alembic_module_prefix=alembic_module_prefix, sqlalchemy_module_prefix=sqlalchemy_module_prefix,
            user_module_prefix=user_module_prefix)
        if on_version_apply is not None:
            opts["on_version_apply"] = on_version_apply
        opts.update(kw)

        options = {"transaction_per_migration": bool(transaction_per_migration), "literal_binds": bool(literal_binds)}
        for key, name in (("transactional_ddl", "transactional_ddl"), ("starting_rev", "starting_revision"),
                          ("tag", "tag"), ("version_table", "version_table"),
                          ("version_table_schema", "version_table_schema"), ("version_table_pk", "version_table_pk")):
            if opts.get(key) is not None:
                options[name] = opts[key]
        convention = getattr(target_metadata, "_convention", None)
        if convention is not None:
            options["naming_convention"] = convention()
        others = {key: value for key, value in opts.items()
                  if isinstance(value, (bool, int, float, str)) and key not in options}
        if others:
            options["others"] = others

        handle = None
        if connection is not None:
            if not hasattr(connection, "_handle_of_context"):
                from ..util import CommandError

                if hasattr(connection, "sync_connection"):
                    connection = connection.sync_connection
                else:
                    raise CommandError("'connection' argument to configure() is expected to be a sqlalchemy.engine."
                                       f"Connection instance, got {connection!r}")
            handle = connection._handle_of_context()
        elif url is not None:
            options["url"] = url if isinstance(url, str) else url.render_as_string(hide_password=False)
        elif dialect_name is not None:
            options["dialect_name"] = dialect_name
        elif _limbeck.environment()["as_sql"] is False:
            raise Exception("Connection, url, or dialect_name is required.")
        write = opts.get("output_buffer")
        _limbeck.configure(options, handle, None if write is None else write.write,
                           _version_apply_callbacks(opts.get("on_version_apply")))
        _state.set_context(MigrationContext._of_environment(self, connection, opts))

    def run_migrations(self, **kw):
        self.get_context().run_migrations(**kw)

    def execute(self, sql, execution_options=None):
        self.get_context().execute(sql, execution_options)

    def static_output(self, text):
        self.get_context()
        _limbeck.static_output(text)

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

class AutogenContext:
    """What functions that render or compare are given."""

    def __init__(self, migration_context=None, metadata=None, opts=None, autogenerate=True):
        self.migration_context = migration_context
        self.metadata = metadata
        self.opts = opts or {}
        self.imports = set()

    @property
    def dialect(self):
        return self.migration_context.dialect

    @property
    def connection(self):
        return self.migration_context.connection


def _unsupported(name):
    def function(*args, **kw):
        from ..util import CommandError

        raise CommandError(f"alembic.autogenerate.{name}() cannot be called by a script")

    function.__name__ = name
    return function


compare_metadata = _unsupported("compare_metadata")
produce_migrations = _unsupported("produce_migrations")
render_python_code = _unsupported("render_python_code")

"""A connection that has its statements printed: op.get_bind() with --sql."""

from contextlib import nullcontext


class MockConnection:
    def __init__(self, dialect, execute):
        self.dialect = dialect
        self._execute_impl = execute

    engine = property(lambda self: self)
    name = property(lambda self: self.dialect.name)

    def connect(self):
        return self

    def execution_options(self, **kw):
        return self

    def execute(self, obj, parameters=None):
        return self._execute_impl(obj) if parameters is None else self._execute_impl(obj, parameters)

    def _invoke(self, operation, convention=None):
        self._execute_impl(_Operation(operation))

    invoke = _invoke

    def _schema_changes(self):
        return nullcontext(self)

    def has_table(self, name, schema=None):
        return False

    def _looks_first(self, checkfirst):
        """There is nothing to look at: all is made, and dropped, unseen."""
        return False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class _Operation:
    _is_ddl = True

    def __init__(self, operation):
        self._plain_operation = operation

    def _operation(self):
        return {key: False if key in ("checkfirst", "if_not_exists", "if_exists") else value
                for key, value in self._plain_operation.items()}

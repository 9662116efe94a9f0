"""A connection that has its statements printed: op.get_bind() with --sql, create_mock_engine()."""

from contextlib import nullcontext

import _limbeck

from .._dialect import Dialect
from .url import make_url


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

    def compile(self, dialect=None):
        return ";\n".join(_limbeck.compile_operation(self._operation(), dialect.name))


def create_mock_engine(url, executor):
    url = make_url(url)
    return MockConnection(Dialect(url.get_backend_name(), url.get_driver_name()), executor)

"""What all operations have in common."""

import sys

from limbeck.facade import unsupported
from limbeck.opaque import Opaque, is_opaque, path_of

# Operations of third parties: class of the operation to the function that carries it out.
_implementations = {}
_overruled = []  # names of Alembic's own operations that somebody carries out in another way


class MigrateOperation:
    """An operation of a third party. op's own are no objects here: what a script says goes to the engine at once."""


class AbstractOperations:
    _module = None  # that has its methods as functions

    def __init__(self, migration_context, impl=None):
        self.migration_context = migration_context
        self.impl = impl if impl is not None else getattr(migration_context, "impl", None)

    @classmethod
    def register_operation(cls, name, sourcename=None):
        """Adds an operation of a third party: its class method `sourcename` becomes op.<name>."""

        def register(operation):
            source = getattr(operation, sourcename or name)

            def method(self, *args, **kw):
                return source(self, *args, **kw)

            method.__name__ = name
            method.__doc__ = getattr(source, "__doc__", None)
            setattr(cls, name, method)
            if cls._module in sys.modules:
                sys.modules[cls._module]._proxy(name)
            return operation

        return register

    @classmethod
    def implementation_for(cls, op_cls, replace=False):
        def register(function):
            if isinstance(op_cls, Opaque):
                _overruled.append(path_of(op_cls))
            else:
                _implementations[op_cls] = function
            return function

        return register

    def invoke(self, operation):
        for kind in type(operation).__mro__:
            function = _implementations.get(kind)
            if function is not None:
                return function(self, operation)
        if is_opaque(operation) or not isinstance(operation, MigrateOperation):
            unsupported(f"Operations.invoke({path_of(operation) if is_opaque(operation) else repr(operation)})")
        raise NotImplementedError(f"{type(operation).__name__} has no implementation; give it one with "
                                  "Operations.implementation_for()")

    def get_context(self):
        return self.migration_context

    def get_bind(self):
        return self.migration_context.bind

    def f(self, name):
        from sqlalchemy.sql.elements import conv

        return conv(name)

    def inline_literal(self, value, type_=None):
        from sqlalchemy.sql.elements import BindParameter

        made = BindParameter(None, value, type_, unique=True)
        made._literal = True
        return made

    def execute(self, sqltext, *, execution_options=None):
        from sqlalchemy.engine import _check_statement_options, _operation_of

        _check_statement_options(execution_options)
        self._send(_operation_of(sqltext))

    def _send(self, plain):
        """Tells the engine an operation in plain form (src/operations/operation.hpp), without what is None."""
        if _overruled:
            unsupported(f"Operations.implementation_for({_overruled[0]})")
        return self.migration_context._invoke(without_none(plain))


def text(name):
    return str(name) if isinstance(name, str) or type(name).__name__ == "Table" else name


def without_none(plain):
    return {key: value for key, value in plain.items() if value is not None}


def place(table_name, schema):
    """Where an operation on a table goes."""
    return {"schema": text(schema) if schema else None, "table": text(table_name)}


def flags(**given):
    """Those that are said."""
    return {key: True for key, value in given.items() if value}


def to(value):
    """A value that may as well be none, where None says that nothing is known of it."""
    return None if value is None else {"to": value}

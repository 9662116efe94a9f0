"""DDL statements as objects: DDL(), sequences and schemas, conditional DDL."""

from .. import exc
from ..sql.elements import ClauseElement
from .table import Table


class BaseDDLElement(ClauseElement):
    """A change of the schema as an object that can be executed or printed."""

    _condition = None
    is_ddl_element = True
    supports_execution = True
    _is_ddl = True

    def _operation(self):
        raise NotImplementedError(type(self).__name__)

    def _convention(self):
        metadata = getattr(getattr(self.element, "table", self.element), "metadata", None)
        return metadata._convention() if metadata is not None else {}

    def _applies(self, target, bind):
        if self._condition is None:
            return True
        dialect, callable_, state = self._condition
        if dialect is not None:
            names = (dialect,) if isinstance(dialect, str) else dialect
            if bind.dialect.name not in names:
                return False
        return callable_ is None or bool(callable_(self, target, bind, state=state, dialect=bind.dialect))

    def execute_if(self, dialect=None, callable_=None, state=None):
        import copy

        other = copy.copy(self)
        other._condition = (dialect, callable_, state)
        return other

    def __call__(self, target, bind, **kw):
        if self._applies(target, bind):
            return bind.execute(self)


DDLElement = ExecutableDDLElement = BaseDDLElement


class DDL(BaseDDLElement):
    element = None

    def __init__(self, statement, context=None):
        if not isinstance(statement, str):
            raise exc.ArgumentError(f"Expected a string or unicode SQL statement, got {statement!r}")
        self.statement = statement
        self.context = context or {}

    def _convention(self):
        return {}

    def _text(self):
        values = dict(self.context)
        target = getattr(self, "target", None)
        if isinstance(target, Table):
            values.setdefault("table", target.name)
            values.setdefault("schema", target.schema or "")
            values.setdefault("fullname", target.fullname)
        return self.statement % values

    def __call__(self, target, bind, **kw):
        if self._applies(target, bind):
            self.target = target
            return bind.execute(self)

    def _operation(self):
        return {"op": "execute", "text": self._text()}

    def __str__(self):
        return self._text()


class _ElementDDL(BaseDDLElement):
    def __init__(self, element, **kw):
        self.element = element
        self.if_exists = kw.pop("if_exists", False)
        self.if_not_exists = kw.pop("if_not_exists", False)
        self.cascade = kw.pop("cascade", False)
        if kw:
            raise TypeError(f"{type(self).__name__}() got an unexpected keyword argument {next(iter(kw))!r}")


class CreateSequence(_ElementDDL):
    def _operation(self):
        return {"op": "create_sequence", "sequence": self.element._definition(), "if_not_exists": self.if_not_exists}


class DropSequence(_ElementDDL):
    def _operation(self):
        return {"op": "drop_sequence", "sequence": self.element._definition(), "if_exists": self.if_exists}


class _SchemaDDL(_ElementDDL):
    _words = ""

    def _convention(self):
        return {}

    def _operation(self):
        import _limbeck

        from .._dialect import current_dialect_name

        words = self._words
        if self.if_not_exists:
            words += " IF NOT EXISTS"
        if self.if_exists:
            words += " IF EXISTS"
        text = f"{words} {_limbeck.quote(str(self.element), current_dialect_name(), False)}"
        if self.cascade:
            text += " CASCADE"
        return {"op": "execute", "statement": {"node": "ddl", "text": text}}


class CreateSchema(_SchemaDDL):
    _words = "CREATE SCHEMA"


class DropSchema(_SchemaDDL):
    _words = "DROP SCHEMA"

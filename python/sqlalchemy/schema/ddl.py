"""DDL statements as objects: DDL() and sequences, conditional DDL."""

import copy

from limbeck.facade import unsupported

from ..sql.elements import ClauseElement
from .table import Table


class BaseDDLElement(ClauseElement):
    """A change of the schema as an object that can be executed or printed."""

    _condition = None
    is_ddl_element = True
    supports_execution = True
    _is_ddl = True

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
        other = copy.copy(self)
        other._condition = (dialect, callable_, state)
        return other

    def __call__(self, target, bind, **kw):
        if self._applies(target, bind):
            self.target = target
            return bind.execute(self)


DDLElement = ExecutableDDLElement = BaseDDLElement


class DDL(BaseDDLElement):
    element = None

    def __init__(self, statement, context=None):
        if not isinstance(statement, str):
            unsupported(f"DDL({statement!r})")
        self.statement = statement
        self.context = context or {}

    def _text(self):
        values = dict(self.context)
        target = getattr(self, "target", None)
        if isinstance(target, Table):
            values.setdefault("table", target.name)
            values.setdefault("schema", target.schema or "")
            values.setdefault("fullname", target.fullname)
        return self.statement % values

    def _operation(self):
        return {"op": "execute", "text": self._text()}

    def __str__(self):
        return self._text()


class _ElementDDL(BaseDDLElement):
    def __init__(self, element, *, if_exists=False, if_not_exists=False):
        self.element, self.if_exists, self.if_not_exists = element, if_exists, if_not_exists


class CreateSequence(_ElementDDL):
    def _operation(self):
        return {"op": "create_sequence", "sequence": self.element._definition(), "if_not_exists": self.if_not_exists}


class DropSequence(_ElementDDL):
    def _operation(self):
        return {"op": "drop_sequence", "sequence": self.element._definition(), "if_exists": self.if_exists}

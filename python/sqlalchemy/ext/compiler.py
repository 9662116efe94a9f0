"""compiles(): SQL text that a function of the script makes for a class of its own."""

import _limbeck
from limbeck.facade import overruled
from limbeck.opaque import is_opaque, origin_of, path_of

from .._dialect import dialect_named
from ..sql.elements import ClauseElement, _dialect_name
from ..types import TypeEngine, _plain_forms


def compiles(class_, *specs):
    def decorate(function):
        if is_opaque(class_):
            if origin_of(class_).of_facade:
                overruled.append((path_of(class_), specs))
            return function
        if not _asks(class_):
            overruled.append((class_.__name__, specs))
            return function
        known = class_.__dict__.get("_compilers")
        if known is None:
            known = dict(getattr(class_, "_compilers", None) or {})
            class_._compilers = known
        for name in specs or ("default",):
            known[name] = lambda element, dialect_name: function(element, _Compiler(dialect_name))
        _plain_forms.clear()
        _use_for_expressions(class_)
        return function

    return decorate


def _asks(class_):
    """Whether objects of a class ask for the script's function: types do, and what of the script's own is executed."""
    if issubclass(class_, TypeEngine):
        return True
    return issubclass(class_, ClauseElement) and class_.__module__.partition(".")[0] not in ("sqlalchemy", "alembic")


def _use_for_expressions(class_):
    """An expression of a class of the script's own is what its function writes; types ask for theirs by themselves."""
    if not issubclass(class_, ClauseElement) or class_.__module__.startswith("sqlalchemy.") or "_plain" in class_.__dict__ \
            or getattr(class_, "is_ddl_element", False):
        return

    def _plain(self):
        dialect_name = _dialect_name()
        function = self._compilers.get(dialect_name) or self._compilers.get("default")
        if function is None:
            return super(class_, self)._plain()
        return {"node": "column", "name": function(self, dialect_name), "literal": True}

    class_._plain = _plain


class _Compiler:
    """What the function is given: it can write types and expressions."""

    def __init__(self, dialect_name):
        self._dialect_name = dialect_name if dialect_name != "default" else None
        self.dialect = dialect_named(self._dialect_name)

    sql_compiler = type_compiler = type_compiler_instance = property(lambda self: self)
    preparer = property(lambda self: self.dialect.identifier_preparer)

    def process(self, element, **kw):
        if isinstance(element, TypeEngine):
            return _limbeck.render_type(element._plain(), self.dialect.name)
        if hasattr(element, "__clause_element__"):
            element = element.__clause_element__()
        return _limbeck.compile(element._plain(), self.dialect.name, "literal", None)

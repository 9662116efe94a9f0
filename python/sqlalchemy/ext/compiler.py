"""compiles(): SQL text that a function of the script makes for a class of its own."""


def compiles(class_, *specs):
    def decorate(function):
        known = class_.__dict__.get("_compilers")
        if known is None:
            known = dict(getattr(class_, "_compilers", None) or {})
            class_._compilers = known
        for name in specs or ("default",):
            known[name] = function
        return function

    return decorate


def deregister(class_):
    if "_compilers" in class_.__dict__:
        del class_._compilers


class _Compiler:
    """What the function is given: it can write types and expressions."""

    def __init__(self, dialect_name):
        from ..engine import _dialect

        self._dialect_name = dialect_name if dialect_name != "default" else None
        self.dialect = _dialect(self._dialect_name)

    @property
    def sql_compiler(self):
        return self

    type_compiler = type_compiler_instance = sql_compiler

    @property
    def preparer(self):
        return self.dialect.identifier_preparer

    def process(self, element, **kw):
        import _limbeck

        from ..types import TypeEngine

        if isinstance(element, TypeEngine):
            return _limbeck.render_type(element._plain(), self.dialect.name)
        if hasattr(element, "__clause_element__"):
            element = element.__clause_element__()
        return _limbeck.compile(element._plain(), self.dialect.name, "literal", None)

    def __getattr__(self, name):
        if name.startswith("visit_"):
            return lambda element, **kw: self._visit(element, **kw)
        raise AttributeError(name)

    def _visit(self, element, **kw):
        # The way to write it that SQLAlchemy itself has, without the script's function.
        from ..types import TypeEngine

        if isinstance(element, TypeEngine):
            import _limbeck

            plain = element._arguments()
            plain["name"] = element._name
            return _limbeck.render_type(plain, self.dialect.name)
        return self.process(element)


def _call(function, element, dialect_name):
    return function(element, _Compiler(dialect_name))

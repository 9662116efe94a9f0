"""func: any function of the database by its name, with the return types of those that are known."""

from .. import types
from .elements import Cast, ColumnClause, Over, _element, _is_typed, _Node, _type
from .selectable import TableValuedAlias

_KNOWN = {name: type_ for type_, names in (
    (types.INTEGERTYPE, "count char_length rank dense_rank row_number length octet_length"),
    (types.STRINGTYPE, "concat current_user session_user user aggregate_strings"),
    (types.Numeric(), "percent_rank cume_dist"),
    (types.DateTime(), "now current_timestamp localtimestamp sysdate"),
    (types.Date(), "current_date"),
    (types.Time(), "current_time localtime"),
) for name in names.split()}
# The type of the first argument is that of the function.
_OF_ARGUMENT = ("max", "min", "sum", "coalesce")


class FunctionElement(_Node):
    __visit_name__ = _node = "function"
    _is_function = True
    type = None

    def __init__(self, *clauses, name=None, packages=(), type_=None):
        self.name = name or getattr(type(self), "name", None) or type(self).__name__
        self.packagenames = tuple(packages)
        arguments = [_element(clause, None, str(self.name)) for clause in clauses]
        self.type = _type(type(self).type if type_ is None else type_) or self._known_type(arguments)
        if self.name == "count" and not arguments:
            arguments = [ColumnClause("*", None, is_literal=True)]
        self.clauses = arguments
        self._set(name=str(self.name), packages=list(self.packagenames), arguments=arguments,
                  type=self.type if _is_typed(self.type) else None, quote=getattr(self.name, "quote", None))

    def _known_type(self, arguments):
        name = self.name.lower()
        if self.packagenames:
            return types.NULLTYPE
        if name in _OF_ARGUMENT and arguments:
            return next((a.type for a in arguments if _is_typed(a.type)), arguments[0].type)
        if name == "array_agg" and arguments:
            item = arguments[0].type
            return item if isinstance(item, types.ARRAY) else types.ARRAY(item)
        return _KNOWN.get(name, types.NULLTYPE)

    @property
    def _bind_name(self):
        return self.name

    def over(self, **kw):
        return Over(self, **kw)

    def table_valued(self, *columns, with_ordinality=None, name=None):
        names = [*columns, with_ordinality] if with_ordinality else columns
        return TableValuedAlias(self, name, names, with_ordinality=bool(with_ordinality))


class Function(FunctionElement):
    def __init__(self, name, *clauses, type_=None, packagenames=()):
        super().__init__(*clauses, name=name, packages=packagenames, type_=type_)


class GenericFunction(FunctionElement):
    """A function as a class; func finds it by its name."""

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        identifier = cls.__dict__.get("identifier") or cls.__dict__.get("name") or cls.__name__
        _registered[str(identifier).lower()] = cls

    def __init__(self, *args, type_=None):
        super().__init__(*args, name=type(self).__dict__.get("name") or type(self).__name__, type_=type_)


_registered = {}


class NextValue(_Node):
    _node = "next_value"
    type = types.INTEGERTYPE

    def __init__(self, sequence):
        self.sequence = sequence
        self._set(name=str(sequence.name), schema=getattr(sequence, "schema", None))


next_value = NextValue


class _FunctionGenerator:
    def __init__(self, names=()):
        self._names = names

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _FunctionGenerator((*self._names, name.removesuffix("_")))

    def __call__(self, *clauses, type_=None):
        *packages, name = self._names
        known = {"next_value": NextValue, "cast": Cast, **_registered}.get(name.lower()) if not packages else None
        if known is not None:
            return known(*clauses, **({"type_": type_} if type_ is not None else {}))
        return Function(name, *clauses, type_=type_, packagenames=packages)


func = modifier = _FunctionGenerator()


def _named(name):
    def make(*clauses, **kw):
        return Function(name, *clauses, **kw)

    make.__name__ = name
    return make


for _name in ("now", "count", "sum", "max", "min", "coalesce", "concat", "char_length", "random", "current_date",
              "current_time", "current_timestamp", "localtime", "localtimestamp", "array_agg", "rank", "mode"):
    globals()[_name] = _named(_name)
del _name

"""func: any function of the database by its name, with the return types of those that are known."""

from .elements import ColumnClause, FunctionFilter, Over, WithinGroup, _element, _Node, _type

_INTEGER = frozenset(("count", "char_length", "rank", "dense_rank", "row_number", "length", "octet_length"))
_MOMENT = {"now": "DateTime", "current_timestamp": "DateTime", "localtimestamp": "DateTime", "sysdate": "DateTime",
           "current_date": "Date", "current_time": "Time", "localtime": "Time"}
_TEXT = frozenset(("concat", "current_user", "session_user", "user", "aggregate_strings"))
_NUMERIC = frozenset(("percent_rank", "cume_dist"))
# The type of the first argument is that of the function.
_OF_ARGUMENT = frozenset(("max", "min", "sum", "coalesce"))


class FunctionElement(_Node):
    __visit_name__ = "function"
    _node = "function"

    def __init__(self, *clauses, name=None, packages=(), type_=None):
        self.name = name or getattr(type(self), "name", None) or type(self).__name__
        self.packagenames = tuple(packages)
        arguments = [_element(clause, None, str(self.name)) for clause in clauses]
        given = getattr(type(self), "type", None) if type_ is None else type_
        self.type = _type(given) or self._known_type(arguments)
        if self.name == "count" and not arguments:
            arguments = [ColumnClause("*", None, is_literal=True)]
        self.clause_list = arguments
        self._set(name=str(self.name), packages=list(self.packagenames), arguments=arguments,
                  type=None if type(self.type).__name__ == "NullType" else self.type,
                  quote=getattr(self.name, "quote", None))

    def _known_type(self, arguments):
        name = self.name.lower()
        from .. import types

        if self.packagenames:
            return types.NULLTYPE
        if name in _INTEGER:
            return types.INTEGERTYPE
        if name in _MOMENT:
            return getattr(types, _MOMENT[name])()
        if name in _TEXT:
            return types.STRINGTYPE
        if name in _NUMERIC:
            return types.Numeric()
        if name in _OF_ARGUMENT and arguments:
            return next((a.type for a in arguments if type(a.type).__name__ != "NullType"), arguments[0].type)
        if name == "array_agg" and arguments:
            item = arguments[0].type
            return item if isinstance(item, types.ARRAY) else types.ARRAY(item)
        return types.NULLTYPE

    @property
    def clauses(self):
        return self.clause_list

    @property
    def _bind_name(self):
        return self.name

    def over(self, partition_by=None, order_by=None, rows=None, range_=None, groups=None):
        return Over(self, partition_by, order_by, range_, rows, groups)

    def within_group(self, *order_by):
        return WithinGroup(self, *order_by)

    def filter(self, *criterion):
        return FunctionFilter(self, *criterion) if criterion else self

    def _within_group_type(self, order_by):
        if self.name.lower() in ("percentile_cont", "percentile_disc", "mode") and order_by:
            return _element(order_by[0]).type
        return None

    def as_comparison(self, left_index, right_index):
        return self

    def alias(self, name=None, joins_implicitly=False):
        from .selectable import TableValuedAlias

        return TableValuedAlias(self, name, [])

    def table_valued(self, *columns, with_ordinality=None, name=None, joins_implicitly=False):
        from .selectable import TableValuedAlias

        names = list(columns) + ([with_ordinality] if with_ordinality else [])
        return TableValuedAlias(self, name, names, with_ordinality=bool(with_ordinality))

    def column_valued(self, name=None, joins_implicitly=False):
        alias = self.alias(name)
        return alias.column

    def scalar_table_valued(self, name, type_=None):
        return ColumnClause(f"({self.name}()).{name}", type_, is_literal=True)

    def select(self):
        from .selectable import select

        return select(self)

    # FROM func(): the function is a table of itself.
    @property
    def columns(self):
        return self.alias().c

    c = columns


class Function(FunctionElement):
    def __init__(self, name, *clauses, type_=None, packagenames=None):
        super().__init__(*clauses, name=name, packages=packagenames or (), type_=type_)


class GenericFunction(FunctionElement):
    """A function as a class; func finds it by its name."""

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        identifier = cls.__dict__.get("identifier") or cls.__dict__.get("name") or cls.__name__
        _registered[str(identifier).lower()] = cls

    def __init__(self, *args, **kw):
        type_ = kw.pop("type_", None)
        super().__init__(*args, name=type(self).__dict__.get("name") or type(self).__name__, type_=type_)


_registered = {}


class _FunctionGenerator:
    def __init__(self, names=(), **options):
        self._names = names
        self._options = options

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name.endswith("_"):
            name = name[:-1]
        return _FunctionGenerator(self._names + (name,), **self._options)

    def __call__(self, *clauses, type_=None, **kw):
        *packages, name = self._names
        if not packages and name.lower() in _registered:
            return _registered[name.lower()](*clauses, **({"type_": type_} if type_ is not None else {}))
        if not packages and name == "next_value":
            return NextValue(*clauses)
        if not packages and name == "cast":
            from .elements import Cast

            return Cast(*clauses, type_) if type_ is not None else Cast(*clauses)
        return Function(name, *clauses, type_=type_, packagenames=packages)


class NextValue(_Node):
    _node = "next_value"

    def __init__(self, sequence):
        from ..types import INTEGERTYPE

        self.sequence = sequence
        self.type = INTEGERTYPE
        self._set(name=str(sequence.name), schema=getattr(sequence, "schema", None))


next_value = NextValue
func = _FunctionGenerator()
modifier = func


def register_function(identifier, fn, package="_default"):
    _registered[str(identifier).lower()] = fn


class ReturnTypeFromArgs(GenericFunction):
    pass


class AnsiFunction(GenericFunction):
    pass


_registered.clear()


def _named(name):
    def make(*clauses, **kw):
        return Function(name, *clauses, **kw)

    make.__name__ = name
    return make


for _name in ("now", "count", "sum", "max", "min", "coalesce", "concat", "char_length", "random", "current_date",
              "current_time", "current_timestamp", "localtime", "localtimestamp", "array_agg", "rank", "mode"):
    globals()[_name] = _named(_name)
del _name

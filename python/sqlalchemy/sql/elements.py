"""The expression language as scripts see it. Objects say what is meant; `_plain()` gives it in the form of
src/sql/PLAIN.md, and the engine writes the SQL."""

from _thread import _local

from ..types import BOOLEANTYPE, NULLTYPE, TypeEngine, _type_of, to_instance
from .operators import COMPARISONS, ColumnOperators, custom_op

_count = 0
# `dialect_name`: of the dialect that this thread puts a statement into plain form for; without it, the running migration's.
_compiling = _local()


def _anonymous(base):
    """A name that the engine replaces by base_1, base_2, …: each such name by one."""
    global _count
    _count += 1
    return f"%({_count} {base})s"


def _to_plain(value):
    if isinstance(value, (list, tuple)):
        return [_to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _to_plain(item) for key, item in value.items()}
    plain = getattr(value, "_plain", None)
    return plain() if plain is not None else value


def _type(type_):
    if type_ is None:
        return None
    if isinstance(type_, _JsonStep):
        return type_
    return to_instance(type_)


def _literal_type(value):
    return _type_of(value)


def _null_type():
    return NULLTYPE


def _boolean():
    return BOOLEANTYPE


def _is(type_, *names):
    """Whether a type is one of those classes or is made of it."""
    if type_ is None:
        return False
    for cls in type(type_).__mro__:
        if cls.__name__ in names:
            return True
    impl = getattr(type_, "impl", None)
    return _is(impl, *names) if impl is not None and impl is not type_ and not isinstance(impl, type) else False


_AFFINITIES = ("String", "Integer", "NumericCommon", "Boolean", "DateTime", "Date", "Time", "Interval", "_Binary", "JSON",
               "Uuid", "ARRAY", "Enum")


def _affinity(type_):
    for cls in type(type_).__mro__:
        if cls.__name__ == "TypeDecorator":
            impl = getattr(type_, "impl", None)
            if impl is not None:
                return _affinity(impl() if isinstance(impl, type) else impl)
        if cls.__name__ in _AFFINITIES:
            return {"Enum": "String", "NumericCommon": "Numeric"}.get(cls.__name__, cls.__name__)
    return None


def _compared_type(type_, value):
    """The type of a literal that stands beside something of this type."""
    if type_ is None or _is(type_, "TypeDecorator", "UserDefinedType"):
        return type_ if type_ is not None else _literal_type(value)
    if isinstance(value, str) and _is(type_, "Uuid"):
        return type_
    own = _literal_type(value)
    affinity = _affinity(own)
    if affinity is None or affinity == _affinity(type_):
        return type_
    return own


def _refuse_unquoted(name):
    """Names stand in quotes wherever they need them: a name that must not is another name to the database, Name to name."""
    import _limbeck

    if any(_limbeck.quote(name, dialect, False) != name for dialect in ("postgresql", "sqlite")):
        from limbeck.facade import unsupported

        unsupported(f"quote=False of the name {name!r}", "Give the name as the database has it, without `quote`")


class quoted_name(str):
    """A name with a will of its own about quotes."""

    def __new__(cls, value, quote=None):
        if value is None:
            return None
        if quote is False:
            _refuse_unquoted(str(value))
        made = str.__new__(cls, value)
        made.quote = quote
        return made

    @classmethod
    def construct(cls, value, quote):
        return cls(value, quote)


class conv(str):
    """A name that is final: no naming convention changes it."""

    quote = None

    def __new__(cls, value, quote=None):
        return str.__new__(cls, value)


_truncated_label = conv


class ClauseElement:
    __visit_name__ = "clause"
    _is_clause = True
    is_clause_element = True
    is_selectable = False
    supports_execution = False
    inherit_cache = True
    type = None

    def _plain(self):
        raise NotImplementedError(f"{type(self).__name__} has no SQL form")

    def _froms(self):
        """The tables and the like that this names."""
        return ()

    def _children(self):
        return ()

    def get_children(self, **kw):
        return self._children()

    def self_group(self, against=None):
        return self

    def compile(self, bind=None, dialect=None, **kw):
        return Compiled(self, getattr(bind, "dialect", None) if dialect is None else dialect,
                        kw.get("compile_kwargs") or {}, kw.get("column_keys"))

    def __str__(self):
        return str(self.compile())

    def __bool__(self):
        raise TypeError("Boolean value of this clause is not defined")

    def __and__(self, other):
        return and_(self, other)

    def __or__(self, other):
        return or_(self, other)

    def __invert__(self):
        return not_(self)

    def _clone(self, **kw):
        import copy

        other = copy.copy(self)
        for key, value in other.__dict__.items():
            if type(value) is list:
                other.__dict__[key] = list(value)
            elif type(value) is dict:
                other.__dict__[key] = dict(value)
        return other

    def params(self, *values, **kw):
        given = dict(*values, **kw)
        return _ParametersApplied(self, given)

    unique_params = params

    def compare(self, other, **kw):
        return self is other or (isinstance(other, ClauseElement) and _to_plain(self) == _to_plain(other))

    def execution_options(self, **kw):
        other = self._clone()
        other._execution_options = {**getattr(self, "_execution_options", {}), **kw}
        return other

    def get_execution_options(self):
        return getattr(self, "_execution_options", {})


def _with_values(plain, values):
    if isinstance(plain, dict):
        plain = {key: _with_values(value, values) for key, value in plain.items()}
        if plain.get("node") == "bind" and plain.get("key") in values:
            plain["value"] = values[plain["key"]]
            plain.pop("has_value", None)
        if plain.get("node") == "text":
            known = {bind.get("key") for bind in plain.get("binds", ())}
            plain["binds"] = list(plain.get("binds", ())) + [
                {"node": "bind", "key": key, "value": value} for key, value in values.items() if key not in known]
    elif isinstance(plain, list):
        plain = [_with_values(value, values) for value in plain]
    return plain


class _ParametersApplied(ClauseElement):
    supports_execution = True

    def __init__(self, element, values):
        self.element = element
        self.values = values
        self.type = element.type

    def _plain(self):
        return _with_values(self.element._plain(), self.values)

    def _froms(self):
        return self.element._froms()


class compiling:
    """The dialect that statements are put into plain form for, for the length of a with statement."""

    def __init__(self, dialect_name):
        self.dialect_name = dialect_name

    def __enter__(self):
        self.before = getattr(_compiling, "dialect_name", None)
        _compiling.dialect_name = self.dialect_name

    def __exit__(self, *_):
        _compiling.dialect_name = self.before


class Compiled:
    """The text of a statement; str() gives it."""

    def __init__(self, statement, dialect, options, column_keys=None):
        import _limbeck

        self.statement = statement
        self.dialect = dialect
        from limbeck.facade import refuse_overruled

        name = dialect if isinstance(dialect, str) else getattr(dialect, "name", None)
        refuse_overruled(name or "default")
        with compiling(name):
            plain = statement._plain()
        self._tree = plain
        parameters = {key: None for key in column_keys} if column_keys else None
        binds = "literal" if options.get("literal_binds") else "named"
        self.string = _limbeck.compile(plain, name or "default", binds, parameters)

    @property
    def params(self):
        found = {}
        counts = {}
        _collect_binds(self._tree, found, counts)
        return found

    def construct_params(self, *args, **kw):
        return self.params

    def __str__(self):
        return self.string or ""


def _collect_binds(plain, found, counts):
    if isinstance(plain, dict):
        if plain.get("node") == "bind":
            key = plain.get("key", "param")
            if key.startswith("%("):
                base = key[key.index(" ") + 1:-2]
                counts[base] = counts.get(base, 0) + 1
                key = f"{base}_{counts[base]}"
            found[key] = plain.get("value")
            return
        for value in plain.values():
            _collect_binds(value, found, counts)
    elif isinstance(plain, list):
        for value in plain:
            _collect_binds(value, found, counts)


class Executable:
    supports_execution = True


def _element(value, beside=None, name=None):
    """What stands in an expression: an element as it is, None as NULL, anything else as a bind."""
    if isinstance(value, ClauseElement):
        scalar = getattr(value, "_as_scalar", None)
        return scalar() if scalar is not None else value
    inner = getattr(value, "__clause_element__", None)
    if inner is not None:
        return _element(inner(), beside, name)
    if value is None:
        return Null()
    if hasattr(value, "__table__") and isinstance(value, type):
        return value.__table__
    if beside is not None:
        type_ = getattr(beside, "type", None)
        return BindParameter(None, value, _compared_type(type_, value), unique=True,
                             _base=name or getattr(beside, "_bind_name", None))
    return BindParameter(None, value, unique=True, _base=name)


def _clause(value):
    """An element of a WHERE or an ORDER BY."""
    if isinstance(value, str):
        from ..exc import ArgumentError

        raise ArgumentError(f"Textual SQL expression {value!r} should be explicitly declared as text({value!r})")
    if isinstance(value, bool):
        return True_() if value else False_()
    return _element(value)


class _Comparable(ColumnOperators):
    pass


class ColumnElement(ClauseElement, _Comparable):
    __visit_name__ = "column_element"
    name = None
    key = None
    table = None
    primary_key = False
    foreign_keys = ()
    _bind_name = None

    def __class_getitem__(cls, item):
        return cls

    __hash__ = object.__hash__

    @property
    def comparator(self):
        factory = getattr(self.type, "comparator_factory", None)
        return factory(self) if factory is not None else None

    @property
    def expression(self):
        return self

    anon_label = property(lambda self: self.label(None))

    def _own_type(self):
        return self.type

    # operators

    def _binary(self, op, other, type_=None, **options):
        return BinaryExpression(self, _element(other, self), op, type_, **options)

    def _reversed(self, op, other, type_=None):
        left = _element(other, self)
        return BinaryExpression(left, self, op, type_ if type_ is not None else _result_type(op, left, self))

    def _arithmetic(self, op, other):
        right = _element(other, self)
        if op == "add" and _affinity(self.type) in ("String", "ARRAY"):
            op = "concat"
        elif op == "add" and _affinity(self.type) is None and _affinity(right.type) == "String":
            op = "concat"
        return BinaryExpression(self, right, op, _result_type(op, self, right))

    def _comparison(self, op, other):
        if op in ("eq", "ne"):
            if other is None or isinstance(other, Null):
                return BinaryExpression(self, Null(), "is" if op == "eq" else "is_not", _boolean())
            if isinstance(other, bool):
                return BinaryExpression(self, True_() if other else False_(), op, _boolean())
        return self._binary(op, other, _boolean())

    def __eq__(self, other):
        return self._comparison("eq", other)

    def __ne__(self, other):
        return self._comparison("ne", other)

    def __lt__(self, other):
        return self._comparison("lt", other)

    def __le__(self, other):
        return self._comparison("le", other)

    def __gt__(self, other):
        return self._comparison("gt", other)

    def __ge__(self, other):
        return self._comparison("ge", other)

    def __add__(self, other):
        return self._arithmetic("add", other)

    def __radd__(self, other):
        op = "concat" if _affinity(self.type) == "String" else "add"
        return self._reversed(op, other)

    def __sub__(self, other):
        return self._arithmetic("sub", other)

    def __rsub__(self, other):
        return self._reversed("sub", other)

    def __mul__(self, other):
        return self._arithmetic("mul", other)

    def __rmul__(self, other):
        return self._reversed("mul", other)

    def __truediv__(self, other):
        return self._arithmetic("truediv", other)

    def __rtruediv__(self, other):
        return self._reversed("truediv", other)

    def __floordiv__(self, other):
        return self._arithmetic("floordiv", other)

    def __rfloordiv__(self, other):
        return self._reversed("floordiv", other)

    def __mod__(self, other):
        return self._arithmetic("mod", other)

    def __rmod__(self, other):
        return self._reversed("mod", other)

    def __neg__(self):
        return UnaryExpression(self, "neg", self.type)

    def __lshift__(self, other):
        if _is(self.type, "INET", "CIDR"):
            return self.op("<<", is_comparison=True)(other)
        return self._binary("bitwise_lshift", other, self.type)

    def __rshift__(self, other):
        if _is(self.type, "INET", "CIDR"):
            return self.op(">>", is_comparison=True)(other)
        return self._binary("bitwise_rshift", other, self.type)

    def bitwise_and(self, other):
        return self._binary("bitwise_and", other, self.type)

    def bitwise_or(self, other):
        return self._binary("bitwise_or", other, self.type)

    def bitwise_xor(self, other):
        return self._binary("bitwise_xor", other, self.type)

    def bitwise_not(self):
        return UnaryExpression(self, "bitwise_not", self.type)

    def bitwise_lshift(self, other):
        return self._binary("bitwise_lshift", other, self.type)

    def bitwise_rshift(self, other):
        return self._binary("bitwise_rshift", other, self.type)

    def concat(self, other):
        return BinaryExpression(self, _element(other, self), "concat", self.type)

    def _rconcat(self, other):
        return BinaryExpression(_element(other, self), self, "concat", self.type)

    def __getitem__(self, index):
        if _is(self.type, "JSON"):
            path = isinstance(index, (list, tuple))
            if isinstance(index, ClauseElement):
                right = index
            else:
                right = BindParameter(None, list(index) if path else index, _json_path if path else _json_index,
                                      unique=True, _base=self._bind_name)
            return _JsonItem(self, right, "json_path_getitem" if path else "json_getitem", self.type)
        item = getattr(self.type, "item_type", None) or (_null_type() if not _is(self.type, "HSTORE") else None)
        if _is(self.type, "HSTORE"):
            from ..types import Text

            return BinaryExpression(self, _element(index, None, self._bind_name), custom_op("->", 15), Text())
        if _is(self.type, "ARRAY"):
            if isinstance(index, slice):
                offset = 1 if getattr(self.type, "zero_indexes", False) else 0
                one = _slice_bound(self, index.start, offset)
                two = _slice_bound(self, index.stop, offset)
                return BinaryExpression(self, Slice(one, two), "getitem", self.type)
            if isinstance(index, int) and getattr(self.type, "zero_indexes", False):
                index += 1
            dimensions = getattr(self.type, "dimensions", None)
            if dimensions is not None and dimensions > 1:
                item = self.type
            from ..types import INTEGERTYPE

            right = index if isinstance(index, ClauseElement) else BindParameter(
                None, index, INTEGERTYPE, unique=True, _base=self._bind_name)
            return BinaryExpression(self, right, "getitem", item)
        raise NotImplementedError("Operator 'getitem' is not supported on this expression")

    def __iter__(self):
        raise TypeError("object is not iterable")

    def op(self, opstring, precedence=0, is_comparison=False, return_type=None, python_impl=None):
        operator = custom_op(opstring, precedence, is_comparison, return_type)

        def apply(other):
            type_ = _type(return_type) or (_boolean() if is_comparison else self.type)
            return BinaryExpression(self, _element(other, self), operator, type_)

        return apply

    def bool_op(self, opstring, precedence=0, python_impl=None):
        return self.op(opstring, precedence, True)

    def operate(self, op, *other, **kw):
        if isinstance(op, custom_op):
            return op(self, *other, **kw)
        return op(self, *other, **kw)

    def reverse_operate(self, op, other, **kw):
        return op(_element(other, self), self, **kw)

    # comparisons by name

    def like(self, other, escape=None):
        return self._binary("like", other, _boolean(), escape=escape)

    def not_like(self, other, escape=None):
        return self._binary("not_like", other, _boolean(), escape=escape)

    notlike = not_like

    def ilike(self, other, escape=None):
        return self._binary("ilike", other, _boolean(), escape=escape)

    def not_ilike(self, other, escape=None):
        return self._binary("not_ilike", other, _boolean(), escape=escape)

    notilike = not_ilike

    def _pattern(self, op, other, escape, autoescape):
        if autoescape:
            escape = "/" if escape is None else escape
            if escape not in ("%", "_"):
                other = other.replace(escape, escape + escape)
            other = other.replace("%", escape + "%").replace("_", escape + "_")
        return self._binary(op, other, _boolean(), escape=escape)

    def startswith(self, other, escape=None, autoescape=False):
        return self._pattern("startswith", other, escape, autoescape)

    def endswith(self, other, escape=None, autoescape=False):
        return self._pattern("endswith", other, escape, autoescape)

    def contains(self, other, escape=None, autoescape=False, **kw):
        if _is(self.type, "ARRAY", "JSONB", "HSTORE", "AbstractRange") or _is(self.type, "RANGE"):
            return self._contained("@>", other)
        return self._pattern("contains", other, escape, autoescape)

    def istartswith(self, other, escape=None, autoescape=False):
        return self._pattern("istartswith", other, escape, autoescape)

    def iendswith(self, other, escape=None, autoescape=False):
        return self._pattern("iendswith", other, escape, autoescape)

    def icontains(self, other, escape=None, autoescape=False):
        return self._pattern("icontains", other, escape, autoescape)

    def _contained(self, opstring, other):
        right = other if isinstance(other, ClauseElement) else BindParameter(
            None, other, self.type, unique=True, _base=self._bind_name)
        return BinaryExpression(self, right, custom_op(opstring, 5, True, eager_grouping=True), _boolean())

    def contained_by(self, other):
        return self._contained("<@", other)

    def overlap(self, other):
        return self._contained("&&", other)

    overlaps = overlap

    def _keyed(self, opstring, other):
        return BinaryExpression(self, _element(other, None, self._bind_name), custom_op(opstring, 5, True, eager_grouping=True),
                                _boolean())

    def has_key(self, other):
        return self._keyed("?", other)

    def has_all(self, other):
        return self._keyed("?&", other)

    def has_any(self, other):
        return self._keyed("?|", other)

    def _quantified(self, word, other, operator):
        name = getattr(operator, "__name__", "eq")
        left = _element(other, None, self._bind_name)
        if isinstance(left, BindParameter) and _is(self.type, "ARRAY"):
            left.type = self.type.item_type
        return BinaryExpression(left, UnaryExpression(self, word, self.type), name, _boolean())

    def any(self, other, operator=None):
        return self._quantified("any", other, operator)

    def all(self, other, operator=None):
        return self._quantified("all", other, operator)

    def any_(self):
        return UnaryExpression(self, "any", self.type)

    def all_(self):
        return UnaryExpression(self, "all", self.type)

    def match(self, other, **kw):
        return self._binary("match", other, _boolean(), config=kw.get("postgresql_regconfig"))

    def regexp_match(self, pattern, flags=None):
        return self._binary("regexp_match", pattern, _boolean(), flags=flags)

    def regexp_replace(self, pattern, replacement, flags=None):
        right = ClauseList(_element(pattern, self), _element(replacement, self))
        return BinaryExpression(self, right, "regexp_replace", self.type, flags=flags)

    def is_(self, other):
        return BinaryExpression(self, _constant(other, self), "is", _boolean())

    def is_not(self, other):
        return BinaryExpression(self, _constant(other, self), "is_not", _boolean())

    isnot = is_not

    def is_distinct_from(self, other):
        return BinaryExpression(self, _constant(other, self), "is_distinct_from", _boolean())

    def is_not_distinct_from(self, other):
        return BinaryExpression(self, _constant(other, self), "is_not_distinct_from", _boolean())

    isnot_distinct_from = is_not_distinct_from

    def between(self, cleft, cright, symmetric=False):
        return Between(self, _element(cleft, self), _element(cright, self), symmetric)

    def in_(self, other):
        return _In(self, other, False)

    def not_in(self, other):
        return _In(self, other, True)

    notin_ = not_in

    def collate(self, collation):
        return CollationClause(self, collation)

    def asc(self):
        return UnaryExpression(self, "asc", self.type)

    def desc(self):
        return UnaryExpression(self, "desc", self.type)

    def nulls_first(self):
        return UnaryExpression(self, "nulls_first", self.type)

    def nulls_last(self):
        return UnaryExpression(self, "nulls_last", self.type)

    nullsfirst = nulls_first
    nullslast = nulls_last

    def distinct(self):
        return UnaryExpression(self, "distinct", self.type)

    def label(self, name):
        return Label(name, self)

    def cast(self, type_):
        return Cast(self, type_)

    # JSON

    def _json_as(self, type_):
        raise NotImplementedError("only an element of a JSON column can be read as another type")

    def shares_lineage(self, other):
        return self is other


class _JsonStep:
    """The type of what stands in the brackets of a JSON value."""

    def __init__(self, name):
        self._name = name

    def _plain(self):
        return self._name


_json_index = _JsonStep("JSONIndexType")
_json_path = _JsonStep("JSONPathType")


def _slice_bound(column, value, offset):
    if isinstance(value, ClauseElement):
        return value
    from ..types import INTEGERTYPE

    return BindParameter(None, value + offset, INTEGERTYPE, unique=True, _base=column._bind_name)


def _constant(value, beside):
    if value is None:
        return Null()
    if isinstance(value, bool):
        return True_() if value else False_()
    return _element(value, beside)


def _result_type(op, left, right):
    if op in COMPARISONS:
        return _boolean()
    one, two = left.type, right.type
    if op == "concat":
        return one if _affinity(one) else two
    a, b = _affinity(one), _affinity(two)
    if op == "truediv" and a == b == "Integer":
        from ..types import Numeric

        return Numeric()
    if a == "Integer" and b in ("Numeric", "Interval"):
        return two
    if a in ("DateTime", "Date", "Time") and op in ("add", "sub"):
        from .. import types

        if b == a or (op == "sub" and b in ("DateTime", "Date")):
            return types.Interval() if a != "Date" or b != "Date" else types.INTEGERTYPE
        if b == "Interval":
            return types.DateTime() if a != "Time" else one
        return one
    if a == "Interval" and b in ("DateTime", "Date", "Time"):
        from .. import types

        return types.DateTime() if b != "Time" else two
    return one if a else two


class _Node(ColumnElement):
    """An element whose plain form is a map of its parts."""

    _node = ""

    def _set(self, **parts):
        self._parts = parts

    def _plain(self):
        plain = {"node": self._node}
        for key, value in self._parts.items():
            if value is not None and value is not False and value != []:
                plain[key] = _to_plain(value)
        return plain

    def _children(self):
        for value in self._parts.values():
            if isinstance(value, ClauseElement):
                yield value
            elif isinstance(value, (list, tuple)):
                for item in value:
                    if isinstance(item, ClauseElement):
                        yield item
                    elif isinstance(item, (list, tuple)):
                        yield from (inner for inner in item if isinstance(inner, ClauseElement))

    def _froms(self):
        return [found for child in self._children() for found in child._froms()]


class ColumnClause(ColumnElement):
    __visit_name__ = "column"
    is_literal = False

    def __init__(self, text, type_=None, is_literal=False, _selectable=None):
        self.name = text
        self.key = text
        self.table = _selectable
        self.type = _type(type_) or _null_type()
        self.is_literal = is_literal

    @property
    def _bind_name(self):
        return self.name

    @property
    def description(self):
        return self.name

    def _plain(self):
        name = self.name
        plain = {"node": "column", "name": str(name) if isinstance(name, str) else name}
        quote = getattr(name, "quote", None)
        if quote is not None:
            plain["quote"] = quote
        if self.is_literal:
            plain["literal"] = True
        resolve = getattr(self, "_resolved_type", None)
        type_ = resolve() if resolve is not None else self.type
        if type_ is not None and type(type_).__name__ != "NullType":
            plain["type"] = type_._plain()
        table = self.table
        if table is not None and not self.is_literal:
            table_name, schema = table._reference()
            if table_name:
                plain["table"] = table_name
            if schema:
                plain["schema"] = schema
        return plain

    def _froms(self):
        return (self.table,) if self.table is not None else ()

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__} at {id(self):#x}; {self.name}>"


def has_bind_expression(type_):
    make = getattr(type_, "bind_expression", None)
    return make is not None and getattr(make, "__func__", None) is not TypeEngine.bind_expression


def bound_as(type_, bind):
    """The expression that a type's bind_expression() makes of a bind, or None."""
    if not has_bind_expression(type_):
        return None
    bare = bind._clone()
    bare._bare = True
    return type_.bind_expression(bare)


class BindParameter(ColumnElement):
    __visit_name__ = "bindparam"
    _bare = False  # without what its type's bind_expression() puts around it

    def __init__(self, key, value=..., type_=None, unique=False, required=..., quote=None, callable_=None,
                 expanding=False, isoutparam=False, literal_execute=False, _base=None):
        self.required = value is ... and callable_ is None if required is ... else required
        self._has_value = value is not ... and not (required is True)
        self.callable = callable_
        if callable_ is not None:
            value, self._has_value = None, True
        self.value = None if value is ... else value
        self.unique = unique or key is None
        self.expanding = expanding
        self.literal_execute = literal_execute
        base = str(_base or "param") if key is None else str(key)
        self.key = _anonymous(base) if self.unique else base
        self._orig_key = base
        if type_ is None:
            sample = self.value
            if expanding and isinstance(sample, (list, tuple)):
                sample = sample[0] if sample else None
            self.type = _literal_type(sample)
        else:
            self.type = _type(type_)

    @property
    def effective_value(self):
        return self.callable() if self.callable is not None else self.value

    def render_literal_execute(self):
        other = self._clone()
        other.literal_execute = True
        return other

    def _with_value(self, value, maintain_key=False, required=...):
        other = self._clone()
        other.value = value
        other._has_value = True
        other.required = False
        if type(other.type).__name__ == "NullType":
            other.type = _literal_type(value)
        return other

    def _plain(self):
        if not self._bare:
            expression = bound_as(self.type, self)
            if expression is not None:
                return expression._plain()
        plain = {"node": "bind", "key": self.key}
        if self._has_value:
            value = self.effective_value
            bind = getattr(self.type, "_bind", None)
            if bind is not None:
                name = _dialect_name()
                value = [bind(item, name) for item in value] if self.expanding else bind(value, name)
            plain["value"] = value
        else:
            plain["has_value"] = False
        if type(self.type).__name__ != "NullType":
            plain["type"] = self.type._plain()
        if self.unique:
            plain["unique"] = True
        if self.expanding:
            plain["expanding"] = True
        if getattr(self, "_literal", False):
            plain["literal"] = True
        return plain


def _dialect_name():
    known = getattr(_compiling, "dialect_name", None)
    if known is not None:
        return known
    try:
        from ..types import _dialect_name as current

        return current()
    except Exception:
        return "default"


class TextClause(Executable, ColumnElement):
    __visit_name__ = "textclause"

    def __init__(self, text):
        self.text = text
        self._binds = {}
        self._columns = []
        self.type = _null_type()

    @property
    def _bindparams(self):
        return self._binds

    def bindparams(self, *binds, **values):
        other = self._clone()
        for bind in binds:
            other._binds[bind._orig_key] = bind
        for key, value in values.items():
            known = other._binds.get(key)
            other._binds[key] = known._with_value(value) if known is not None else BindParameter(key, value)
        return other

    def columns(self, *columns, **types):
        other = self._clone()
        other._columns = list(columns) + [ColumnClause(name, type_) for name, type_ in types.items()]
        from .selectable import TextualSelect

        return TextualSelect(other)

    def _plain(self):
        plain = {"node": "text", "text": str(self.text)}
        if self._binds:
            plain["binds"] = [{**bind._plain(), "key": key} for key, bind in self._binds.items()]
            for bind in plain["binds"]:
                bind.pop("unique", None)
        if self._columns:
            plain["columns"] = _to_plain(self._columns)
        return plain

    def __and__(self, other):
        return and_(self, other)

    def label(self, name):
        from ..exc import InvalidRequestError

        raise InvalidRequestError("Text expressions cannot be labelled; use literal_column() instead")


class _Constant(ColumnElement):
    _word = ""

    def __init__(self):
        self.type = _null_type() if self._word == "null" else _boolean()

    def _plain(self):
        return {"node": "constant", "name": self._word}

    @classmethod
    def _instance(cls):
        return cls()


class Null(_Constant):
    __visit_name__ = "null"
    _word = "null"


class True_(_Constant):
    __visit_name__ = "true"
    _word = "true"


class False_(_Constant):
    __visit_name__ = "false"
    _word = "false"


class BinaryExpression(_Node):
    __visit_name__ = "binary"
    _node = "binary"

    def __init__(self, left, right, operator, type_=None, negate=None, modifiers=None, **options):
        if callable(operator) and not isinstance(operator, custom_op):
            operator = operator.__name__.rstrip("_").removesuffix("_op")
        self.left = left
        self.right = right
        self.operator = operator
        self.type = type_ if type_ is not None else _null_type()
        self._set(op=operator, left=left, right=right,
                  type=None if type(self.type).__name__ == "NullType" or operator in COMPARISONS else self.type, **options)

    def __bool__(self):
        if self.operator == "eq":
            return hash(self.left) == hash(self.right)
        if self.operator == "ne":
            return hash(self.left) != hash(self.right)
        raise TypeError("Boolean value of this clause is not defined")

    __hash__ = object.__hash__


class _JsonItem(BinaryExpression):
    """An element of a JSON value, which may be read as another type."""

    def _json_as(self, type_):
        return BinaryExpression(self.left, self.right, self.operator, type_)

    def as_boolean(self):
        return self._json_as(_boolean())

    def as_string(self):
        from ..types import Unicode

        return self._json_as(Unicode())

    def as_integer(self):
        from ..types import INTEGERTYPE

        return self._json_as(INTEGERTYPE)

    def as_float(self):
        from ..types import Float

        return self._json_as(Float())

    def as_numeric(self, precision, scale, asdecimal=True):
        from ..types import Numeric

        return self._json_as(Numeric(precision, scale, asdecimal=asdecimal))

    def as_json(self):
        return self

    @property
    def astext(self):
        from ..types import Text

        right = self.right
        opstring = "#>>" if self.operator == "json_path_getitem" else "->>"
        return BinaryExpression(self.left, right, custom_op(opstring, 15, eager_grouping=True), Text())


class UnaryExpression(_Node):
    __visit_name__ = "unary"
    _node = "unary"

    def __init__(self, element, operator=None, type_=None, modifier=None, **kw):
        operator = operator or modifier
        if callable(operator) and not isinstance(operator, custom_op):
            operator = operator.__name__.rstrip("_").removesuffix("_op")
        self.element = element
        self.operator = operator
        self.modifier = operator if operator in ("asc", "desc", "nulls_first", "nulls_last") else None
        self.type = type_ if type_ is not None else getattr(element, "type", None) or _null_type()
        self._set(op=operator, operand=element,
                  type=None if type(self.type).__name__ == "NullType" or operator in ("not", "exists") else self.type)


class CollectionAggregate(UnaryExpression):
    pass


class ClauseList(_Node):
    __visit_name__ = "clauselist"
    _node = "clauses"

    def __init__(self, *clauses, operator="comma"):
        self.clauses = [_clause(clause) for clause in clauses]
        self.operator = operator
        self.type = _null_type()
        self._set(op=operator, clauses=self.clauses)

    def __iter__(self):
        return iter(self.clauses)

    def __len__(self):
        return len(self.clauses)

    def append(self, clause):
        self.clauses.append(_clause(clause))


ExpressionClauseList = ClauseList


class BooleanClauseList(ClauseList):
    def __init__(self, *clauses, operator="and"):
        super().__init__(*clauses, operator=operator)
        self.type = _boolean()

    @classmethod
    def and_(cls, *clauses):
        return and_(*clauses)

    @classmethod
    def or_(cls, *clauses):
        return or_(*clauses)


class Between(_Node):
    _node = "between"

    def __init__(self, element, low, high, symmetric=False):
        self.type = _boolean()
        self._set(element=element, low=low, high=high, symmetric=symmetric)


class _In(_Node):
    _node = "in"

    def __init__(self, element, values, negated):
        self.type = _boolean()
        inner = getattr(values, "__clause_element__", None)
        if inner is not None:
            values = inner()
        if isinstance(values, BindParameter):
            if not values.expanding:
                values = values._clone()
                values.expanding = True
            if type(values.type).__name__ == "NullType":
                values.type = element.type
        elif not isinstance(values, ClauseElement):
            if isinstance(values, str) or not hasattr(values, "__iter__"):
                from ..exc import ArgumentError

                raise ArgumentError("IN expression list, SELECT construct, or bound parameter object expected, got "
                                    f"{values!r}.")
            values = list(values)
            if any(isinstance(value, ClauseElement) or hasattr(value, "__clause_element__") for value in values):
                values = ClauseList(*[_element(value, element) for value in values])
            else:
                if isinstance(element, Tuple):
                    values = [list(value) for value in values]
                    type_ = _null_type()
                else:
                    sample = next((value for value in values if value is not None), None)
                    type_ = element.type if sample is None else _compared_type(element.type, sample)
                values = BindParameter(None, values, type_, unique=True, expanding=True, _base=element._bind_name)
        elif getattr(values, "_is_select", False):
            values = values._in_in()
        self.element = element
        self._set(element=element, values=values, negated=negated)


class Grouping(_Node):
    __visit_name__ = "grouping"
    _node = "grouping"

    def __init__(self, element):
        self.element = element
        self.type = element.type or _null_type()
        self._set(element=element)


class Tuple(_Node):
    __visit_name__ = "tuple"
    _node = "tuple"

    def __init__(self, *clauses, types=None):
        self.clauses = [_element(clause) for clause in clauses]
        self.types = [_type(type_) for type_ in types] if types else [clause.type for clause in self.clauses]
        self.type = _null_type()
        self._set(elements=self.clauses, types=self.types)


class Slice(_Node):
    _node = "slice"

    def __init__(self, start, stop, step=None):
        self.type = _null_type()
        self._set(start=_element(start), stop=_element(stop))


class Cast(_Node):
    __visit_name__ = "cast"
    _node = "cast"

    def __init__(self, expression, type_):
        self.type = _type(type_)
        self.clause = expression if isinstance(expression, ClauseElement) or hasattr(expression, "__clause_element__") \
            else (Null() if expression is None else BindParameter(None, expression, self.type, unique=True))
        self.clause = _element(self.clause)
        self._set(element=self.clause, type=self.type)


class TryCast(Cast):
    def __init__(self, expression, type_):
        super().__init__(expression, type_)
        self._parts["try_cast"] = True


class TypeCoerce(_Node):
    __visit_name__ = "type_coerce"
    _node = "type_coerce"

    def __init__(self, expression, type_):
        self.type = _type(type_)
        self.clause = _element(expression) if expression is None or isinstance(expression, ClauseElement) or \
            hasattr(expression, "__clause_element__") else BindParameter(None, expression, self.type, unique=True)
        self._set(element=self.clause, type=self.type)

    __getitem__ = ColumnElement.__getitem__


class Case(_Node):
    __visit_name__ = "case"
    _node = "case"

    def __init__(self, *whens, value=None, else_=None):
        if len(whens) == 1 and isinstance(whens[0], dict):
            whens = list(whens[0].items())
        elif len(whens) == 1 and isinstance(whens[0], list):
            whens = whens[0]
        value = _element(value) if value is not None else None
        pairs = []
        for condition, result in whens:
            condition = _element(condition, value) if value is not None else _clause(condition)
            pairs.append([condition, _element(result)])
        self.whens = pairs
        self.else_ = _element(else_) if else_ is not None else None
        self.value = value
        self.type = next((pair[1].type for pair in reversed(pairs) if _affinity(pair[1].type)),
                         self.else_.type if self.else_ is not None else _null_type())
        self._set(value=value, whens=pairs, otherwise=self.else_)


class Extract(_Node):
    __visit_name__ = "extract"
    _node = "extract"

    def __init__(self, field, expr):
        from ..types import INTEGERTYPE

        self.field = field
        self.expr = _element(expr)
        self.type = INTEGERTYPE
        self._set(field=field, element=self.expr)


class Label(_Node):
    __visit_name__ = "label"
    _node = "label"

    def __init__(self, name, element, type_=None):
        self.element = _element(element)
        while isinstance(self.element, Label):
            self.element = self.element.element
        self.name = self.key = name if name is not None else _anonymous(getattr(self.element, "name", None) or "anon")
        self.type = _type(type_) or self.element.type
        self._set(name=str(self.name), element=self.element)

    @property
    def _bind_name(self):
        return self.name if not self.name.startswith("%(") else None

    @property
    def foreign_keys(self):
        return self.element.foreign_keys


class Over(_Node):
    __visit_name__ = "over"
    _node = "over"

    def __init__(self, element, partition_by=None, order_by=None, range_=None, rows=None, groups=None):
        self.element = element
        self.type = element.type
        frame = next(((word, bounds) for word, bounds in (("range", range_), ("rows", rows), ("groups", groups))
                      if bounds is not None), (None, (None, None)))
        self._set(element=element, partition_by=_clauses(partition_by), order_by=_clauses(order_by), frame=frame[0])
        self._frame = frame[1]

    def _plain(self):
        plain = super()._plain()
        for key, value in zip(("frame_start", "frame_end"), self._frame):
            if value is not None:
                plain[key] = value
        return plain


def _clauses(value):
    if value is None:
        return []
    if isinstance(value, (list, tuple, ClauseList)):
        return [ColumnClause(item) if isinstance(item, str) else _clause(item) for item in value]
    return [ColumnClause(value) if isinstance(value, str) else _clause(value)]


class WithinGroup(_Node):
    __visit_name__ = "withingroup"
    _node = "within_group"

    def __init__(self, element, *order_by):
        self.element = element
        self.type = getattr(element, "_within_group_type", lambda order: None)(order_by) or element.type
        self._set(function=element, order_by=_clauses(order_by))

    def over(self, **kw):
        return Over(self, **kw)

    def filter(self, *criterion):
        return FunctionFilter(self, *criterion)


class FunctionFilter(_Node):
    __visit_name__ = "funcfilter"
    _node = "filter"

    def __init__(self, func, *criterion):
        self.func = func
        self.type = func.type
        self._criterion = list(criterion)
        self._set(function=func, criterion=and_(*criterion) if len(criterion) != 1 else _clause(criterion[0]))

    def filter(self, *criterion):
        return FunctionFilter(self.func, *self._criterion, *criterion)

    def over(self, **kw):
        return Over(self, **kw)

    def within_group(self, *order_by):
        return WithinGroup(self, *order_by)


class CollationClause(BinaryExpression):
    def __init__(self, expression, collation):
        self.collation = collation
        super().__init__(expression, ColumnClause(collation), "collate", expression.type)


class AggregateOrderBy(_Node):
    _node = "aggregate_order_by"

    def __init__(self, target, *order_by):
        self.target = _element(target)
        self.type = self.target.type
        self._set(target=self.target, order_by=_clauses(order_by))


class ArrayExpression(_Node):
    """postgresql.array([…])"""

    _node = "array"

    def __init__(self, clauses, type_=None):
        from ..types import ARRAY

        self.clauses = [_element(clause) for clause in clauses]
        item = _type(type_)
        if item is None:
            item = self.clauses[0].type if self.clauses else _null_type()
        self.type = ARRAY(item) if not _is(item, "ARRAY") else item
        self._set(elements=self.clauses, type=self.type)


class DdlText(Executable, ClauseElement):
    """A statement as text that the engine takes as it is."""

    def __init__(self, text):
        self.text = text

    def _plain(self):
        return {"node": "ddl", "text": self.text}


# --- what scripts call


def text(text):
    return TextClause(text)


def literal(value, type_=None, literal_execute=False):
    if isinstance(value, ClauseElement):
        return value
    return BindParameter(None, value, type_, unique=True)


def bindparam(key, value=..., type_=None, unique=False, required=..., quote=None, callable_=None, expanding=False,
              isoutparam=False, literal_execute=False):
    return BindParameter(key, value, type_, unique, required, quote, callable_, expanding, isoutparam, literal_execute)


def column(text, type_=None, is_literal=False, _selectable=None):
    return ColumnClause(text, type_, is_literal, _selectable)


def literal_column(text, type_=None):
    return ColumnClause(text, type_, is_literal=True)


def null():
    return Null()


def true():
    return True_()


def false():
    return False_()


def _conjunction(operator, clauses):
    found = [_clause(clause) for clause in clauses if clause is not ...]
    if len(found) == 1:
        return found[0]
    made = BooleanClauseList(operator=operator)
    made.clauses.extend(found)
    return made


def and_(*clauses):
    return _conjunction("and", clauses)


def or_(*clauses):
    return _conjunction("or", clauses)


def not_(clause):
    return UnaryExpression(_clause(clause), "not", _boolean())


def cast(expression, type_):
    return Cast(expression, type_)


def try_cast(expression, type_):
    return TryCast(expression, type_)


def type_coerce(expression, type_):
    return TypeCoerce(expression, type_)


def case(*whens, value=None, else_=None, whens_=None):
    return Case(*whens, value=value, else_=else_)


def extract(field, expr):
    return Extract(field, expr)


def tuple_(*clauses, types=None):
    return Tuple(*clauses, types=types)


def between(expr, lower_bound, upper_bound, symmetric=False):
    return _element(expr).between(lower_bound, upper_bound, symmetric=symmetric)


def collate(expression, collation):
    return _element(expression).collate(collation)


def distinct(expr):
    return UnaryExpression(_element(expr), "distinct")


def asc(column):
    return UnaryExpression(_ordered(column), "asc")


def desc(column):
    return UnaryExpression(_ordered(column), "desc")


def nulls_first(column):
    return UnaryExpression(_ordered(column), "nulls_first")


def nulls_last(column):
    return UnaryExpression(_ordered(column), "nulls_last")


nullsfirst = nulls_first
nullslast = nulls_last


class _NamedOrder(ColumnClause):
    """A text in ORDER BY or GROUP BY: a label or a column of the select."""


def _ordered(value):
    if isinstance(value, str):
        return _NamedOrder(value)
    return _element(value)


def any_(expr):
    return UnaryExpression(_element(expr), "any")


def all_(expr):
    return UnaryExpression(_element(expr), "all")


def label(name, element, type_=None):
    return Label(name, element, type_)


def over(element, partition_by=None, order_by=None, range_=None, rows=None, groups=None):
    return Over(element, partition_by, order_by, range_, rows, groups)


def within_group(element, *order_by):
    return WithinGroup(element, *order_by)


def funcfilter(func, *criterion):
    return FunctionFilter(func, *criterion)


def bitwise_not(expr):
    return _element(expr).bitwise_not()


def outparam(key, type_=None):
    return BindParameter(key, None, type_)

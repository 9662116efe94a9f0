"""The expression language as scripts see it. Objects say what is meant; `_plain()` gives it in the form of
src/sql/PLAIN.md, and the engine writes the SQL."""

import copy
from _thread import _local

import _limbeck
from limbeck.facade import refuse_overruled, unsupported

from .. import exc
from .._dialect import current_dialect_name
from ..types import (ARRAY, BOOLEANTYPE, INTEGERTYPE, NULLTYPE, DateTime, Interval, NullType, Numeric, TypeEngine,
                     _type_of, to_instance)
from .operators import COMPARISONS, ColumnOperators, custom_op

_count = 0
# `dialect_name`: of the dialect that this thread puts a statement into plain form for; without it, the running migration's.
_compiling = _local()


def _anonymous(base):
    """A name that the engine replaces by base_1, base_2, …: each such name by one."""
    global _count
    _count += 1
    return f"%({_count} {base})s"


def _dialect_name():
    return getattr(_compiling, "dialect_name", None) or current_dialect_name()


class compiling:
    """The dialect that statements are put into plain form for, for the length of a with statement."""

    def __init__(self, dialect_name):
        self.dialect_name = dialect_name

    def __enter__(self):
        self.before = getattr(_compiling, "dialect_name", None)
        _compiling.dialect_name = self.dialect_name

    def __exit__(self, *_):
        _compiling.dialect_name = self.before


def _to_plain(value):
    if isinstance(value, (list, tuple)):
        return [_to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _to_plain(item) for key, item in value.items()}
    plain = getattr(value, "_plain", None)
    return plain() if plain is not None else value


def _said(plain, **parts):
    """A map in plain form with those of the parts that say something."""
    for key, value in parts.items():
        if value is not None and value is not False and (type(value) not in (list, tuple) or value):
            plain[key] = _to_plain(value)
    return plain


# --- types of expressions


def _is_typed(type_):
    return type(type_) is not NullType


def _type(type_):
    return type_ if type_ is None else to_instance(type_)


def _is(type_, *names):
    """Whether a type is one of those classes or is made of it."""
    if any(cls.__name__ in names for cls in type(type_).__mro__):
        return True
    impl = getattr(type_, "impl", None)
    return _is(impl, *names) if impl is not None and impl is not type_ and not isinstance(impl, type) else False


_AFFINITIES = {name: name for name in ("String", "Integer", "Boolean", "DateTime", "Date", "Time", "Interval", "_Binary",
                                       "JSON", "Uuid", "ARRAY")} | {"Enum": "String", "NumericCommon": "Numeric"}


def _affinity(type_):
    for cls in type(type_).__mro__:
        if cls.__name__ == "TypeDecorator":
            impl = getattr(type_, "impl", None)
            if impl is not None:
                return _affinity(to_instance(impl))
        if cls.__name__ in _AFFINITIES:
            return _AFFINITIES[cls.__name__]
    return None


def _refuse_own_operators(type_):
    said = getattr(type_, "_operators", None)
    if said is not None:
        unsupported(f"the {said} of the type {type(type_).__name__}")


def _compared_type(type_, value):
    """The type of a literal that stands beside something of this type."""
    if type_ is None:
        return _type_of(value)
    _refuse_own_operators(type_)
    if _is(type_, "TypeDecorator", "UserDefinedType") or isinstance(value, str) and _is(type_, "Uuid"):
        return type_
    own = _type_of(value)
    affinity = _affinity(own)
    return type_ if affinity is None or affinity == _affinity(type_) else own


def _calculation(left, op, right):
    kinds = {_affinity(side.type) or _is_typed(side.type) for side in (left, right)}
    texts = kinds & {"String", "JSON", "_Binary", "ARRAY"}
    if op == "add" and texts and not kinds - texts - {False}:
        op = "concat"
    return BinaryExpression(left, right, op, _result_type(op, left, right))


def _result_type(op, left, right):
    """The type of what an operator makes of two expressions."""
    one, two = left.type, right.type
    a, b = _affinity(one), _affinity(two)
    if op == "concat" or a is None:
        return one if a else two
    if op == "truediv" and a == b == "Integer":
        return Numeric()
    if a == "Integer" and b in ("Numeric", "Interval"):
        return two
    if a in ("DateTime", "Date", "Time") and op in ("add", "sub"):
        if b == a or op == "sub" and b in ("DateTime", "Date"):
            return Interval() if a != "Date" or b != "Date" else INTEGERTYPE
        return DateTime() if b == "Interval" and a != "Time" else one
    if a == "Interval" and b in ("DateTime", "Date", "Time"):
        return DateTime() if b != "Time" else two
    return one


# --- names


class quoted_name(str):
    """A name with a will of its own about quotes."""

    def __new__(cls, value, quote=None):
        if value is None:
            return None
        # Names stand in quotes where they need them: without, Name is name; with, the dots of a schema are its own.
        if "." in value if quote else quote is False and any(
                _limbeck.quote(str(value), name, False) != value for name in ("postgresql", "sqlite")):
            unsupported(f"quote={quote} of the name {str(value)!r}", "Give the name that the database has, without `quote`")
        made = str.__new__(cls, value)
        made.quote = quote
        return made


class conv(str):
    """A name that is final: no naming convention changes it."""

    quote = None

    def __new__(cls, value, quote=None):
        return str.__new__(cls, value)


_truncated_label = conv


# --- elements


class ClauseElement:
    __visit_name__ = "clause"
    _is_clause = True
    is_clause_element = True
    is_selectable = False
    supports_execution = False
    inherit_cache = True
    type = None

    def __class_getitem__(cls, item):
        return cls

    def _plain(self):
        raise NotImplementedError(f"{type(self).__name__} has no SQL form")

    def _froms(self):
        """The tables and the like that this names."""
        return ()

    def _children(self):
        return ()

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
        other = copy.copy(self)
        for key, value in other.__dict__.items():
            if type(value) in (list, dict):
                other.__dict__[key] = value.copy()
        return other

    def _with(self, **changes):
        other = self._clone()
        other.__dict__.pop("_c", None)
        other.__dict__.update(changes)
        return other

    def execution_options(self, **kw):
        return self._with(_execution_options={**self.get_execution_options(), **kw})

    def get_execution_options(self):
        return getattr(self, "_execution_options", {})


class Compiled:
    """The text of a statement; str() gives it."""

    def __init__(self, statement, dialect, options, column_keys=None):
        self.statement = statement
        self.dialect = dialect
        name = dialect if isinstance(dialect, str) else getattr(dialect, "name", None)
        refuse_overruled(name or "default")
        with compiling(name):
            plain = statement._plain()
        parameters = {key: None for key in column_keys} if column_keys else None
        binds = "literal" if options.get("literal_binds") else "named"
        self.string = _limbeck.compile(plain, name or "default", binds, parameters)

    def __str__(self):
        return self.string or ""


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
    if beside is None:
        return BindParameter(None, value, unique=True, _base=name)
    return BindParameter(None, value, _compared_type(getattr(beside, "type", None), value), unique=True,
                         _base=name or getattr(beside, "_bind_name", None))


def _clause(value):
    """An element of a WHERE or an ORDER BY."""
    if isinstance(value, str):
        raise exc.ArgumentError(f"Textual SQL expression {value!r} should be explicitly declared as text({value!r})")
    return _constant(value, None) if isinstance(value, bool) else _element(value)


def _clauses(value):
    if value is None:
        return []
    return [_ordered(item) for item in (value if isinstance(value, (list, tuple, ClauseList)) else (value,))]


def _constant(value, beside):
    if isinstance(value, bool):
        return True_() if value else False_()
    return _element(value, beside)


def _typed(value, type_):
    """An element, or a literal of that type."""
    if value is None or isinstance(value, ClauseElement) or hasattr(value, "__clause_element__"):
        return _element(value)
    return BindParameter(None, value, type_, unique=True)


class ColumnElement(ClauseElement, ColumnOperators):
    __visit_name__ = "column_element"
    name = None
    key = None
    table = None
    primary_key = False
    foreign_keys = ()
    _bind_name = None

    __hash__ = object.__hash__
    __iter__ = None

    def _binary(self, op, other, type_=BOOLEANTYPE, **options):
        return BinaryExpression(self, _element(other, self), op, type_, **options)

    def _comparison(self, op, other):
        if op in ("eq", "ne") and (other is None or isinstance(other, Null)):
            return BinaryExpression(self, Null(), "is" if op == "eq" else "is_not", BOOLEANTYPE)
        return self._binary(op, _constant(other, self) if op in ("eq", "ne") else other)

    def _arithmetic(self, op, other):
        return _calculation(self, op, _element(other, self))

    def _reversed(self, op, other):
        return _calculation(_element(other, self), op, self)

    def __neg__(self):
        return UnaryExpression(self, "neg", self.type)

    def concat(self, other):
        return self._binary("concat", other, self.type)

    def op(self, opstring, precedence=0, is_comparison=False, return_type=None):
        operator = custom_op(opstring, precedence, is_comparison)
        type_ = _type(return_type) or (BOOLEANTYPE if is_comparison else self.type)
        return lambda other: self._binary(operator, other, type_)

    def between(self, cleft, cright, symmetric=False):
        return Between(self, cleft, cright, symmetric)

    def in_(self, other):
        return _In(self, other, False)

    def not_in(self, other):
        return _In(self, other, True)

    def collate(self, collation):
        return BinaryExpression(self, ColumnClause(collation), "collate", self.type)

    def label(self, name):
        return Label(name, self)

    def cast(self, type_):
        return Cast(self, type_)

    # arrays and JSON

    def __getitem__(self, index):
        unsupported(f"an index of an expression of the type {self.type!r}")

    def contains(self, other, escape=None, autoescape=False):
        if _is(self.type, "ARRAY", "JSONB", "HSTORE", "AbstractRange"):
            unsupported(f"contains() of an expression of the type {self.type!r}")
        return self._pattern("contains", other, escape, autoescape)

    def _pattern(self, op, other, escape, autoescape):
        if autoescape:
            escape = "/" if escape is None else escape
            for word in dict.fromkeys((escape, "%", "_")):
                other = other.replace(word, escape + word)
        return self._binary(op, other, escape=escape)


# Operators that differ by their name alone.
def _comparing(op):
    return lambda self, other: self._comparison(op, other)


def _calculating(op):
    return lambda self, other: self._arithmetic(op, other)


def _calculating_reversed(op):
    return lambda self, other: self._reversed(op, other)


def _matching(op):
    return lambda self, other, escape=None: self._binary(op, other, escape=escape)


def _matching_part(op):
    return lambda self, other, escape=None, autoescape=False: self._pattern(op, other, escape, autoescape)


def _identifying(op):
    return lambda self, other: BinaryExpression(self, _constant(other, self), op, BOOLEANTYPE)


def _changed(op):
    return lambda self: UnaryExpression(self, op, self.type)


for _make, _form, _operators in (
        (_comparing, "__{}__", "eq ne lt le gt ge"),
        (_calculating, "__{}__", "add sub mul truediv floordiv mod"),
        (_calculating_reversed, "__r{}__", "add sub mul truediv floordiv mod"),
        (_matching, "{}", "like not_like ilike not_ilike"),
        (_matching_part, "{}", "startswith endswith istartswith iendswith icontains"),
        (_identifying, "{}", "is_not is_distinct_from is_not_distinct_from"),
        (_identifying, "{}_", "is"),
        (_changed, "{}", "asc desc nulls_first nulls_last distinct"),
        (_changed, "{}_", "any all")):
    for _operator in _operators.split():
        setattr(ColumnElement, _form.format(_operator), _make(_operator))
for _older, _name in (("notlike", "not_like"), ("notilike", "not_ilike"), ("isnot", "is_not"), ("notin_", "not_in"),
                      ("nullsfirst", "nulls_first"), ("nullslast", "nulls_last")):
    setattr(ColumnElement, _older, getattr(ColumnElement, _name))


class _Node(ColumnElement):
    """An element whose plain form is a map of its parts."""

    _node = ""
    type = NULLTYPE

    def _set(self, **parts):
        self._parts = parts

    def _plain(self):
        return _said({"node": self._node}, **self._parts)

    def _children(self):
        return list(_elements_in(self._parts.values()))

    def _froms(self):
        return [found for child in self._children() for found in child._froms()]


def _elements_in(values):
    for value in values:
        if isinstance(value, ClauseElement):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _elements_in(value)


class ColumnClause(ColumnElement):
    __visit_name__ = "column"
    is_literal = False

    def __init__(self, text, type_=None, is_literal=False, _selectable=None):
        self.name = text
        self.key = text
        self.table = _selectable
        self.type = _type(type_) or NULLTYPE
        self.is_literal = is_literal

    @property
    def _bind_name(self):
        return self.name

    description = _bind_name

    def _plain(self):
        name = self.name
        plain = {"node": "column", "name": str(name) if isinstance(name, str) else name}
        quote = getattr(name, "quote", None)
        if quote is not None:
            plain["quote"] = quote
        if self.is_literal:
            plain["literal"] = True
        type_ = self.type
        if type_ is not None and _is_typed(type_):
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


def has_bind_expression(type_):
    make = getattr(type_, "bind_expression", None)
    return make is not None and getattr(make, "__func__", None) is not TypeEngine.bind_expression


def bound_as(type_, bind):
    """The expression that a type's bind_expression() makes of a bind, or None."""
    return type_.bind_expression(bind._with(_bare=True)) if has_bind_expression(type_) else None


class BindParameter(ColumnElement):
    __visit_name__ = "bindparam"
    _bare = False  # without what its type's bind_expression() puts around it
    _literal = False

    def __init__(self, key, value=..., type_=None, unique=False, required=..., *, expanding=False, _base=None):
        self.required = value is ... if required is ... else required
        self._has_value = value is not ... and required is not True
        self.value = None if value is ... else value
        self.unique = unique or key is None
        self.expanding = expanding
        base = str(_base or "param") if key is None else str(key)
        self.key = _anonymous(base) if self.unique else base
        self._orig_key = base
        if type_ is None:
            sample = self.value
            if expanding and isinstance(sample, (list, tuple)):
                sample = sample[0] if sample else None
            self.type = _type_of(sample)
        else:
            self.type = _type(type_)

    def _with_value(self, value):
        type_ = self.type if _is_typed(self.type) else _type_of(value)
        return self._with(value=value, _has_value=True, required=False, type=type_)

    def _plain(self):
        expression = None if self._bare else bound_as(self.type, self)
        if expression is not None:
            return expression._plain()
        plain = {"node": "bind", "key": self.key}
        if self._has_value:
            value = self.value
            bind = getattr(self.type, "_bind", None)
            if bind is not None:
                name = _dialect_name()
                value = [bind(item, name) for item in value] if self.expanding else bind(value, name)
            plain["value"] = value
        else:
            plain["has_value"] = False
        if _is_typed(self.type):
            plain["type"] = self.type._plain()
        return _said(plain, unique=self.unique, expanding=self.expanding, literal=self._literal)


class TextClause(Executable, ColumnElement):
    __visit_name__ = "textclause"
    type = NULLTYPE

    def __init__(self, text):
        self.text = text
        self._bindparams = {}

    def bindparams(self, *binds, **values):
        other = self._clone()
        known = other._bindparams
        known.update((bind._orig_key, bind) for bind in binds)
        for key, value in values.items():
            known[key] = known[key]._with_value(value) if key in known else BindParameter(key, value)
        return other

    def params(self, *values, **named):
        return self.bindparams(**dict(*values, **named))

    def _plain(self):
        binds = [{**bind._plain(), "key": key} for key, bind in self._bindparams.items()]
        for bind in binds:
            bind.pop("unique", None)
        return _said({"node": "text", "text": str(self.text)}, binds=binds)

    def label(self, name):
        raise exc.InvalidRequestError("Text expressions cannot be labelled; use literal_column() instead")


class _Constant(ColumnElement):
    type = BOOLEANTYPE

    def _plain(self):
        return {"node": "constant", "name": self.__visit_name__}


class Null(_Constant):
    __visit_name__ = "null"
    type = NULLTYPE


class True_(_Constant):
    __visit_name__ = "true"


class False_(_Constant):
    __visit_name__ = "false"


class BinaryExpression(_Node):
    __visit_name__ = "binary"
    _node = "binary"

    def __init__(self, left, right, operator, type_=None, **options):
        self.left, self.right, self.operator = left, right, operator
        _refuse_own_operators(left.type)
        _refuse_own_operators(right.type)
        self.type = NULLTYPE if type_ is None else type_
        told = _is_typed(self.type) and operator not in COMPARISONS
        self._set(op=operator, left=left, right=right, type=self.type if told else None, **options)

    def __bool__(self):
        if self.operator not in ("eq", "ne"):
            raise TypeError("Boolean value of this clause is not defined")
        return (hash(self.left) == hash(self.right)) is (self.operator == "eq")


class UnaryExpression(_Node):
    __visit_name__ = "unary"
    _node = "unary"

    def __init__(self, element, operator, type_=None):
        self.element, self.operator = element, operator
        self.modifier = operator if operator in ("asc", "desc", "nulls_first", "nulls_last") else None
        self.type = type_ if type_ is not None else getattr(element, "type", None) or NULLTYPE
        told = _is_typed(self.type) and operator not in ("not", "exists")
        self._set(op=operator, operand=element, type=self.type if told else None)


class ClauseList(_Node):
    __visit_name__ = "clauselist"
    _node = "clauses"

    def __init__(self, *clauses, operator="comma"):
        self.clauses = [_clause(clause) for clause in clauses]
        self.operator = operator
        self._set(op=operator, clauses=self.clauses)


class BooleanClauseList(ClauseList):
    type = BOOLEANTYPE


class Between(_Node):
    _node = "between"
    type = BOOLEANTYPE

    def __init__(self, element, low, high, symmetric=False):
        self._set(element=element, low=_element(low, element), high=_element(high, element), symmetric=symmetric)


class _In(_Node):
    _node = "in"
    type = BOOLEANTYPE

    def __init__(self, element, values, negated):
        self.element = element
        self._set(element=element, values=self._values(getattr(values, "__clause_element__", lambda: values)()),
                  negated=negated)

    def _values(self, values):
        element = self.element
        if isinstance(values, BindParameter):
            return values._with(expanding=True, type=values.type if _is_typed(values.type) else element.type)
        if isinstance(values, ClauseElement):
            return values
        if isinstance(values, str) or not hasattr(values, "__iter__"):
            unsupported(f"{values!r} as the values of an IN")
        values = list(values)
        if any(isinstance(value, ClauseElement) or hasattr(value, "__clause_element__") for value in values):
            return ClauseList(*[_element(value, element) for value in values])
        sample = next((value for value in values if value is not None), None)
        type_ = element.type if sample is None else _compared_type(element.type, sample)
        return BindParameter(None, values, type_, unique=True, expanding=True, _base=element._bind_name)


class Cast(_Node):
    __visit_name__ = _node = "cast"

    def __init__(self, expression, type_):
        self.type = _type(type_)
        self.clause = _typed(expression, self.type)
        self._set(element=self.clause, type=self.type)


class Case(_Node):
    __visit_name__ = _node = "case"

    def __init__(self, *whens, value=None, else_=None):
        if len(whens) == 1 and isinstance(whens[0], dict):
            whens = whens[0].items()
        elif len(whens) == 1 and isinstance(whens[0], list):
            whens = whens[0]
        self.value = _element(value) if value is not None else None
        self.whens = [[_clause(when) if value is None else _element(when, self.value), _element(then)]
                      for when, then in whens]
        self.else_ = _element(else_) if else_ is not None else None
        self.type = next((then.type for _, then in reversed(self.whens) if _affinity(then.type)),
                         self.else_.type if self.else_ is not None else NULLTYPE)
        self._set(value=self.value, whens=self.whens, otherwise=self.else_)


class Label(_Node):
    __visit_name__ = _node = "label"

    def __init__(self, name, element, type_=None):
        element = _element(element)
        self.element = element.element if isinstance(element, Label) else element
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
    __visit_name__ = _node = "over"

    def __init__(self, element, partition_by=None, order_by=None, range_=None, rows=None):
        self.element = element
        self.type = element.type
        frame, (start, end) = ("range", range_) if range_ is not None else ("rows", rows) if rows is not None else \
            (None, (None, None))
        self._set(element=element, partition_by=_clauses(partition_by), order_by=_clauses(order_by), frame=frame,
                  frame_start=start, frame_end=end)


class ArrayExpression(_Node):
    """postgresql.array([…])"""

    _node = "array"

    def __init__(self, clauses, type_=None):
        self.clauses = [_element(clause) for clause in clauses]
        item = _type(type_) or (self.clauses[0].type if self.clauses else NULLTYPE)
        self.type = ARRAY(item) if not _is(item, "ARRAY") else item
        self._set(elements=self.clauses, type=self.type)


class _NamedOrder(ColumnClause):
    """A text in ORDER BY or GROUP BY: a label or a column of the select."""


def _ordered(value):
    return _NamedOrder(value) if isinstance(value, str) else _clause(value)


# --- what scripts call

text, bindparam, null, true, false = TextClause, BindParameter, Null, True_, False_
cast, case, label, over = Cast, Case, Label, Over


def literal(value, type_=None):
    return value if isinstance(value, ClauseElement) else BindParameter(None, value, type_, unique=True)


def column(text, type_=None, is_literal=False):
    return ColumnClause(text, type_, is_literal)


def literal_column(text, type_=None):
    return ColumnClause(text, type_, is_literal=True)


def _conjunction(operator, clauses):
    found = [_clause(clause) for clause in clauses if clause is not ...]
    return found[0] if len(found) == 1 else BooleanClauseList(*found, operator=operator)


def and_(*clauses):
    return _conjunction("and", clauses)


def or_(*clauses):
    return _conjunction("or", clauses)


def not_(clause):
    return UnaryExpression(_clause(clause), "not", BOOLEANTYPE)


def between(expr, lower_bound, upper_bound, symmetric=False):
    return Between(_element(expr), lower_bound, upper_bound, symmetric)


def collate(expression, collation):
    return _element(expression).collate(collation)


def _of_one(operator):
    return lambda expr: UnaryExpression(_ordered(expr), operator)


asc, desc, distinct, any_, all_ = map(_of_one, ("asc", "desc", "distinct", "any", "all"))
nulls_first = nullsfirst = _of_one("nulls_first")
nulls_last = nullslast = _of_one("nulls_last")

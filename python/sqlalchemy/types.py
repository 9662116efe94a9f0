"""Column types: what a script says of a type, as plain data (src/schema/type.hpp). The text of a type is the
engine's business."""

import sys

import _limbeck
from limbeck.facade import unsupported
from limbeck.opaque import is_opaque, refuse

from . import exc

# What _plain() has given: (class, its members) to plain form. A function registered with sqlalchemy.ext.compiler empties it.
_plain_forms = {}
_PLAIN = frozenset((str, int, float, bool, type(None)))


class TypeEngine:
    """A type and its arguments. `_name` is the class of the library that it is or derives from."""

    _name = "NullType"
    # Attributes that cross to the engine: attribute name and the default that goes without saying.
    _fields = ()
    # Arguments that do not cross, with the same defaults: they only concern rows, and files of revisions.
    _unsaid = ()
    # The dialect's name where another one, or the library itself, has a class of the same name.
    _dialect = None
    # Of a database whose types the engine does not know by their arguments.
    _foreign = False
    _variants = None
    _reflected_by = None
    cache_ok = True
    hashable = True
    should_evaluate_none = False
    sort_key_function = None

    class Comparator:
        __slots__ = ("expr", "type")

        def __init__(self, expr):
            self.expr = expr
            self.type = getattr(expr, "type", None)

        def __class_getitem__(cls, item):
            return cls

        def operate(self, op, *other, **kwargs):
            return op(self.expr, *other, **kwargs)

        def reverse_operate(self, op, other, **kwargs):
            return op(other, self.expr, **kwargs)

    comparator_factory = Comparator

    def __class_getitem__(cls, item):
        return cls

    @property
    def __visit_name__(self):
        return self._name

    def _arguments(self):
        found = {}
        for name, default in self._fields:
            value = getattr(self, name, default)
            if value is not None and value != default:
                found[name] = value
        return found

    def _plain_as(self, dialect_name):
        """This type as one dialect sees it, in plain form."""
        variant = self._variants and self._variants.get(dialect_name)
        return (variant or self)._plain()

    def _plain(self):
        """Read only: equal types of the library itself share theirs, for of thousands of columns few types differ."""
        members = self.__dict__
        try:
            key = (type(self), *members.items())
            found = _plain_forms.get(key)
        except TypeError:  # a member that is no plain value
            return self._new_plain()
        if found is None:
            found = self._new_plain()
            if type(self).__module__.startswith("sqlalchemy.") and _custom_compilers(type(self)) is None \
                    and all(type(value) in _PLAIN for value in members.values()):
                _plain_forms[key] = found
        return found

    def _new_plain(self):
        plain = self._own_plain()
        source = self._source()
        if source is not None or self._variants or self._dialect is not None:
            plain = {"name": plain} if isinstance(plain, str) else dict(plain)
        if self._dialect is not None:
            plain["dialect"] = self._dialect
        if source is not None:
            plain["python"] = source
            # These are what the class itself is on some database, and none that with_variant() made: they say the same.
            if plain.get("variants"):
                plain["variants"] = {name: {**({"name": seen} if isinstance(seen, str) else seen), "python": source}
                                     for name, seen in plain["variants"].items()}
        if self._variants:
            plain["variants"] = {**(plain.get("variants") or {}),
                                 **{name: _known(variant)._plain() for name, variant in self._variants.items()}}
        return plain

    def _own_plain(self):
        """Without what with_variant() and the class's own name add."""
        custom = _custom_compilers(type(self))
        if custom is not None:
            return self._compiled_plain(custom)
        plain = self._arguments()
        if not plain:
            return self._name
        plain["name"] = self._name
        return plain

    def _source(self):
        """How a revision file must say this type, where the engine cannot tell from its members: a class that is not the
        library's own, or an argument that only concerns rows. Else None."""
        cls = type(self)
        module = cls.__module__
        if module.startswith("sqlalchemy.") and not self._foreign \
                and all(getattr(self, name, default) == default for name, default in self._unsaid):
            return None
        try:
            text = self._source_text()
        except Exception:  # a __repr__ of the script that fails must not stop a migration
            text = f"{cls.__name__}()"
        return {"module": module, "text": text}

    def _source_text(self):
        return repr(self)

    def _compiled_plain(self, custom):
        """Types whose text a function of the script makes (sqlalchemy.ext.compiler.compiles)."""
        variants = {}
        for dialect_name, function in custom.items():
            if dialect_name != "default":
                variants[dialect_name] = {"name": "UserDefined", "spec": _call_compiler(function, self, dialect_name)}
        if "default" in custom:
            plain = {"name": "UserDefined", "spec": _call_compiler(custom["default"], self, "default")}
        else:
            plain = self._arguments()
            plain["name"] = self._name
        if variants:
            plain["variants"] = variants
        return plain

    def _bind(self, value, dialect_name):
        """A value on its way to the database, as plain data."""
        return value

    def _result(self, value, dialect_name):
        """A value of a row on its way to the script, as the engine gives it for this type."""
        return value

    def with_variant(self, type_, *dialect_names):
        import copy

        if not dialect_names:
            raise exc.ArgumentError("At least one dialect name is required")
        other = copy.copy(self)
        variants = dict(self._variants or {})
        for name in dialect_names:
            if name in variants:
                raise exc.ArgumentError(f"Dialect {name!r} is already present in the mapping for this {self!r}")
            variants[name] = to_instance(type_)
        other._variants = variants
        return other

    def compile(self, dialect=None):
        return _limbeck.render_type(self._plain(), getattr(dialect, "name", None) or self._reflected_by or _dialect_name())

    def load_dialect_impl(self, dialect):
        return self

    def dialect_impl(self, dialect):
        variant = self._variants and self._variants.get(dialect.name)
        return variant or self

    def _unwrapped_dialect_impl(self, dialect):
        return self.dialect_impl(dialect)

    def adapt(self, cls, **kw):
        return cls(**{**self._arguments(), **kw})

    def as_generic(self, *, allow_nulltype=False):
        generic = _generic.get(self._name)
        return generic(**self._arguments()) if generic is not None else self

    def evaluates_none(self):
        return self

    def copy(self, **kw):
        import copy

        return copy.copy(self)

    def coerce_compared_value(self, op, value):
        found = _type_of(value)
        return self if found._name == "NullType" or found._type_affinity is self._type_affinity else found

    def bind_processor(self, dialect):
        return None

    def result_processor(self, dialect, coltype):
        return None

    def literal_processor(self, dialect):
        return None

    def bind_expression(self, bindvalue):
        return None

    def column_expression(self, colexpr):
        return None

    def get_dbapi_type(self, dbapi):
        return None

    def compare_values(self, x, y):
        return x == y

    @property
    def _type_affinity(self):
        found = type(self)
        for cls in type(self).__mro__:
            if cls in (TypeEngine, Concatenable, Indexable, SchemaType, _Binary, _Numeric):
                break
            if cls.__module__ == __name__:
                found = cls
        return found

    @property
    def python_type(self):
        raise NotImplementedError()

    def _set_parent(self, column):
        """Called when a column gets this type."""

    def _set_table(self, table):
        """Called when a column of this type gets its table."""

    def __str__(self):
        try:
            return _limbeck.render_type(self._plain(), "default")
        except Exception:
            return repr(self)

    def __repr__(self):
        return self._repr_as(type(self).__name__)

    def _repr_as(self, class_name):
        return f"{class_name}({', '.join(_shown(self, [type(self)]))})"

    def __eq__(self, other):
        return self is other

    __hash__ = object.__hash__


def _shown(obj, classes, omitted=(), more=()):
    """The arguments that repr() shows: the signatures of __init__ beside the attributes of the same names, as
    SQLAlchemy's generic_repr() does it. The first class says which are positional; `more` are further keyword
    arguments, with their defaults."""
    positional, rest, keywords = [], None, {}
    for i, cls in enumerate(classes):
        code = getattr(cls.__init__, "__code__", None)
        if code is None:
            continue
        names = code.co_varnames[1:code.co_argcount]
        defaults = cls.__init__.__defaults__ or ()
        plain = len(names) - len(defaults)
        if i == 0:
            positional = names[:plain]
            if code.co_flags & 4:  # *args
                rest = code.co_varnames[code.co_argcount + code.co_kwonlyargcount]
        keywords.update(zip(names[plain:], defaults))
    shown = [repr(getattr(obj, name, None)) for name in positional]
    if rest is not None:
        shown += [repr(value) for value in getattr(obj, rest, ())]
    missing = object()
    for name, default in [*((n, d) for n, d in keywords.items() if n not in omitted), *more]:
        try:
            value = getattr(obj, name, missing)
            if value is not missing and value != default:
                shown.append(f"{name}={value!r}")
        except Exception:
            pass
    return shown


def _dialect_name():
    from ._dialect import current_dialect_name

    return current_dialect_name()


def _custom_compilers(cls):
    for base in cls.__mro__:
        found = base.__dict__.get("_compilers")
        if found is not None:
            return found
        if base.__module__ == __name__:
            return None
    return None


def _call_compiler(function, element, dialect_name):
    from .ext.compiler import _call

    return _call(function, element, dialect_name)


def _known(type_):
    if is_opaque(type_):
        refuse(type_, "a column's type")
    return type_


def to_instance(type_, *args, **kw):
    if type_ is None:
        return NULLTYPE
    if isinstance(type_, type) or (callable(type_) and not isinstance(type_, TypeEngine)):
        return type_(*args, **kw)
    return type_


def adapt_type(type_, colspecs):
    return to_instance(type_)


class ExternalType:
    cache_ok = None


class TypeEngineMixin:
    pass


class Concatenable:
    Comparator = TypeEngine.Comparator


class Indexable:
    Comparator = TypeEngine.Comparator


class NullType(TypeEngine):
    pass


class String(Concatenable, TypeEngine):
    _fields = (("length", None), ("collation", None))
    _unsaid = (("collation_schema", None),)

    def __init__(self, length=None, collation=None, collation_schema=None, **kw):
        self.length = length
        self.collation = collation
        self.collation_schema = collation_schema

    python_type = str


class Text(String):
    pass


class Unicode(String):
    pass


class UnicodeText(Text):
    pass


class Integer(TypeEngine):
    def __init__(self, *args, **kw):
        pass

    python_type = int


class SmallInteger(Integer):
    pass


class BigInteger(Integer):
    pass


class _Numeric:
    pass


class NumericCommon(_Numeric, TypeEngine):
    """What Numeric and Float share; neither is the other."""

    @property
    def python_type(self):
        if not self.asdecimal:
            return float
        import decimal

        return decimal.Decimal


class Numeric(NumericCommon):
    _fields = (("precision", None), ("scale", None), ("asdecimal", True), ("decimal_return_scale", None))
    _unsaid = (("asdecimal", True), ("decimal_return_scale", None))

    def __init__(self, precision=None, scale=None, decimal_return_scale=None, asdecimal=True, **kw):
        self.precision = precision
        self.scale = scale
        self.decimal_return_scale = decimal_return_scale
        self.asdecimal = asdecimal


class Float(NumericCommon):
    _fields = (("precision", None), ("asdecimal", True), ("decimal_return_scale", None))
    _unsaid = (("asdecimal", False), ("decimal_return_scale", None))
    scale = None

    def __init__(self, precision=None, asdecimal=False, decimal_return_scale=None, **kw):
        self.precision = precision
        self.asdecimal = asdecimal
        self.decimal_return_scale = decimal_return_scale


class Double(Float):
    pass


def _refused_value(error):
    """What SQLAlchemy makes of an error of a type that is given a value."""
    return exc.StatementError(f"(builtins.{type(error).__name__}) {error}", None, None, error)


class Boolean(TypeEngine):
    _fields = (("create_constraint", False), ("name", None))
    name = None
    python_type = bool

    def __init__(self, create_constraint=False, name=None, **kw):
        self.create_constraint = create_constraint
        self.name = name

    def _arguments(self):
        found = super()._arguments()
        name = found.pop("name", None)
        if name is not None:
            found["type_name"] = str(name)
        return found

    def _bind(self, value, dialect_name):
        if value is None or isinstance(value, bool):
            return value
        if value in (0, 1):
            return bool(value)
        if isinstance(value, int):
            raise _refused_value(ValueError(f"Value {value!r} is not None, True, or False"))
        raise _refused_value(TypeError(f"Not a boolean value: {value!r}"))


def _fact(dialect_name, name):
    """What the engine says of a dialect (limbeck::dialects::Dialect::facts)."""
    if dialect_name not in _facts:
        _facts[dialect_name] = _limbeck.dialect_facts(dialect_name)
    return _facts[dialect_name].get(name)


_facts = {}


def _only(value, classes, dialect_name, name, words):
    """Where a database has no types of its own for dates and times, SQLAlchemy writes them, and takes no text for one."""
    if value is not None and _fact(dialect_name, "_writes_dates"):
        import datetime

        if not isinstance(value, tuple(getattr(datetime, cls) for cls in classes)):
            raise _refused_value(TypeError(f"SQLite {name} type only accepts Python {words} objects as input."))
    return value


class _Temporal(TypeEngine):
    _fields = (("timezone", False),)

    def __init__(self, timezone=False, **kw):
        self.timezone = timezone


class DateTime(_Temporal):
    @property
    def python_type(self):
        import datetime

        return datetime.datetime

    def _bind(self, value, dialect_name):
        return _only(value, ("datetime", "date"), dialect_name, "DateTime", "datetime and date")


class Time(_Temporal):
    @property
    def python_type(self):
        import datetime

        return datetime.time

    def _bind(self, value, dialect_name):
        return _only(value, ("time",), dialect_name, "Time", "time")


class Date(TypeEngine):
    def __init__(self, *args, **kw):
        pass

    @property
    def python_type(self):
        import datetime

        return datetime.date

    def _bind(self, value, dialect_name):
        return _only(value, ("date",), dialect_name, "Date", "date")


class Interval(TypeEngine):
    _fields = (("precision", None),)
    _unsaid = (("native", True), ("day_precision", None))

    def __init__(self, native=True, second_precision=None, day_precision=None):
        self.native = native
        self.second_precision = self.precision = second_precision
        self.day_precision = day_precision

    def _own_plain(self):
        return super()._own_plain() if self.native else "DateTime"

    def _result(self, value, dialect_name):
        import datetime

        if isinstance(value, str):
            value = datetime.datetime.fromisoformat(value)
        return value - datetime.datetime(1970, 1, 1) if isinstance(value, datetime.datetime) else value

    def _repr_as(self, class_name):
        return f"{class_name}()"  # of its impl

    def _source_text(self):
        return f"{type(self).__name__}({', '.join(_shown(self, [Interval]))})"

    @property
    def python_type(self):
        import datetime

        return datetime.timedelta


class _Binary(TypeEngine):
    _fields = (("length", None),)
    python_type = bytes

    def __init__(self, length=None):
        self.length = length


class LargeBinary(_Binary):
    pass


class JSON(Indexable, TypeEngine):
    _fields = (("none_as_null", False),)
    _unsaid = (("none_as_null", False),)
    # The value that stands for JSON null.
    NULL = "JSON_NULL"
    python_type = dict

    class JSONElementType(TypeEngine):
        pass

    class JSONIndexType(JSONElementType):
        pass

    class JSONIntIndexType(JSONIndexType):
        pass

    class JSONStrIndexType(JSONIndexType):
        pass

    class JSONPathType(JSONElementType):
        pass

    def __init__(self, none_as_null=False, **kw):
        self.none_as_null = none_as_null

    def _bind(self, value, dialect_name):
        if isinstance(value, str) and value is self.NULL:
            if self.none_as_null:
                unsupported("JSON.NULL for a column that takes None for NULL")
            return None
        return value


class Uuid(TypeEngine):
    _fields = (("as_uuid", True), ("native_uuid", True))
    _unsaid = (("as_uuid", True),)

    def __init__(self, as_uuid=True, native_uuid=True, **kw):
        self.as_uuid = as_uuid
        self.native_uuid = native_uuid

    @property
    def python_type(self):
        if not self.as_uuid:
            return str
        import uuid

        return uuid.UUID

    def _bind(self, value, dialect_name):
        if isinstance(value, str) and not (self.native_uuid and _fact(dialect_name, "supports_native_uuid")):
            if self.as_uuid:
                raise _refused_value(AttributeError("'str' object has no attribute 'hex'"))
            return value.replace("-", "")
        return value


class ARRAY(Indexable, Concatenable, TypeEngine):
    _fields = (("dimensions", None),)
    _unsaid = (("as_tuple", False), ("zero_indexes", False))
    zero_indexes = False
    python_type = list

    def __init__(self, item_type, as_tuple=False, dimensions=None, zero_indexes=False):
        if isinstance(item_type, ARRAY):
            raise ValueError("Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional arrays of basetype")
        self.item_type = to_instance(item_type)
        self.as_tuple = as_tuple
        self.dimensions = dimensions
        self.zero_indexes = zero_indexes

    def _arguments(self):
        found = super()._arguments()
        found["item"] = _known(self.item_type)._plain()
        return found

    def _bind(self, value, dialect_name):
        if isinstance(value, (list, tuple)):
            return [self._bind(v, dialect_name) if isinstance(v, (list, tuple)) else self.item_type._bind(v, dialect_name)
                    for v in value]
        return value

    def _result(self, value, dialect_name):
        if isinstance(value, list):
            found = [self._result(v, dialect_name) if isinstance(v, list) else self.item_type._result(v, dialect_name)
                     for v in value]
            return tuple(found) if self.as_tuple else found
        if isinstance(value, str):  # drivers give an array of a type that they do not know as text
            unsupported(f"a value of {self!r} in a result")
        return value

    def _set_parent(self, column):
        self.item_type._set_parent(column)

    def _set_table(self, table):
        self.item_type._set_table(table)

    def create(self, bind, checkfirst=False):
        if isinstance(self.item_type, SchemaType):
            self.item_type.create(bind, checkfirst=checkfirst)

    def drop(self, bind, checkfirst=False):
        if isinstance(self.item_type, SchemaType):
            self.item_type.drop(bind, checkfirst=checkfirst)


class SchemaType(TypeEngine):
    """A type that is an object of the schema: made and dropped by statements of its own."""

    name = None
    schema = None
    metadata = None
    inherit_schema = False

    def __init__(self, name=None, schema=None, metadata=None, inherit_schema=False, quote=None, create_type=True):
        self.name = name
        self.schema = schema
        self.metadata = metadata
        self.inherit_schema = inherit_schema
        self.create_type = create_type

    def _set_parent(self, column):
        pass

    def _ddl(self, bind, op, checkfirst):
        from ._binding import bound

        bound(bind)._invoke({"op": op, "type": self._schema_plain(), "checkfirst": bool(checkfirst)})

    def _schema_plain(self):
        return self._plain()

    def create(self, bind, checkfirst=False):
        self._ddl(bind, "create_enum", checkfirst)

    def drop(self, bind, checkfirst=False):
        self._ddl(bind, "drop_enum", checkfirst)


class Enum(String, SchemaType):
    create_type = True
    native_enum = True

    def __init__(self, *enums, **kw):
        self.native_enum = kw.pop("native_enum", True)
        self.create_constraint = kw.pop("create_constraint", False)
        self.values_callable = kw.pop("values_callable", None)
        self.omit_aliases = kw.pop("omit_aliases", True)
        self.validate_strings = kw.pop("validate_strings", False)
        self.metadata = kw.pop("metadata", None)
        self._schema_given = "schema" in kw
        self.schema = kw.pop("schema", None)
        self.inherit_schema = kw.pop("inherit_schema", False)
        self.collation = kw.pop("collation", None)
        self.create_type = kw.pop("create_type", True)
        length = kw.pop("length", None)
        name = kw.pop("name", None)
        labels = kw.pop("_enums", None)
        self.enum_class = None
        self._members = None
        if labels is not None:
            enums = labels
        self._enums_argument = list(enums)
        if len(enums) == 1 and not isinstance(enums[0], str) and hasattr(enums[0], "__members__"):
            self.enum_class = enums[0]
            members = enums[0].__members__
            if self.omit_aliases:
                members = {key: member for key, member in members.items() if member.name == key}
            if self.values_callable is not None:
                enums = list(self.values_callable(enums[0]))
            else:
                enums = list(members)
            self._members = dict(zip(enums, members.values()))
            if name is None and members:
                name = self.enum_class.__name__.lower()
        elif len(enums) == 1 and isinstance(enums[0], (list, tuple)):
            enums = enums[0]
        self.enums = list(enums)
        for label in self.enums:
            if not isinstance(label, str) and type(label) in (int, float, bytes, type(None)):
                raise TypeError(f"object of type {type(label).__name__!r} has no len()")
        self.name = name
        longest = max((len(label) for label in self.enums), default=0)
        if length is not None and not self.native_enum and length < longest:
            raise ValueError(f"When provided, length must be larger or equal than the length of the longest enum value. "
                             f"{length} < {longest}")
        self.length = length if length is not None else longest
        if self.metadata is not None:
            self.metadata._types.append(self)
            if not self._schema_given and not self.inherit_schema:
                self.schema = self.metadata.schema

    def _is_generic_form(self):
        """Enum(enum.Enum) in a type_annotation_map: for all enum classes."""
        return self.enum_class is not None and not self._enums_argument[0].__members__

    def _made_like(self, enums, options):
        """This type with other values."""
        options = {"create_constraint": self.create_constraint, "values_callable": self.values_callable,
                   "omit_aliases": self.omit_aliases, "validate_strings": self.validate_strings, "metadata": self.metadata,
                   "inherit_schema": self.inherit_schema, "native_enum": self.native_enum,
                   "length": self.length or None, **options}
        if self.name:
            options["name"] = self.name
        if self._schema_given:
            options["schema"] = self.schema
        return Enum(_enums=enums, **options)

    def _set_table(self, table):
        """What becomes of the schema of a type when its column gets a table."""
        if self.inherit_schema:
            self.schema, self.inherit_schema = table.schema, False
        elif not self._schema_given and self.schema is None and self.metadata is None and table.metadata.schema:
            self.schema = table.metadata.schema

    @property
    def python_type(self):
        return self.enum_class or str

    @property
    def native(self):
        return self.native_enum

    def _arguments(self):
        schema = self.schema
        if schema is None and self.metadata is not None:
            schema = self.metadata.schema
        found = {
            "labels": {
                "labels": [_text(label) for label in self.enums],
                "native_enum": self.native_enum,
                "create_constraint": self.create_constraint,
                "create_type": self.create_type,
                "metadata_bound": self.metadata is not None,
                "inherit_schema": self.inherit_schema,
            },
            "length": self.length,
        }
        if self.name is not None:
            found["type_name"] = str(self.name)
        if schema:
            found["schema"] = str(schema)
        if self.collation:
            found["collation"] = self.collation
        return found

    def _bind(self, value, dialect_name):
        if value is None:
            return None
        if self._members is None:
            if value in self.enums:
                return value
        else:
            for label, member in self._members.items():
                if member is value or member == value:
                    return label
        if isinstance(value, str) and not self.validate_strings:
            return str(value)  # it may be a pattern
        raise _refused_value(self._no_value(value))

    def _result(self, value, dialect_name):
        if self._members is not None and value is not None:
            try:
                return self._members[value]
            except KeyError:
                raise self._no_value(value) from None
        if value is not None and value not in self.enums:
            raise self._no_value(value)
        return value

    def _no_value(self, value):
        return LookupError(f"'{value}' is not among the defined enum values. Enum name: {self.name}. "
                           f"Possible values: {', '.join(self.enums)}")

    def copy(self, **kw):
        import copy

        other = copy.copy(self)
        if "metadata" in kw:
            other.metadata = kw["metadata"]
        return other

    def adapt(self, cls, **kw):
        kw = {"name": self.name, "schema": self.schema, "metadata": self.metadata, "native_enum": self.native_enum, **kw}
        other = cls(*self.enums, **kw)
        other.enum_class, other._members = self.enum_class, self._members
        return other

    def as_generic(self, *, allow_nulltype=False):
        return self if type(self) is Enum else self.adapt(Enum)

    def _repr_as(self, class_name):
        longest = max((len(label) for label in self.enums), default=0)
        more = (("native_enum", True), ("create_constraint", False), ("length", longest), ("schema", None))
        shown = [repr(label) for label in self.enums]
        shown += _shown(self, [SchemaType], omitted=("schema", "inherit_schema", "metadata", "quote"), more=more)
        return f"{class_name}({', '.join(shown)})"


def _text(label):
    # A str enum's member crosses by its text.
    return str.__str__(label) if isinstance(label, str) else str(label)


class TypeDecorator(SchemaType):
    """A type that a project makes of another one."""

    impl = None
    coerce_to_is_types = (type(None),)
    _is_type_decorator = True

    def __init__(self, *args, **kwargs):
        if type(self).impl is None:
            raise AttributeError("TypeDecorator implementations require a class-level variable 'impl' which refers to "
                                 "the class of type being decorated")
        self.impl = to_instance(type(self).impl, *args, **kwargs)

    @property
    def impl_instance(self):
        return self._impl_type()

    def _impl_type(self):
        impl = self.impl
        if isinstance(impl, type):
            impl = to_instance(impl)
            self.impl = impl
        return impl

    def load_dialect_impl(self, dialect):
        return self._impl_type()

    def dialect_impl(self, dialect):
        if self._variants and dialect.name in self._variants:
            return self._variants[dialect.name]
        return self

    def type_engine(self, dialect):
        return to_instance(self.load_dialect_impl(dialect))

    def _for_dialect(self, dialect_name):
        from ._dialect import dialect_named

        return to_instance(self.load_dialect_impl(dialect_named(dialect_name)))

    def _own_plain(self):
        custom = _custom_compilers(type(self))
        if custom is not None:
            return self._compiled_plain({**custom, "default": custom.get("default") or _impl_text})
        spec = getattr(self, "get_col_spec", None)
        if spec is not None and type(self).__dict__.get("get_col_spec") is not None:
            return {"name": "UserDefined", "spec": spec()}
        impl = self._impl_type()
        plain = _known(impl)._plain()
        if type(self).load_dialect_impl is not TypeDecorator.load_dialect_impl:
            variants = {}
            for dialect_name in _limbeck.dialect_names():
                seen = self._for_dialect(dialect_name)._plain_as(dialect_name)
                if seen != impl._plain_as(dialect_name):
                    variants[dialect_name] = seen
            if variants:
                plain = {"name": plain} if isinstance(plain, str) else dict(plain)
                plain["variants"] = {**(plain.get("variants") or {}), **variants}
        return plain

    def _source_text(self):
        # What repr() shows are arguments of the impl, which a class with an __init__ of its own may not take: then its
        # own arguments are shown.
        init = type(self).__init__
        if type(self).__repr__ is not TypeDecorator.__repr__ or init is TypeDecorator.__init__:
            return repr(self)
        code = getattr(init, "__code__", None)
        if code is None or code.co_flags & 8:  # **kw
            return repr(self)
        taken = code.co_varnames[1:code.co_argcount + code.co_kwonlyargcount]
        impl = self._impl_type()
        names = impl.__init__.__code__.co_varnames if hasattr(impl.__init__, "__code__") else ()
        if all(name in taken or f"{name}=" not in repr(self) for name in names):
            return repr(self)
        return f"{type(self).__name__}({', '.join(_shown(_Own(self), [type(self)]))})"

    def _bind(self, value, dialect_name):
        from ._dialect import dialect_named

        dialect = dialect_named(dialect_name)
        value = self.process_bind_param(value, dialect)
        return to_instance(self.load_dialect_impl(dialect))._bind(value, dialect_name)

    def _result(self, value, dialect_name):
        from ._dialect import dialect_named

        dialect = dialect_named(dialect_name)
        value = to_instance(self.load_dialect_impl(dialect))._result(value, dialect_name)
        return self.process_result_value(value, dialect)

    def process_bind_param(self, value, dialect):
        return value

    def process_result_value(self, value, dialect):
        return value

    def bind_expression(self, bindvalue):
        return self._impl_type().bind_expression(bindvalue)

    def column_expression(self, colexpr):
        return self._impl_type().column_expression(colexpr)

    def process_literal_param(self, value, dialect):
        return self.process_bind_param(value, dialect)

    def coerce_compared_value(self, op, value):
        return self

    @property
    def python_type(self):
        return self._impl_type().python_type

    @property
    def _type_affinity(self):
        return self._impl_type()._type_affinity

    @property
    def sort_key_function(self):
        return None

    def create(self, bind, checkfirst=False):
        impl = self._impl_type()
        if isinstance(impl, SchemaType):
            impl.create(bind, checkfirst=checkfirst)

    def drop(self, bind, checkfirst=False):
        impl = self._impl_type()
        if isinstance(impl, SchemaType):
            impl.drop(bind, checkfirst=checkfirst)

    def _set_parent(self, column):
        self._impl_type()._set_parent(column)

    def _set_table(self, table):
        self._impl_type()._set_table(table)

    def __getattr__(self, name):
        if name.startswith("__") or name == "impl":
            raise AttributeError(name)
        return getattr(self._impl_type(), name)

    def _repr_as(self, class_name):
        return self._impl_type()._repr_as(class_name)


class _Own:
    """The attributes that a TypeDecorator has itself, without those of its impl."""

    def __init__(self, type_):
        self.__dict__.update(type_.__dict__)


def _impl_text(element, compiler, **kw):
    return compiler.process(element._impl_type())


class Variant(TypeDecorator):
    def __init__(self, *args, **kw):
        raise NotImplementedError("Variant is no longer used in SQLAlchemy 2.0; this is a placeholder symbol for "
                                  "backwards compatibility.")


class UserDefinedType(TypeEngine):
    def _own_plain(self):
        if _custom_compilers(type(self)) is not None:
            return super()._own_plain()
        return {"name": "UserDefined", "spec": self.get_col_spec()}

    def coerce_compared_value(self, op, value):
        return self

    def _bind(self, value, dialect_name):
        from ._dialect import dialect_named

        process = self.bind_processor(dialect_named(dialect_name))
        return value if process is None else process(value)

    def _result(self, value, dialect_name):
        from ._dialect import dialect_named

        process = self.result_processor(dialect_named(dialect_name), None)
        return value if process is None else process(value)


class PickleType(TypeDecorator):
    impl = LargeBinary

    def __init__(self, protocol=5, pickler=None, comparator=None, impl=None):
        self.protocol = protocol
        self.pickler = pickler
        self.comparator = comparator
        self.impl = to_instance(impl or LargeBinary)

    def _own_plain(self):
        plain = super()._own_plain()
        if self._is_usual():
            return plain
        return {**({"name": plain} if isinstance(plain, str) else plain), "item": self._impl_type()._plain()}

    def _source(self):
        if type(self) is not PickleType:
            return super()._source()
        text = "PickleType()" if self._is_usual() else f"PickleType(impl={self._impl_type()!r})"
        return {"module": __name__, "text": text}

    def _is_usual(self):
        return repr(self._impl_type()) == "LargeBinary()"

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        return self._pickle().dumps(value, self.protocol)

    def process_result_value(self, value, dialect):
        return None if value is None else self._pickle().loads(value)

    def _pickle(self):
        if self.pickler is not None:
            return self.pickler
        import pickle

        return pickle


class MatchType(Boolean):
    _name = "Boolean"


class TupleType(TypeEngine):
    def __init__(self, *types):
        self.types = [to_instance(item) for item in types]


# SQL types, by their own names.


class INTEGER(Integer):
    pass


INT = INTEGER


class SMALLINT(SmallInteger):
    pass


class BIGINT(BigInteger):
    pass


class NUMERIC(Numeric):
    pass


class DECIMAL(Numeric):
    pass


class FLOAT(Float):
    pass


class REAL(Float):
    pass


class DOUBLE(Double):
    pass


class DOUBLE_PRECISION(Double):
    pass


class VARCHAR(String):
    pass


class NVARCHAR(Unicode):
    pass


class CHAR(String):
    pass


class NCHAR(Unicode):
    pass


class TEXT(Text):
    pass


class CLOB(Text):
    pass


class BLOB(LargeBinary):
    pass


class BINARY(_Binary):
    pass


class VARBINARY(_Binary):
    pass


class BOOLEAN(Boolean):
    pass


class DATE(Date):
    pass


class DATETIME(DateTime):
    pass


class TIME(Time):
    pass


class TIMESTAMP(DateTime):
    pass


class UUID(Uuid):
    _fields = (("as_uuid", True),)

    def __init__(self, as_uuid=True, **kw):
        self.as_uuid = as_uuid


def _name_classes(namespace, skip=()):
    """Gives the classes of a module their own names; what a project derives from them inherits the name."""
    for name, cls in namespace.items():
        if isinstance(cls, type) and issubclass(cls, TypeEngine) and cls.__module__ == namespace["__name__"] \
                and name not in skip:
            if "_name" not in cls.__dict__:
                cls._name = cls.__name__


_name_classes(globals(), skip=("TypeEngine", "SchemaType", "TypeDecorator"))

NULLTYPE = NullType()
STRINGTYPE = String()
BOOLEANTYPE = Boolean()
INTEGERTYPE = Integer()

_generic = {
    "INTEGER": Integer, "SMALLINT": SmallInteger, "BIGINT": BigInteger, "NUMERIC": Numeric, "DECIMAL": Numeric,
    "FLOAT": Float, "REAL": Float, "DOUBLE": Double, "DOUBLE_PRECISION": Double, "VARCHAR": String, "CHAR": String,
    "NVARCHAR": Unicode, "NCHAR": Unicode, "TEXT": Text, "CLOB": Text, "BLOB": LargeBinary, "BINARY": LargeBinary,
    "BYTEA": LargeBinary, "BOOLEAN": Boolean, "DATE": Date, "DATETIME": DateTime, "TIME": Time, "TIMESTAMP": DateTime,
    "UUID": Uuid,
}

_by_kind = {
    "bool": BOOLEANTYPE, "int": INTEGERTYPE, "str": STRINGTYPE, "float": Double(), "bytes": LargeBinary(),
    "Decimal": Numeric(), "datetime": DateTime(), "date": Date(), "time": Time(), "timedelta": Interval(),
    "UUID": Uuid(), "NoneType": NULLTYPE, "bytearray": LargeBinary(), "memoryview": LargeBinary(),
}


def _type_of(value):
    """The type that a literal in an expression has."""
    for cls in type(value).__mro__:
        found = _by_kind.get(cls.__name__)
        if found is not None and cls.__module__ in ("builtins", "decimal", "_decimal", "_pydecimal", "datetime", "uuid"):
            return found
    if hasattr(type(value), "__members__"):
        return Enum(type(value))
    return NULLTYPE


def _converts(type_):
    """Whether rows of this type need _result(): the engine has converted what the database's own types hold."""
    if isinstance(type_, Enum):
        return True
    if isinstance(type_, ARRAY):
        return type_.as_tuple or _converts(type_.item_type)
    return type(type_)._result is not TypeEngine._result


def _from_plain(plain, dialect_name=None):
    """A type of a reflected column."""
    if isinstance(plain, str):
        plain = {"name": plain}
    name = plain.get("name", "NullType")
    cls = None
    if dialect_name in _limbeck.dialect_names():
        module = f"{__package__}.dialects.{dialect_name}"
        __import__(module)
        cls = getattr(sys.modules[module], name, None)
    cls = cls or globals().get(name)
    if cls is None:
        if name != "UserDefined":
            cls = type(name, (TypeEngine,), {"_name": name})
        else:
            cls = type(plain.get("spec", name), (UserDefinedType,), {"get_col_spec": lambda self, **kw: plain.get("spec")})
    if issubclass(cls, Enum):
        labels = plain.get("labels") or {}
        made = cls(*labels.get("labels", ()), name=plain.get("type_name"), schema=plain.get("schema") or None,
                   native_enum=labels.get("native_enum", True))
    elif issubclass(cls, ARRAY):
        made = cls(_from_plain(plain.get("item", "NullType"), dialect_name), dimensions=plain.get("dimensions"))
    elif name == "DOMAIN":
        from .sql.elements import text

        rules = plain.get("domain") or {}
        said = {key: text(rules[key]["text"]) for key in ("check", "server_default") if isinstance(rules.get(key), dict)}
        made = cls(plain.get("type_name"), _from_plain(plain.get("item", "NullType"), dialect_name),
                   collation=plain.get("collation") or None, schema=plain.get("schema") or None,
                   not_null=rules.get("not_null"), constraint_name=rules.get("constraint_name") or None,
                   check=said.get("check"), default=said.get("server_default"))
    else:
        made = cls() if issubclass(cls, JSON) else cls.__new__(cls)
        for key, value in (("length", None), ("precision", None), ("scale", None), ("timezone", False),
                           ("collation", None), ("as_uuid", True), ("asdecimal", not issubclass(cls, Float)),
                           ("none_as_null", False), ("native_uuid", True), ("varying", False), ("fields", None),
                           ("create_constraint", False), ("schema", None)):
            found = plain.get(key, value)
            if found != "" and not (isinstance(getattr(cls, key, None), property)):
                setattr(made, key, found)
        made.name = plain.get("type_name")
        if plain.get("item") is not None:
            made.data_type = _from_plain(plain["item"], dialect_name)
    made._reflected_by = dialect_name
    return made

"""Column types: what a script says of a type, as plain data (src/schema/type.hpp). The text of a type is the
engine's business."""

import sys

import _limbeck
from limbeck.facade import unsupported
from limbeck.opaque import is_opaque, refuse

from ._binding import bound
from ._dialect import current_dialect_name, dialect_named

# What _plain() has given: (class, its members) to plain form. A function registered with sqlalchemy.ext.compiler empties it.
_plain_forms = {}
_PLAIN = frozenset((str, int, float, bool, type(None)))


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


def _more(plain, **members):
    """The plain form of a type with further members."""
    return {**({"name": plain} if isinstance(plain, str) else plain), **members}


def _fact(dialect_name, name):
    """What the engine says of a dialect (limbeck::dialects::Dialect::facts)."""
    if dialect_name not in _facts:
        _facts[dialect_name] = _limbeck.dialect_facts(dialect_name)
    return _facts[dialect_name].get(name)


_facts = {}


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

    class Comparator:
        def __init__(self, expr):
            self.expr = expr
            self.type = getattr(expr, "type", None)

        def __class_getitem__(cls, item):
            return cls

    comparator_factory = Comparator

    def __class_getitem__(cls, item):
        return cls

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
        if self._dialect is not None:
            plain = _more(plain, dialect=self._dialect)
        if source is not None:
            plain = _more(plain, python=source)
            # These are what the class itself is on some database, and none that with_variant() made: they say the same.
            if plain.get("variants"):
                plain["variants"] = {name: _more(seen, python=source) for name, seen in plain["variants"].items()}
        if self._variants:
            plain = _more(plain)
            plain["variants"] = {**(plain.get("variants") or {}),
                                 **{name: _known(variant)._plain() for name, variant in self._variants.items()}}
        return plain

    def _own_plain(self):
        """Without what with_variant() and the class's own name add."""
        custom = _custom_compilers(type(self))
        if custom is not None:
            return self._compiled_plain(custom)
        plain = self._arguments()
        return _more(plain, name=self._name) if plain else self._name

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
        texts = {name: {"name": "UserDefined", "spec": function(self, name)} for name, function in custom.items()}
        plain = texts.pop("default", None) or _more(self._arguments(), name=self._name)
        return _more(plain, variants=texts) if texts else plain

    def _bind(self, value, dialect_name):
        """A value on its way to the database, as plain data."""
        return value

    def _result(self, value, dialect_name):
        """A value of a row on its way to the script, as the engine gives it for this type."""
        return value

    def with_variant(self, type_, *dialect_names):
        if not dialect_names:
            unsupported("with_variant() without the name of a dialect")
        other = self.copy()
        variants = dict(self._variants or {})
        for name in dialect_names:
            if name in variants:
                unsupported(f"a second variant for {name}")
            variants[name] = to_instance(type_)
        other._variants = variants
        return other

    def compile(self, dialect=None):
        name = getattr(dialect, "name", None) or self._reflected_by or current_dialect_name()
        return _limbeck.render_type(self._plain(), name)

    def load_dialect_impl(self, dialect):
        return self

    def copy(self, **kw):
        import copy

        other = copy.copy(self)
        if "metadata" in kw:
            other.metadata = kw["metadata"]
        return other

    # What types of a project say otherwise. What of it façades do not ask they refuse.

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        if cls.__module__.partition(".")[0] in ("sqlalchemy", "sqlmodel"):
            return
        if "bind_processor" in cls.__dict__:
            cls._bind = _refusing("bind_processor()")
        if "result_processor" in cls.__dict__:
            cls._result = _refusing("result_processor()")
        cls._operators = next((name for name in ("comparator_factory", "coerce_compared_value") if name in cls.__dict__),
                              cls._operators)

    _operators = None  # what of a project's class says how operators work on it

    def bind_processor(self, dialect):
        return None

    def result_processor(self, dialect, coltype):
        return None

    def bind_expression(self, bindvalue):
        return None

    def column_expression(self, colexpr):
        return None

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

    @classmethod
    def _of_plain(cls, plain, dialect_name):
        """A type of a reflected column."""
        made = cls.__new__(cls)
        for key, value in _REFLECTED.items():
            found = plain.get(key, value)
            if found != "" and not isinstance(getattr(cls, key, None), property):
                setattr(made, key, found)
        made.name = plain.get("type_name")
        return made


# What every reflected type has as an attribute, with what it is where nothing is said.
_REFLECTED = {"length": None, "precision": None, "scale": None, "timezone": False, "collation": None, "as_uuid": True,
              "asdecimal": True, "none_as_null": False, "native_uuid": True, "varying": False, "fields": None,
              "create_constraint": False, "schema": None}


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
    for name, default in [*((n, d) for n, d in keywords.items() if n not in omitted), *more]:
        try:
            value = getattr(obj, name, default)
            if value != default:
                shown.append(f"{name}={value!r}")
        except Exception:
            pass
    return shown


def _custom_compilers(cls):
    """Functions of the script that write a type: (type, dialect's name) to text, by dialect."""
    for base in cls.__mro__:
        found = base.__dict__.get("_compilers")
        if found is not None:
            return found
        if base.__module__ == __name__:
            return None
    return None


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


class Integer(TypeEngine):
    def __init__(self, *args, **kw):
        pass


class NumericCommon(TypeEngine):
    """What Numeric and Float share; neither is the other."""

    _fields = (("precision", None), ("scale", None), ("asdecimal", True), ("decimal_return_scale", None))


class Numeric(NumericCommon):
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

    @classmethod
    def _of_plain(cls, plain, dialect_name):
        return super()._of_plain({"asdecimal": False, **plain}, dialect_name)


class Double(Float):
    pass


def _refuse_value(type_, value):
    unsupported(f"the value {value!r} for {type_!r}")


def _named(name):
    return {"type_name": str(name), **({"final_name": True} if type(name).__name__ == "conv" else {})}


class Boolean(TypeEngine):
    _fields = (("create_constraint", False), ("name", None))
    name = None

    def __init__(self, create_constraint=False, name=None, **kw):
        self.create_constraint = create_constraint
        self.name = name

    def _arguments(self):
        found = super()._arguments()
        if "name" in found:
            found |= _named(found.pop("name"))
        return found

    def _bind(self, value, dialect_name):
        if value is None or isinstance(value, bool):
            return value
        if value in (0, 1):
            return bool(value)
        _refuse_value(self, value)


class _Moment(TypeEngine):
    """Where a database has no types of its own for dates and times, SQLAlchemy writes them, and takes no text for one."""

    _taken = ()

    def _bind(self, value, dialect_name):
        cls = type(value)
        if cls.__module__ == "datetime" and cls.__name__ in self._taken:
            return value
        if value is not None and _fact(dialect_name, "_writes_dates"):
            import datetime

            if not isinstance(value, tuple(getattr(datetime, name) for name in self._taken)):
                _refuse_value(self, value)
        return value


class DateTime(_Moment):
    _fields = (("timezone", False),)
    _taken = ("datetime", "date")

    def __init__(self, timezone=False, **kw):
        self.timezone = timezone


class Time(_Moment):
    _fields = (("timezone", False),)
    _taken = ("time",)

    __init__ = DateTime.__init__


class Date(_Moment):
    _taken = ("date",)

    __init__ = Integer.__init__


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
        if value is not None and type(value).__name__ != "timedelta":  # where it is stored as a time stamp
            unsupported("a value of an Interval in a result")
        return value

    def _repr_as(self, class_name):
        return f"{class_name}()"  # of its impl

    def _source_text(self):
        return f"{type(self).__name__}({', '.join(_shown(self, [Interval]))})"


class _Binary(TypeEngine):
    _fields = (("length", None),)

    def __init__(self, length=None):
        self.length = length


class LargeBinary(_Binary):
    pass


class JSON(Indexable, TypeEngine):
    _fields = (("none_as_null", False),)
    _unsaid = (("none_as_null", False),)
    # The value that stands for JSON null.
    NULL = "JSON_NULL"

    class JSONPathType(TypeEngine):
        pass

    def __init__(self, none_as_null=False, **kw):
        self.none_as_null = none_as_null

    def _bind(self, value, dialect_name):
        if isinstance(value, str) and value is self.NULL:
            if self.none_as_null:
                unsupported("JSON.NULL for a column that takes None for NULL")
            return None
        return value

    @classmethod
    def _of_plain(cls, plain, dialect_name):
        made = cls()
        made.__dict__.update(super()._of_plain(plain, dialect_name).__dict__)
        return made


class Uuid(TypeEngine):
    _fields = (("as_uuid", True), ("native_uuid", True))
    _unsaid = (("as_uuid", True),)

    def __init__(self, as_uuid=True, native_uuid=True, **kw):
        self.as_uuid = as_uuid
        self.native_uuid = native_uuid

    def _bind(self, value, dialect_name):
        if isinstance(value, str) and not (self.native_uuid and _fact(dialect_name, "supports_native_uuid")):
            if self.as_uuid:
                _refuse_value(self, value)
            return value.replace("-", "")
        return value


class _MadeOf(TypeEngine):
    """A type that is made of another one, `_inner()`: what the other one is in the schema, this one is."""

    def _set_parent(self, column):
        self._inner()._set_parent(column)

    def _set_table(self, table):
        self._inner()._set_table(table)

    def create(self, bind, checkfirst=False):
        if isinstance(self._inner(), SchemaType):
            self._inner().create(bind, checkfirst=checkfirst)

    def drop(self, bind, checkfirst=False):
        if isinstance(self._inner(), SchemaType):
            self._inner().drop(bind, checkfirst=checkfirst)


class ARRAY(Indexable, Concatenable, _MadeOf):
    _fields = (("dimensions", None),)
    _unsaid = (("as_tuple", False), ("zero_indexes", False))
    zero_indexes = False

    def __init__(self, item_type, as_tuple=False, dimensions=None, zero_indexes=False):
        if isinstance(item_type, ARRAY):
            unsupported("an ARRAY of ARRAY")
        self.item_type = to_instance(item_type)
        self.as_tuple = as_tuple
        self.dimensions = dimensions
        self.zero_indexes = zero_indexes

    def _inner(self):
        return self.item_type

    def _arguments(self):
        return {**super()._arguments(), "item": _known(self.item_type)._plain()}

    def _bind(self, value, dialect_name):
        return self._each(value, self.item_type._bind, dialect_name)

    def _result(self, value, dialect_name):
        if isinstance(value, str):  # drivers give an array of a type that they do not know as text
            unsupported(f"a value of {self!r} in a result")
        found = self._each(value, self.item_type._result, dialect_name)
        return tuple(found) if self.as_tuple and isinstance(found, list) else found

    def _each(self, value, convert, dialect_name):
        if not isinstance(value, (list, tuple)):
            return value
        return [self._each(item, convert, dialect_name) if isinstance(item, (list, tuple)) else convert(item, dialect_name)
                for item in value]

    @classmethod
    def _of_plain(cls, plain, dialect_name):
        return cls(_from_plain(plain.get("item", "NullType"), dialect_name), dimensions=plain.get("dimensions"))


class SchemaType(TypeEngine):
    """A type that is an object of the schema: made and dropped by statements of its own."""

    name = schema = metadata = None
    inherit_schema = False

    def __init__(self, name=None, schema=None, metadata=None, inherit_schema=False, quote=None, create_type=True):
        self.name, self.schema, self.metadata = name, schema, metadata
        self.inherit_schema, self.create_type = inherit_schema, create_type

    def create(self, bind, checkfirst=False):
        self._ddl(bind, "create_enum", checkfirst)

    def drop(self, bind, checkfirst=False):
        self._ddl(bind, "drop_enum", checkfirst)

    def _ddl(self, bind, op, checkfirst):
        bound(bind)._invoke({"op": op, "type": self._plain(), "checkfirst": bool(checkfirst)})


class Enum(String, SchemaType):
    _options = {"native_enum": True, "create_constraint": False, "values_callable": None, "omit_aliases": True,
                "validate_strings": False, "metadata": None, "schema": None, "inherit_schema": False, "collation": None,
                "create_type": True, "length": None, "name": None}

    def __init__(self, *enums, **kw):
        self._schema_given = "schema" in kw
        self._enums_argument = list(enums)
        for option, default in self._options.items():
            setattr(self, option, kw.get(option, default))
        self.enum_class = self._members = None
        if len(enums) == 1 and not isinstance(enums[0], str) and hasattr(enums[0], "__members__"):
            self.enum_class = enums[0]
            members = enums[0].__members__
            if self.omit_aliases:
                members = {key: member for key, member in members.items() if member.name == key}
            enums = list(members) if self.values_callable is None else list(self.values_callable(enums[0]))
            self._members = dict(zip(enums, members.values()))
            if self.name is None and members:
                self.name = self.enum_class.__name__.lower()
        elif len(enums) == 1 and isinstance(enums[0], (list, tuple)):
            enums = enums[0]
        self.enums = list(enums)
        longest = max((len(label) for label in self.enums), default=0)
        if self.length is None:
            self.length = longest
        elif not self.native_enum and self.length < longest:
            unsupported(f"an Enum of the length {self.length} with a longer label")
        if self.metadata is not None:
            self.metadata._types.append(self)
            if not self._schema_given and not self.inherit_schema:
                self.schema = self.metadata.schema

    def _is_generic_form(self):
        """Enum(enum.Enum) in a type_annotation_map: for all enum classes."""
        return self.enum_class is not None and not self._enums_argument[0].__members__

    def _made_like(self, enums, options):
        """This type with other values."""
        kept = {option: getattr(self, option) for option in self._options
                if option not in ("schema", "name", "collation", "create_type")}
        kept["length"] = self.length or None
        if self.name:
            kept["name"] = self.name
        if self._schema_given:
            kept["schema"] = self.schema
        return Enum(*enums, **{**kept, **options})

    def _set_table(self, table):
        """What becomes of the schema of a type when its column gets a table."""
        if self.inherit_schema:
            self.schema, self.inherit_schema = table.schema, False
        elif not self._schema_given and self.schema is None and self.metadata is None and table.metadata.schema:
            self.schema = table.metadata.schema

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
            found |= _named(self.name)
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
        _refuse_value(self, value)

    def _result(self, value, dialect_name):
        if value is not None and value not in (self.enums if self._members is None else self._members):
            _refuse_value(self, value)
        return value if value is None or self._members is None else self._members[value]

    def _repr_as(self, class_name):
        longest = max((len(label) for label in self.enums), default=0)
        shown = [repr(label) for label in self.enums]
        usual = {"name": None, "create_type": True, "native_enum": True, "create_constraint": False, "length": longest,
                 "schema": None}
        shown += [f"{name}={getattr(self, name)!r}" for name, value in usual.items() if getattr(self, name) != value]
        return f"{class_name}({', '.join(shown)})"

    @classmethod
    def _of_plain(cls, plain, dialect_name):
        labels = plain.get("labels") or {}
        kept = {} if labels.get("native_enum", True) else {"native_enum": False}
        return cls(*labels.get("labels", ()), name=plain.get("type_name"), schema=plain.get("schema") or None, **kept)


def _text(label):
    # A str enum's member crosses by its text.
    return str.__str__(label) if isinstance(label, str) else str(label)


class TypeDecorator(_MadeOf, SchemaType):
    """A type that a project makes of another one."""

    impl = None
    coerce_to_is_types = (type(None),)
    _is_type_decorator = True

    def __init__(self, *args, **kwargs):
        if type(self).impl is None:
            unsupported(f"{type(self).__name__}, a TypeDecorator without `impl`,")
        self.impl = to_instance(type(self).impl, *args, **kwargs)

    def _inner(self):
        if isinstance(self.impl, type):
            self.impl = to_instance(self.impl)
        return self.impl

    impl_instance = property(_inner)

    def load_dialect_impl(self, dialect):
        return self._inner()

    def _for_dialect(self, dialect_name):
        return to_instance(self.load_dialect_impl(dialect_named(dialect_name)))

    def _own_plain(self):
        custom = _custom_compilers(type(self))
        if custom is not None:
            def impl_text(type_, _):
                return _limbeck.render_type(type_._inner()._plain(), current_dialect_name())

            return self._compiled_plain({"default": impl_text, **custom})
        if type(self).__dict__.get("get_col_spec") is not None:
            return {"name": "UserDefined", "spec": self.get_col_spec()}
        impl = self._inner()
        plain = _known(impl)._plain()
        if type(self).load_dialect_impl is not TypeDecorator.load_dialect_impl:
            variants = {name: self._for_dialect(name)._plain_as(name) for name in _limbeck.dialect_names()}
            variants = {name: seen for name, seen in variants.items() if seen != impl._plain_as(name)}
            if variants:
                plain = _more(plain)
                plain["variants"] = {**(plain.get("variants") or {}), **variants}
        return plain

    def _source_text(self):
        # What repr() shows are arguments of the impl, which a class with an __init__ of its own may not take: then its
        # own arguments are shown.
        init = type(self).__init__
        code = getattr(init, "__code__", None)
        if type(self).__repr__ is not TypeDecorator.__repr__ or init is TypeDecorator.__init__ or code is None \
                or code.co_flags & 8:  # **kw
            return repr(self)
        taken = code.co_varnames[1:code.co_argcount + code.co_kwonlyargcount]
        names = getattr(getattr(self._inner().__init__, "__code__", None), "co_varnames", ())
        if all(name in taken or f"{name}=" not in repr(self) for name in names):
            return repr(self)
        return f"{type(self).__name__}({', '.join(_shown(_Own(self), [type(self)]))})"

    def _bind(self, value, dialect_name):
        value = self.process_bind_param(value, dialect_named(dialect_name))
        return self._for_dialect(dialect_name)._bind(value, dialect_name)

    def _result(self, value, dialect_name):
        value = self._for_dialect(dialect_name)._result(value, dialect_name)
        return self.process_result_value(value, dialect_named(dialect_name))

    def process_bind_param(self, value, dialect):
        return value

    def process_result_value(self, value, dialect):
        return value

    def bind_expression(self, bindvalue):
        return self._inner().bind_expression(bindvalue)

    def column_expression(self, colexpr):
        return self._inner().column_expression(colexpr)

    def __getattr__(self, name):
        if name.startswith("__") or name == "impl":
            raise AttributeError(name)
        return getattr(self._inner(), name)

    def _repr_as(self, class_name):
        return self._inner()._repr_as(class_name)


class _Own:
    """The attributes that a TypeDecorator has itself, without those of its impl."""

    def __init__(self, type_):
        self.__dict__.update(type_.__dict__)


def _refusing(what):
    def refusing(self, value, dialect_name):
        unsupported(f"the {what} of the type {type(self).__name__}")

    return refusing


class UserDefinedType(TypeEngine):
    def _own_plain(self):
        if _custom_compilers(type(self)) is not None:
            return super()._own_plain()
        return {"name": "UserDefined", "spec": self.get_col_spec()}


class PickleType(TypeDecorator):
    impl = LargeBinary

    def __init__(self, protocol=5, pickler=None, comparator=None, impl=None):
        super().__init__()
        if impl is not None:
            unsupported("PickleType(impl=…)")

    def _source(self):
        return super()._source() if type(self) is not PickleType else {"module": __name__, "text": "PickleType()"}

    def process_bind_param(self, value, dialect):
        if value is not None:
            unsupported("a value of a PickleType")

    process_result_value = process_bind_param


def _derived(namespace, base, names):
    """Classes of a module that differ from their base by their name alone."""
    for name in names.split():
        namespace[name] = type(name, (base,), {"__module__": namespace["__name__"], "__qualname__": name})


_derived(globals(), String, "Text Unicode VARCHAR CHAR")
_derived(globals(), Text, "UnicodeText TEXT CLOB")
_derived(globals(), Unicode, "NVARCHAR NCHAR")
_derived(globals(), Integer, "SmallInteger BigInteger INTEGER")
_derived(globals(), SmallInteger, "SMALLINT")
_derived(globals(), BigInteger, "BIGINT")
_derived(globals(), Numeric, "NUMERIC DECIMAL")
_derived(globals(), Float, "FLOAT REAL")
_derived(globals(), Double, "DOUBLE DOUBLE_PRECISION")
_derived(globals(), LargeBinary, "BLOB")
_derived(globals(), _Binary, "BINARY VARBINARY")
_derived(globals(), Boolean, "BOOLEAN")
_derived(globals(), Date, "DATE")
_derived(globals(), DateTime, "DATETIME TIMESTAMP")
_derived(globals(), Time, "TIME")
INT = INTEGER


class UUID(Uuid):
    _fields = (("as_uuid", True),)

    def __init__(self, as_uuid=True, **kw):
        self.as_uuid = as_uuid


def _name_classes(namespace, skip=()):
    """Gives the classes of a module their own names; what a project derives from them inherits the name."""
    for name, cls in namespace.items():
        if isinstance(cls, type) and issubclass(cls, TypeEngine) and cls.__module__ == namespace["__name__"] \
                and name not in skip and "_name" not in cls.__dict__:
            cls._name = cls.__name__


_name_classes(globals(), skip=("TypeEngine", "SchemaType", "TypeDecorator"))

NULLTYPE = NullType()
STRINGTYPE = String()
BOOLEANTYPE = Boolean()
INTEGERTYPE = Integer()

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
    return Enum(type(value)) if hasattr(type(value), "__members__") else NULLTYPE


def _converts(type_):
    """Whether rows of this type need _result(): the engine has converted what the database's own types hold."""
    if isinstance(type_, ARRAY):
        return type_.as_tuple or _converts(type_.item_type)
    return type(type_)._result is not TypeEngine._result


def _from_plain(plain, dialect_name=None):
    """A type of a reflected column."""
    plain = _more(plain)
    name = plain.get("name", "NullType")
    cls = None
    if dialect_name in _limbeck.dialect_names():
        module = f"{__package__}.dialects.{dialect_name}"
        __import__(module)
        cls = getattr(sys.modules[module], name, None)
    cls = cls or globals().get(name)
    if cls is None and name == "UserDefined":
        spec = plain.get("spec", name)
        cls = type(spec, (UserDefinedType,), {"get_col_spec": lambda self, **kw: spec})
    elif cls is None:
        unsupported(f"a column of the type {name} in the database")
    made = cls._of_plain(plain, dialect_name)
    made._reflected_by = dialect_name
    return made

"""What only PostgreSQL has."""

from limbeck.facade import unsupported

from ..._dialect import Dialect
from ...schema import Constraint, _columns_in, _default, _expression
from ...sql.elements import text
from ...sql.postgresql import *  # noqa: F401,F403
from ...types import (ARRAY as _ARRAY, BIGINT, BOOLEAN, CHAR, DATE, DOUBLE_PRECISION, FLOAT, INTEGER, JSON as _JSON, NUMERIC,
                      REAL, SMALLINT, TEXT, TIME as _TIME, TIMESTAMP as _TIMESTAMP, UUID, VARCHAR, Enum as _Enum,
                      Interval as _Interval, SchemaType as _SchemaType, String as _String, Text as _Text, TypeEngine,
                      _Binary, _derived, _from_plain, _name_classes, to_instance)


class ARRAY(_ARRAY):
    _dialect = "postgresql"


def _unless_text(type_):
    """What JSON and HSTORE say of the type of their texts."""
    return {} if repr(type_) == "Text()" else {"item": type_._plain()}


class JSON(_JSON):
    _dialect = "postgresql"

    def __init__(self, none_as_null=False, astext_type=None):
        super().__init__(none_as_null)
        self.astext_type = to_instance(astext_type) if astext_type is not None else _Text()

    def _arguments(self):
        return {**super()._arguments(), **_unless_text(getattr(self, "astext_type", None) or _Text())}


class _WithPrecision:
    _dialect = "postgresql"
    _fields = (("timezone", False), ("precision", None))

    def __init__(self, timezone=False, precision=None):
        self.timezone = timezone
        self.precision = precision


class TIMESTAMP(_WithPrecision, _TIMESTAMP):
    pass


class TIME(_WithPrecision, _TIME):
    pass


class INTERVAL(_Interval):
    _fields = (("precision", None), ("fields", None))
    _unsaid = ()

    def __init__(self, precision=None, fields=None):
        self.precision = precision
        self.fields = fields
        self.native = True

    _repr_as = TypeEngine._repr_as


class _OfObjects(TypeEngine):
    """A type whose values SQLAlchemy has objects for."""

    def _result(self, value, dialect_name):
        if value is not None:
            unsupported(f"a value of the type {self._name} in a result")
        return value


class BIT(_OfObjects):
    _fields = (("length", None), ("varying", False))

    def __init__(self, length=None, varying=False):
        self.length = length if length or varying else 1
        self.varying = varying


class HSTORE(_OfObjects):
    def __init__(self, text_type=None):
        self.text_type = to_instance(text_type) if text_type is not None else _Text()

    def _arguments(self):
        return _unless_text(getattr(self, "text_type", None) or _Text())


class _Plain(TypeEngine):
    def __init__(self, *args, **kw):
        pass


class CITEXT(_String):
    _fields = ()
    _unsaid = (("length", None), ("collation", None), ("collation_schema", None))


class AbstractRange(_Plain):
    pass


class AbstractSingleRange(AbstractRange, _OfObjects):
    pass


class AbstractMultiRange(AbstractRange):
    pass


_derived(globals(), _Binary, "BYTEA")
_derived(globals(), JSON, "JSONB")
_derived(globals(), _JSON.JSONPathType, "JSONPATH")
_derived(globals(), _Plain, "INET CIDR MACADDR MACADDR8 MONEY OID REGCLASS REGCONFIG TSVECTOR TSQUERY")
_derived(globals(), AbstractSingleRange, "INT4RANGE INT8RANGE NUMRANGE DATERANGE TSRANGE TSTZRANGE")
_derived(globals(), AbstractMultiRange, "INT4MULTIRANGE INT8MULTIRANGE NUMMULTIRANGE DATEMULTIRANGE TSMULTIRANGE "
                                        "TSTZMULTIRANGE")


class NamedType(_SchemaType):
    pass


class ENUM(_Enum):
    def __init__(self, *enums, name=None, create_type=True, **kw):
        if kw.pop("native_enum", None) is False:
            raise TypeError("the native_enum flag does not apply to the sqlalchemy.dialects.postgresql.ENUM datatype; "
                            "this type always refers to ENUM.  Use sqlalchemy.types.Enum for non-native enum.")
        super().__init__(*enums, name=name, create_type=create_type, **kw)

    def create(self, bind=None, checkfirst=True):
        self._ddl(bind, "create_enum", checkfirst)

    def drop(self, bind=None, checkfirst=True):
        self._ddl(bind, "drop_enum", checkfirst)


class DOMAIN(NamedType):
    def __init__(self, name, data_type, *, collation=None, default=None, constraint_name=None, not_null=None, check=None,
                 create_type=True, schema=None, metadata=None):
        self.name = name
        self.data_type = to_instance(data_type)
        self.collation, self.default, self.constraint_name = collation, default, constraint_name
        self.not_null, self.check, self.create_type = not_null, check, create_type
        self.schema, self.metadata = schema, metadata

    def _arguments(self):
        rules = {"create_type": self.create_type, "not_null": True if self.not_null else None,
                 "constraint_name": self.constraint_name and str(self.constraint_name),
                 "check": None if self.check is None else _expression(self.check),
                 "server_default": None if self.default is None else _default(self.default)}
        found = {"type_name": str(self.name), "item": self.data_type._plain(),
                 "domain": {key: value for key, value in rules.items() if value is not None}}
        if self.schema:
            found["schema"] = str(self.schema)
        if self.collation:
            found["collation"] = self.collation
        return found

    @classmethod
    def _of_plain(cls, plain, dialect_name):
        rules = plain.get("domain") or {}
        said = {name: text(rules[key]["text"]) for name, key in (("check", "check"), ("default", "server_default"))
                if isinstance(rules.get(key), dict)}
        return cls(plain.get("type_name"), _from_plain(plain.get("item", "NullType"), dialect_name),
                   collation=plain.get("collation") or None, schema=plain.get("schema") or None,
                   not_null=rules.get("not_null"), constraint_name=rules.get("constraint_name") or None, **said)


_name_classes(globals(), skip=("NamedType", "_Plain", "_OfObjects"))


class ExcludeConstraint(Constraint):
    _kind = "exclude"
    __visit_name__ = "exclude_constraint"

    def __init__(self, *elements, name=None, deferrable=None, initially=None, using="gist", where=None, ops=None, info=None):
        super().__init__(name=name, deferrable=deferrable, initially=initially, info=info)
        self._elements = [element if isinstance(element, (tuple, list)) else (element, "=") for element in elements]
        self.using, self.where, self.ops = using, where, ops or {}
        tables = {id(column.table): column.table for column in _columns_in([item[0] for item in self._elements])
                  if getattr(column.table, "_constraint_list", None) is not None}
        if len(tables) == 1:
            self._attach(next(iter(tables.values())))

    def _definition(self):
        plain = {**self._base(), "elements": [], "using": self.using}
        for column, operator in self._elements:
            by_name = isinstance(column, str)
            element = {"expression": {"node": "column", "name": str(column)} if by_name else _expression(column),
                       "operator": str(operator)}
            name = column if by_name else getattr(column, "name", None)
            if name in self.ops:
                element["ops"] = self.ops[name]
            plain["elements"].append(element)
        if self.where is not None:
            plain["where"] = _expression(self.where)
        return plain


def dialect():
    return Dialect("postgresql")

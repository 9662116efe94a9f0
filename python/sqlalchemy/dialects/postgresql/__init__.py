"""What only PostgreSQL has."""

from limbeck.facade import unsupported

from ...types import (ARRAY as _ARRAY, BIGINT, BOOLEAN, CHAR, DATE, DOUBLE_PRECISION, FLOAT, INTEGER, NUMERIC, REAL,
                      SMALLINT, TEXT, UUID, VARCHAR, Enum as _Enum, JSON as _JSON, TypeEngine, _Binary, _Temporal,
                      _name_classes, to_instance)
from ...types import SchemaType as _SchemaType
from ...types import TIME as _TIME
from ...types import TIMESTAMP as _TIMESTAMP
from ...types import Interval as _Interval
from ...types import String as _String
from ...types import Text as _Text


class ARRAY(_ARRAY):
    _dialect = "postgresql"


class BYTEA(_Binary):
    pass


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


class JSONB(JSON):
    pass


class JSONPATH(_JSON.JSONPathType):
    pass


class _WithPrecision:
    _dialect = "postgresql"

    def __init__(self, timezone=False, precision=None):
        self.timezone = timezone
        self.precision = precision


class TIMESTAMP(_WithPrecision, _TIMESTAMP):
    _fields = (("timezone", False), ("precision", None))


class TIME(_WithPrecision, _TIME):
    _fields = (("timezone", False), ("precision", None))


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


class INET(_Plain):
    pass


class CIDR(_Plain):
    pass


class MACADDR(_Plain):
    pass


class MACADDR8(_Plain):
    pass


class MONEY(_Plain):
    pass


class OID(_Plain):
    pass


class REGCLASS(_Plain):
    pass


class REGCONFIG(_Plain):
    pass


class TSVECTOR(_Plain):
    pass


class TSQUERY(_Plain):
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


class INT4RANGE(AbstractSingleRange):
    pass


class INT8RANGE(AbstractSingleRange):
    pass


class NUMRANGE(AbstractSingleRange):
    pass


class DATERANGE(AbstractSingleRange):
    pass


class TSRANGE(AbstractSingleRange):
    pass


class TSTZRANGE(AbstractSingleRange):
    pass


class INT4MULTIRANGE(AbstractMultiRange):
    pass


class INT8MULTIRANGE(AbstractMultiRange):
    pass


class NUMMULTIRANGE(AbstractMultiRange):
    pass


class DATEMULTIRANGE(AbstractMultiRange):
    pass


class TSMULTIRANGE(AbstractMultiRange):
    pass


class TSTZMULTIRANGE(AbstractMultiRange):
    pass


class Range:
    """A value of a range type."""

    def __init__(self, lower=None, upper=None, *, bounds="[)", empty=False):
        self.lower, self.upper, self.bounds, self.empty = lower, upper, bounds, empty

    def __str__(self):
        if self.empty:
            return "empty"
        lower = "" if self.lower is None else self.lower
        upper = "" if self.upper is None else self.upper
        return f"{self.bounds[0]}{lower},{upper}{self.bounds[1]}"


class MultiRange(list):
    pass


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
                 create_type=True, **kw):
        self.name = name
        self.data_type = to_instance(data_type)
        self.collation, self.default, self.constraint_name = collation, default, constraint_name
        self.not_null, self.check, self.create_type = not_null, check, create_type
        self.schema = kw.get("schema")
        self.metadata = kw.get("metadata")

    def _arguments(self):
        found = {"type_name": str(self.name), "item": self.data_type._plain()}
        if self.schema:
            found["schema"] = str(self.schema)
        if self.collation:
            found["collation"] = self.collation
        rules = {"create_type": self.create_type}
        if self.not_null:
            rules["not_null"] = True
        if self.constraint_name is not None:
            rules["constraint_name"] = str(self.constraint_name)
        if self.check is not None:
            rules["check"] = _expression(self.check)
        if self.default is not None:
            rules["server_default"] = _default(self.default)
        found["domain"] = rules
        return found


_name_classes(globals(), skip=("NamedType", "_Plain", "_OfObjects"))

from ...schema import Constraint, _columns_in, _default, _expression  # noqa: E402


class ExcludeConstraint(Constraint):
    _kind = "exclude"
    __visit_name__ = "exclude_constraint"

    def __init__(self, *elements, name=None, deferrable=None, initially=None, using="gist", where=None, ops=None,
                 info=None, **kw):
        super().__init__(name=name, deferrable=deferrable, initially=initially, info=info)
        self._elements = [element if isinstance(element, (tuple, list)) else (element, "=") for element in elements]
        self.using, self.where, self.ops = using, where, ops or {}
        tables = {id(column.table): column.table for column in _columns_in([item[0] for item in self._elements])
                  if getattr(column.table, "_constraint_list", None) is not None}
        if len(tables) == 1:
            self._attach(next(iter(tables.values())))

    def _definition(self):
        plain = self._base()
        elements = []
        for column, operator in self._elements:
            if isinstance(column, str):
                name = column
                expression = {"node": "column", "name": str(column)}
            else:
                name = getattr(column, "name", None)
                expression = _expression(column)
            element = {"expression": expression, "operator": str(operator)}
            if name in self.ops:
                element["ops"] = self.ops[name]
            elements.append(element)
        plain["elements"] = elements
        plain["using"] = self.using
        if self.where is not None:
            plain["where"] = _expression(self.where)
        return plain


from ...schema import _ElementDDL  # noqa: E402


class CreateEnumType(_ElementDDL):
    def _operation(self):
        return {"op": "create_enum", "type": self.element._plain(), "checkfirst": False}

    def _convention(self):
        return {}


class DropEnumType(_ElementDDL):
    def _operation(self):
        return {"op": "drop_enum", "type": self.element._plain(), "checkfirst": False}

    def _convention(self):
        return {}


def dialect(**kw):
    from ..._dialect import Dialect

    return Dialect("postgresql")


from ...sql.postgresql import *  # noqa: E402,F401,F403
from ...sql.postgresql import Insert, insert  # noqa: E402,F401

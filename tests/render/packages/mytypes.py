"""Types of a project, read with the real SQLAlchemy and with limbeck's."""

import sqlalchemy as sa
from sqlalchemy import types
from sqlalchemy.dialects import postgresql


class Lowered(types.TypeDecorator):
    impl = sa.String
    cache_ok = True


class Money(types.TypeDecorator):
    impl = sa.Numeric(12, 2)
    cache_ok = True

    def __init__(self, currency="EUR"):
        super().__init__()
        self.currency = currency


class Points(types.UserDefinedType):
    cache_ok = True

    def __init__(self, dimensions, precise=False):
        self.dimensions = dimensions
        self.precise = precise

    def get_col_spec(self, **kw):
        return f"POINTS({self.dimensions})"


class Tag(sa.String):
    pass


class Shade(sa.Enum):
    pass


class Guid(types.TypeDecorator):
    impl = sa.CHAR
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID())
        return dialect.type_descriptor(sa.CHAR(36))


class Document(types.TypeDecorator):
    impl = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    cache_ok = True


class Named(types.TypeDecorator):
    impl = sa.Text
    cache_ok = True

    def __init__(self, of="text"):
        super().__init__()

    def __repr__(self):
        return "Named(of='text')"

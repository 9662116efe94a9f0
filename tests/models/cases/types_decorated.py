"""TypeDecorators, user-defined types, variants."""
import uuid

from sqlalchemy import CHAR, Column, Integer, JSON, LargeBinary, MetaData, PickleType, String, Table, Text, TypeDecorator
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.types import UserDefinedType


class GUID(TypeDecorator):
    impl = CHAR
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID())
        return dialect.type_descriptor(CHAR(32))


class Encrypted(TypeDecorator):
    impl = LargeBinary
    cache_ok = True

    def __init__(self, secret, **kw):
        super().__init__(**kw)
        self.secret = secret

    def process_bind_param(self, value, dialect):
        return value


class Lowered(TypeDecorator):
    impl = String(40)


class JsonText(TypeDecorator[dict]):
    impl = Text

    @property
    def python_type(self):
        return dict


class Vector(UserDefinedType):
    cache_ok = True

    def __init__(self, size):
        self.size = size

    def get_col_spec(self, **kw):
        return f"VECTOR({self.size})"


target_metadata = MetaData()
Table("t", target_metadata,
      Column("id", GUID, primary_key=True, default=uuid.uuid4),
      Column("secret", Encrypted("x")),
      Column("low", Lowered), Column("low9", Lowered(9)),
      Column("json", JsonText()),
      Column("vector", Vector(3)),
      Column("pickled", PickleType),
      Column("varied", JSON().with_variant(postgresql.JSONB(), "postgresql").with_variant(mysql.LONGTEXT(), "mysql")),
      Column("number", Integer().with_variant(String(3), "sqlite")),
      Column("decorated_variant", GUID().with_variant(String(36), "sqlite")))

"""The column types of Advanced Alchemy, as the database has them."""

from uuid import UUID

from sqlalchemy import (BINARY, CHAR, JSON, BigInteger, Boolean, DateTime, Integer, LargeBinary, String, Text,
                        TypeDecorator)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as _PostgresqlUuid
from sqlalchemy.ext.mutable import MutableList  # noqa: F401

UUID_UTILS_INSTALLED = NANOID_INSTALLED = None

BigIntIdentity = BigInteger().with_variant(Integer, "sqlite")


class GUID(TypeDecorator):
    impl = BINARY(16)
    cache_ok = True

    def __init__(self, *args, binary=True, **kwargs):
        super().__init__()
        self.impl = BINARY(16)
        self.binary = binary

    def load_dialect_impl(self, dialect):
        if dialect.name in ("postgresql", "duckdb", "cockroachdb"):
            return dialect.type_descriptor(_PostgresqlUuid())
        return dialect.type_descriptor(BINARY(16) if self.binary else CHAR(32))

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if dialect.name in ("postgresql", "duckdb", "cockroachdb"):
            return str(value)
        value = value if isinstance(value, UUID) else UUID(value)
        return value.bytes if self.binary else value.hex

    def process_result_value(self, value, dialect):
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=value) if isinstance(value, bytes) else UUID(hex=value)


class DateTimeUTC(TypeDecorator):
    impl = DateTime(timezone=True)
    cache_ok = True

    def __init__(self, *args, **kwargs):
        super().__init__()
        self.impl = DateTime(timezone=kwargs.get("timezone", args[0] if args else False)) if args or kwargs else \
            DateTime(timezone=True)


class ORA_JSONB(TypeDecorator):
    impl = LargeBinary
    cache_ok = True


JsonB = (JSON().with_variant(JSONB, "postgresql").with_variant(ORA_JSONB, "oracle")
         .with_variant(JSONB, "cockroachdb"))


class Bool(TypeDecorator):
    impl = Boolean
    cache_ok = True


class FernetBackend:
    pass


EncryptionBackend = FernetBackend


class EncryptedString(TypeDecorator):
    impl = String
    cache_ok = True

    def __init__(self, key=None, backend=FernetBackend, length=None, **kwargs):
        super().__init__()
        self.key, self.backend, self.length = key, backend, length


class EncryptedText(EncryptedString):
    impl = Text


class TOTPSecret(EncryptedString):
    pass


class PasswordHash(TypeDecorator):
    impl = String
    cache_ok = True

    def __init__(self, backend=None, length=255):
        super().__init__(length)
        self.impl = String(length)
        self.backend, self.length = backend, length


class OneTimeCode(TypeDecorator):
    impl = JsonB
    cache_ok = True

    def __init__(self, *args, **kwargs):
        self.impl = JsonB


class FileObject:
    pass


class FileObjectList:
    pass


class StoredObject(TypeDecorator):
    impl = JsonB
    cache_ok = True

    def __init__(self, backend=None, multiple=False, *args, **kwargs):
        self.impl = JsonB
        self.backend, self.multiple = backend, multiple

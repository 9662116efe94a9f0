"""The column types of fastapi-users' tables."""

from sqlalchemy import CHAR, TIMESTAMP, TypeDecorator


class GUID(TypeDecorator):
    """PostgreSQL's UUID; CHAR(36) elsewhere."""

    class UUIDChar(CHAR):
        pass

    impl = UUIDChar
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import UUID

            return dialect.type_descriptor(UUID())
        return dialect.type_descriptor(CHAR(36))

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if dialect.name == "postgresql":
            return str(value)
        from uuid import UUID

        return str(value if isinstance(value, UUID) else UUID(value))

    def process_result_value(self, value, dialect):
        from uuid import UUID

        return value if value is None or isinstance(value, UUID) else UUID(value)


def now_utc():
    from datetime import datetime, timezone

    return datetime.now(timezone.utc)


class TIMESTAMPAware(TypeDecorator):
    """TIMESTAMP whose values have a time zone in Python, also where the database keeps none."""

    impl = TIMESTAMP
    cache_ok = True

    def process_result_value(self, value, dialect):
        if value is not None and dialect.name != "postgresql":
            from datetime import timezone

            return value.replace(tzinfo=timezone.utc)
        return value

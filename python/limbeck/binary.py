"""Bytes of PostgreSQL as its driver gives them."""

BYTEA, BYTEA_ARRAY = 17, 1001  # pg_type.dat, which never changes


def views(value):
    """Of bytes, or of an array of them: psycopg2 gives views of memory."""
    return [views(item) for item in value] if isinstance(value, list) else value if value is None else memoryview(value)

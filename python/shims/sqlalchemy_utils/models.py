"""Mixins for models."""


def _now():
    from datetime import datetime, timezone

    return datetime.now(timezone.utc).replace(tzinfo=None)


def _timestamp():
    import sqlalchemy as sa

    return type("Timestamp", (), {
        "__module__": __name__,
        "created": sa.Column(sa.DateTime, default=_now, nullable=False),
        "updated": sa.Column(sa.DateTime, default=_now, nullable=False),
    })


Timestamp = _timestamp()


def generic_repr(*fields):
    """Leaves classes as they are: nobody reads the repr of a row in a migration."""
    if len(fields) == 1 and isinstance(fields[0], type):
        return fields[0]
    return lambda cls: cls

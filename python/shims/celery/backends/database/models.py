"""The tables that results are kept in."""

from datetime import datetime, timezone

import sqlalchemy as sa

from .session import ResultModelBase

DialectSpecificInteger = sa.Integer().with_variant(sa.BigInteger, "mssql")


def _now():
    return datetime.now(timezone.utc)


class _Configurable:
    @classmethod
    def configure(cls, schema=None, name=None):
        cls.__table__.schema = schema
        cls.id.default.schema = schema
        cls.__table__.name = name or cls.__tablename__


class Task(_Configurable, ResultModelBase):
    __tablename__ = "celery_taskmeta"
    __table_args__ = {"sqlite_autoincrement": True}

    id = sa.Column(DialectSpecificInteger, sa.Sequence("task_id_sequence"), primary_key=True, autoincrement=True)
    task_id = sa.Column(sa.String(155), unique=True)
    status = sa.Column(sa.String(50), default="PENDING")
    result = sa.Column(sa.LargeBinary, nullable=True)
    date_done = sa.Column(sa.DateTime, default=_now, onupdate=_now, nullable=True, index=True)
    traceback = sa.Column(sa.Text, nullable=True)
    children = sa.Column(sa.LargeBinary, nullable=True)


class TaskExtended(Task):
    __tablename__ = "celery_taskmeta"
    __table_args__ = {"sqlite_autoincrement": True, "extend_existing": True}

    name = sa.Column(sa.String(155), nullable=True)
    args = sa.Column(sa.LargeBinary, nullable=True)
    kwargs = sa.Column(sa.LargeBinary, nullable=True)
    worker = sa.Column(sa.String(155), nullable=True)
    retries = sa.Column(sa.Integer, nullable=True)
    queue = sa.Column(sa.String(155), nullable=True)
    stamps = sa.Column(sa.LargeBinary, nullable=True)


class TaskSet(_Configurable, ResultModelBase):
    __tablename__ = "celery_tasksetmeta"
    __table_args__ = {"sqlite_autoincrement": True}

    id = sa.Column(DialectSpecificInteger, sa.Sequence("taskset_id_sequence"), autoincrement=True, primary_key=True)
    taskset_id = sa.Column(sa.String(155), unique=True)
    result = sa.Column(sa.LargeBinary, nullable=True)
    date_done = sa.Column(sa.DateTime, default=_now, nullable=True, index=True)

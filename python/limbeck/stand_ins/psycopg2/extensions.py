"""What programs take from psycopg2.extensions."""

from ._connection import AUTOCOMMIT as ISOLATION_LEVEL_AUTOCOMMIT
from ._connection import DEFAULT as ISOLATION_LEVEL_DEFAULT
from ._connection import IDLE as TRANSACTION_STATUS_IDLE
from ._connection import INTRANS as TRANSACTION_STATUS_INTRANS
from ._connection import READ_COMMITTED as ISOLATION_LEVEL_READ_COMMITTED
from ._connection import READ_UNCOMMITTED as ISOLATION_LEVEL_READ_UNCOMMITTED
from ._connection import REPEATABLE_READ as ISOLATION_LEVEL_REPEATABLE_READ
from ._connection import SERIALIZABLE as ISOLATION_LEVEL_SERIALIZABLE
from ._connection import STATUS_BEGIN, STATUS_READY, Column, connection, cursor, parse_dsn, quote_ident
from ._errors import QueryCanceledError, TransactionRollbackError
from ._values import AsIs, Binary, Boolean, Float, Int, ISQLQuote, QuotedString, adapt, adapters, register_adapter

STATUS_IN_TRANSACTION = STATUS_BEGIN
STATUS_PREPARED = 5
TRANSACTION_STATUS_ACTIVE, TRANSACTION_STATUS_INERROR, TRANSACTION_STATUS_UNKNOWN = 1, 3, 4


def make_dsn(dsn=None, **options):
    parts = parse_dsn(dsn) if dsn else {}
    parts.update({"dbname" if key == "database" else key: str(value) for key, value in options.items()
                  if value is not None})
    return " ".join(f"{key}={_word(value)}" for key, value in parts.items())


def _word(text):
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return escaped if text and not any(sign.isspace() for sign in text) else f"'{escaped}'"

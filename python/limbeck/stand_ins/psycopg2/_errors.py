"""The exceptions, and what the engine says as one of them."""

from ._states import STATES


class Diagnostics:
    """What the server says of an error."""

    column_name = constraint_name = context = datatype_name = internal_position = internal_query = message_detail = None
    message_hint = message_primary = schema_name = severity = severity_nonlocalized = source_file = source_function = None
    source_line = sqlstate = statement_position = table_name = None

    def __init__(self, fields):
        self.__dict__.update(fields)


class Warning(Exception):
    pass


class Error(Exception):
    pgerror = pgcode = cursor = None
    _limbeck_error = None
    _fields = {}

    @property
    def diag(self):
        return Diagnostics(self._fields)


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


class QueryCanceledError(OperationalError):
    pass


class TransactionRollbackError(OperationalError):
    pass


for _kind in (Warning, Error, InterfaceError, DatabaseError, InternalError, OperationalError, ProgrammingError, IntegrityError,
              DataError, NotSupportedError, QueryCanceledError, TransactionRollbackError):
    _kind.__module__ = "psycopg2.extensions" if _kind.__name__ in ("QueryCanceledError", "TransactionRollbackError") \
        else "psycopg2"

_by_class = {
    "0A": NotSupportedError, "08": OperationalError, "20": ProgrammingError, "21": ProgrammingError, "22": DataError,
    "23": IntegrityError, "24": InternalError, "25": InternalError, "26": OperationalError, "27": OperationalError,
    "28": OperationalError, "2B": InternalError, "2D": InternalError, "2F": InternalError, "34": OperationalError,
    "38": InternalError, "39": InternalError, "3B": InternalError, "3D": ProgrammingError, "3F": ProgrammingError,
    "40": TransactionRollbackError, "42": ProgrammingError, "44": ProgrammingError, "53": OperationalError,
    "54": OperationalError, "55": OperationalError, "57": OperationalError, "58": OperationalError, "F0": InternalError,
    "HV": OperationalError, "P0": InternalError, "XX": InternalError,
}
_classes = {}


def class_of(state):
    """The class of errors.* for a SQLSTATE. Raises KeyError for one that is not known."""
    found = _classes.get(state)
    if found is None:
        name = "".join(word.capitalize() for word in STATES[state].split("_"))
        base = QueryCanceledError if state == "57014" else _by_class.get(state[:2], DatabaseError)
        found = _classes[state] = type(name, (base,), {"__module__": "psycopg2.errors"})
    return found


def raised(error, cursor=None):
    """The engine's error under the name that psycopg2 has for it."""
    if error.kind != "database":
        return error
    if error.sqlstate in STATES:
        kind = class_of(error.sqlstate)
    else:
        kind = _by_class.get(error.sqlstate[:2], DatabaseError) if error.sqlstate else OperationalError
    made = kind(error.what + "\n")
    made.pgerror = f"ERROR:  {error.what}\n" if error.sqlstate else None
    made.pgcode = error.sqlstate or None
    made.cursor = cursor
    made._fields = error.diagnostics
    made._limbeck_error = error
    return made

"""The engine's errors as SQLAlchemy names them."""

from .. import exc


class DriverError(Exception):
    """Stands for the exception of a driver."""

    def __init__(self, error):
        number = error.diagnostics.get("errno")
        super().__init__(*((int(number), error.diagnostics["message"]) if number else (error.what,)))
        self.pgcode = self.sqlstate = error.sqlstate or None
        self.pgerror = error.what
        self.diag = self
        self.message_primary = error.what


DriverError.__module__ = "database"
DriverError.__qualname__ = DriverError.__name__ = "Error"

# Classes of SQLSTATE, as psycopg2 divides them.
_CLASSES = {
    exc.NotSupportedError: "0A",
    exc.DataError: "22",
    exc.IntegrityError: "23",
    exc.InternalError: "24 25 2B 2D F0 P0 XX",
    exc.OperationalError: "08 27 28 2F 34 38 39 3B 40 53 54 55 57 58 HV",
    exc.ProgrammingError: "20 21 26 3D 3F 42 44",
}
_by_class = {code: kind for kind, codes in _CLASSES.items() for code in codes.split()}


def translated(error, parameters=None):
    if error.kind != "database":
        return error
    if "class" in error.diagnostics:
        kind = getattr(exc, error.diagnostics["class"])
    elif error.sqlstate:
        kind = _by_class.get(error.sqlstate[:2], exc.DatabaseError)
    else:
        kind = exc.IntegrityError if "constraint failed" in error.what else exc.OperationalError
    made = kind(error.statement or None, parameters, DriverError(error))
    made._limbeck_error = error
    return made

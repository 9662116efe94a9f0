"""A connection in the manner of Python's database API, for listeners and raw_connection()."""

import _limbeck

from .driver_values import to_driver_values
from .errors import DriverError
from .statements import driver_parameters

# Modules of the drivers whose connections are what a listener is given.
_MODULES = {"pysqlite": "sqlite3", "psycopg2": "psycopg2", "psycopg": "psycopg"}


class DBAPIConnection:
    def __init__(self, connection):
        self._connection = connection
        self.commit = connection.commit
        self.rollback = connection.rollback
        self.close = connection.close

    @property
    def dbapi_connection(self):
        return self

    driver_connection = connection = dbapi_connection

    def cursor(self):
        return DBAPICursor(self._connection)

    def execute(self, statement, parameters=None):
        return self.cursor().execute(statement, parameters)

    def _stands_for(self, name):
        """Whether a connection of the engine's driver is an instance of the class of that name: "sqlite3.Connection"."""
        module, _, cls = name.partition(".")
        return _MODULES.get(self._connection.engine.driver) == module and cls.rpartition(".")[2].lower() == "connection"


class DBAPICursor:
    arraysize = 1
    _planned = None

    def __init__(self, connection):
        self._connection = connection
        self._rows = []
        self.description = None
        self.rowcount = -1
        self.lastrowid = None

    def execute(self, statement, parameters=None):
        handle = self._connection._open()
        try:
            found = handle.execute(str(statement), driver_parameters(parameters))
        except _limbeck.Error as error:
            raise DriverError(error) from error
        self._planned = (handle, str(statement)) if found.get("planned") else None
        to_driver_values(found)
        self._rows = [tuple(row) for row in found["rows"]]
        self.description = [(name, None, None, None, None, None, None) for name in found["columns"]] \
            if found["returns_rows"] else None
        self.rowcount = found["rowcount"]
        self.lastrowid = found["last_insert_id"]
        return self

    def fetchmany(self, size=1):
        if self._planned:
            handle, statement = self._planned
            handle.result_wanted(statement)
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    def fetchall(self):
        return self.fetchmany(len(self._rows))

    def fetchone(self):
        found = self.fetchmany()
        return found[0] if found else None

    def close(self):
        self._rows = []

"""A connection in the manner of Python's database API, for listeners and raw_connection()."""

from .driver_values import to_driver_values

# Modules of the drivers whose connections are what a listener is given.
_MODULES = {"pysqlite": "sqlite3", "psycopg2": "psycopg2", "psycopg": "psycopg"}


class DBAPIConnection:
    autocommit = False
    is_valid = True

    def __init__(self, connection):
        self._connection = connection

    @property
    def dbapi_connection(self):
        return self

    driver_connection = connection = dbapi_connection

    def cursor(self, *args, **kw):
        return DBAPICursor(self._connection)

    def execute(self, statement, parameters=None):
        cursor = self.cursor()
        cursor.execute(statement, parameters)
        return cursor

    def commit(self):
        self._connection.commit()

    def rollback(self):
        self._connection.rollback()

    def close(self):
        self._connection.close()

    def set_session(self, **kw):
        if "autocommit" in kw:
            self._connection._autocommit = kw["autocommit"]

    def _stands_for(self, name):
        """Whether a connection of the engine's driver is an instance of the class of that name: "sqlite3.Connection"."""
        module, _, cls = name.partition(".")
        return _MODULES.get(self._connection.engine.driver) == module and cls.rpartition(".")[2].lower() == "connection"

    # What has no effect on the database by itself: a statement that needs it fails.

    def create_function(self, *args, **kw):
        pass

    create_aggregate = create_collation = enable_load_extension = load_extension = create_function

    def run_async(self, function):
        from limbeck.opaque import Opaque, Origin

        from ..ext.asyncio import _run

        origin = Origin(self._connection.engine.driver, "limbeck connects by itself, without that driver", "")
        return _run(function(Opaque("the connection of the driver", origin)))


class DBAPICursor:
    arraysize = 1

    def __init__(self, connection):
        self._connection = connection
        self._rows = []
        self.description = None
        self.rowcount = -1
        self.lastrowid = None

    def execute(self, statement, parameters=None):
        from .base import _driver_parameters

        handle = self._connection._open()
        import _limbeck

        try:
            found = handle.execute(str(statement), _driver_parameters(parameters))
        except _limbeck.Error as error:
            from .base import _DriverError

            raise _DriverError(error) from error
        self._planned = (handle, str(statement)) if found.get("planned") else None
        to_driver_values(found)
        self._rows = [tuple(row) for row in found["rows"]]
        self.description = [(name, None, None, None, None, None, None) for name in found["columns"]] \
            if found["returns_rows"] else None
        self.rowcount = found["rowcount"]
        self.lastrowid = found["last_insert_id"]
        return self

    def executemany(self, statement, rows):
        for row in rows:
            self.execute(statement, row)

    _planned = None

    def _known(self):
        if self._planned:
            handle, statement = self._planned
            handle.result_wanted(statement)

    def fetchone(self):
        self._known()
        return self._rows.pop(0) if self._rows else None

    def fetchall(self):
        self._known()
        found, self._rows = self._rows, []
        return found

    def fetchmany(self, size=1):
        self._known()
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    def close(self):
        pass

    def __iter__(self):
        return iter(self.fetchall())

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

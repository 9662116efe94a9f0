"""Databases to migrate, one interface for each kind: url(), dump(), execute(), drop()."""

import contextlib
import os
import re
import sqlite3

from support.statements import ddl_elements, evened, kept_ddl


class SqliteDatabase:
    kind = "sqlite"

    def __init__(self, path):
        self.path = str(path)
        self.name = os.path.basename(self.path)

    def url(self, driver=None):
        return f"sqlite{'+' + driver if driver else ''}:///{self.path}"

    def execute(self, sql, *args):
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            return connection.execute(sql, args).fetchall()
        finally:
            connection.close()

    @contextlib.contextmanager
    def holding(self, table):
        """Nobody else can write to the table meanwhile."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield
        finally:
            connection.close()

    def dump(self):
        """Structure and rows, as lines; what is broken (integrity, foreign keys) shows as lines, too."""
        if not os.path.exists(self.path):
            return []
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.text_factory = lambda b: b.decode(errors="surrogateescape")
        try:
            lines = []
            objects = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
            tables = []
            for kind, name, table, sql in objects.fetchall():
                lines.append(f"{kind} {name} on {table}: {kept_ddl(sql)}")
                if kind == "table":
                    tables.append(name)
            for table in tables:
                quoted = '"' + table.replace('"', '""') + '"'
                columns = [row[1] for row in connection.execute(f"PRAGMA table_xinfo({quoted})")]
                wanted = ", ".join('quote("' + c.replace('"', '""') + '")' for c in columns)
                rows = connection.execute(f"SELECT {wanted} FROM {quoted}")
                lines += sorted(f"row {table}: {', '.join(row)}" for row in rows)
            lines += [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check")]
            lines += [f"broken foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
            return lines
        finally:
            connection.close()

    def structure(self):
        """What there is beside rows and the version table, as lines in an order that says nothing."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            # SQLite keeps its numbering of rows for good.
            found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic_version%'"
                                       " AND name <> 'sqlite_sequence'")
            return [line for kind, name, sql in sorted(found.fetchall(), key=lambda row: row[:2])
                    for line in [f"{kind} {name}", *("    " + e for e in evened(ddl_elements(sql)))]]
        finally:
            connection.close()

    def script(self, sql):
        connection = sqlite3.connect(self.path)
        try:
            connection.executescript(sql)
        finally:
            connection.close()

    def drop(self):
        for suffix in ("", "-journal", "-wal", "-shm"):
            if os.path.exists(self.path + suffix):
                os.unlink(self.path + suffix)

    empty = drop


class NoDatabase:
    """A URL alone: for SQL that is printed, and run by nobody."""

    def __init__(self, kind):
        self.kind = kind
        self.name = "test"

    def url(self, driver=None):
        return f"{self.kind}+{driver or 'pymysql'}://limbeck@127.0.0.1:1/{self.name}"

    def drop(self):
        pass


# Of the session, in a dump; they say nothing of the database.
_MARIADB_SETTINGS = r"/\*M?!\d+.*( SET |sandbox)|(UN)?LOCK TABLES|SET @|set autocommit|commit;"


class MariadbDatabase:
    kind = "mariadb"

    def __init__(self, server):
        self.server = server
        self.name = server.create_database()

    def url(self, driver="pymysql", dialect="mariadb"):
        return self.server.url(self.name, driver=driver, dialect=dialect)

    def execute(self, sql, *args):
        connection = self.server.connect(self.name)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, args or None)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    @contextlib.contextmanager
    def holding(self, table):
        connection = self.server.connect(self.name)
        try:
            connection.cursor().execute(f"LOCK TABLES {table} WRITE")
            yield
        finally:
            connection.close()

    def dump(self):
        lines, rows = [], []
        for line in self.server.dump(self.name).splitlines():
            if line.startswith("INSERT INTO"):
                rows.append(line)  # the order of rows means nothing
                continue
            lines += sorted(rows)
            rows = []
            if line and not re.match(_MARIADB_SETTINGS, line):
                # How far the numbering of rows has gone says what has been tried, too.
                lines.append(re.sub(r" AUTO_INCREMENT=\d+", "", line))
        return lines + sorted(rows)

    def structure(self):
        """What there is beside rows and the version table, as lines; those of a table in alphabetical order."""
        ignored = [f"--ignore-table={self.name}.{name}" for (name,) in self.execute("SHOW TABLES LIKE 'alembic_version%'")]
        text = self.server.dump(self.name, "--no-data", *ignored)
        lines, table = [], None
        for line in text.splitlines():
            if not line or re.match(_MARIADB_SETTINGS, line):
                continue
            line = re.sub(r" AUTO_INCREMENT=\d+", "", line)
            if table is not None and line.startswith("  "):
                table.append(line.rstrip(","))
                continue
            if table is not None:
                lines += sorted(_without_implicit_indexes(table))
                table = None
            lines.append(line)
            if re.match(r"CREATE TABLE .*\($", line):
                table = []
        return lines

    def script(self, sql):
        with self.server.connect(self.name, several=True) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            while cursor.nextset():
                pass

    def copy(self, other):
        """Becomes what another one is."""
        self.empty()
        self.script(self.server.dump(other.name, "--skip-add-locks", "--skip-disable-keys"))

    def empty(self):
        """Nothing is in it any more."""
        self.drop()
        with self.server.connect() as connection:
            connection.cursor().execute(f"CREATE DATABASE `{self.name}`")

    def drop(self):
        self.server.drop_database(self.name)


def _without_implicit_indexes(lines):
    """The server makes one for a foreign key, of the column's name or the key's, as it happens."""
    keys = {match[2]: match[1] for line in lines
            if (match := re.match(r"  CONSTRAINT (`.*`) FOREIGN KEY \((.*?)\) REFERENCES", line))}
    return [line for line in lines
            if not ((match := re.match(r"  KEY (`.*?`) \((.*)\)$", line)) and match[2] in keys
                    and match[1] in (match[2].split(",")[0], keys[match[2]]))]


class PostgresqlDatabase:
    kind = "postgresql"

    def __init__(self, server):
        self.server = server
        self.name = server.create_database()

    def url(self, driver="psycopg2"):
        """SQLAlchemy 2.1 takes plain postgresql:// for psycopg, which the oracle does not have; driver=None is for
        psql and other clients."""
        return self.server.url(self.name, driver=driver)

    def execute(self, sql, *args):
        connection = self.server.connect(self.name)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, args or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    @contextlib.contextmanager
    def holding(self, table):
        connection = self.server.connect(self.name)
        try:
            connection.autocommit = False
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {table}")
            yield
        finally:
            connection.close()

    def dump(self):
        lines, rows = [], []
        for line in self.server.dump(self.name).splitlines():
            if line.startswith("INSERT INTO"):
                rows.append(line)  # the order of rows means nothing
                continue
            lines += sorted(rows)
            rows = []
            # \restrict carries a random word; comments and session settings say nothing about the schema.
            if line and not re.match(r"--|\\(un)?restrict |SET |SELECT pg_catalog\.set_config", line):
                lines.append(line)
        return lines + sorted(rows)

    def structure(self):
        """What there is beside rows and the version table, as lines; columns of a table in alphabetical order."""
        lines, table = [], None
        for line in self.server.dump(self.name, "--schema-only", "--exclude-table=*.alembic_version*").splitlines():
            if not line or re.match(r"--|\\(un)?restrict |SET |SELECT pg_catalog\.set_config", line):
                continue
            if table is not None and line.startswith("    "):
                table.append(line.rstrip(","))
                continue
            if table is not None:
                lines += sorted(table)
                table = None
            lines.append(line)
            if re.match(r"CREATE (UNLOGGED |FOREIGN )?TABLE .*\($", line):
                table = []
        return lines

    def script(self, sql):
        self.execute(sql)

    def copy(self, other):
        """Becomes what another one is."""
        self.drop()
        self.server.copy_database(other.name, self.name)

    def empty(self):
        """Nothing is in it any more."""
        self.drop()
        connection = self.server.connect("postgres")
        connection.cursor().execute(f'CREATE DATABASE "{self.name}" TEMPLATE template0')
        connection.close()

    def drop(self):
        self.server.drop_database(self.name)

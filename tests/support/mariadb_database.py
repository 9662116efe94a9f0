"""A database on a MariaDB server, with the interface of databases.py."""

import contextlib
import re


class MariadbDatabase:
    kind = "mariadb"

    def __init__(self, server):
        self.server = server
        self.name = server.create_database()

    def url(self, driver="pymysql"):
        return self.server.url(self.name, driver=driver)

    def execute(self, sql, *args):
        connection = self.server.connect(self.name)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, args or None)
                return list(cursor.fetchall())
        finally:
            connection.close()

    @contextlib.contextmanager
    def holding(self, table):
        connection = self.server.connect(self.name)
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLES {table} WRITE")
            yield
        finally:
            connection.close()

    def script(self, sql):
        for statement in re.split(r";\s*\n", sql + "\n"):
            if statement.strip(" \n;"):
                self.execute(statement)

    def dump(self):
        return _lines(self.server.dump(self.name))

    def structure(self):
        """What there is beside rows and the version table, as lines; those of a table in alphabetical order."""
        ignored = [f"--ignore-table={self.name}.{name}" for (name,) in self.execute("SHOW TABLES LIKE 'alembic_version%'")]
        text = self.server.dump(self.name, "--no-data", *ignored)
        lines, table = [], None
        for line in _lines(text):
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

    def empty(self):
        self.drop()
        connection = self.server.connect()
        connection.cursor().execute(f"CREATE DATABASE `{self.name}`")
        connection.close()

    def drop(self):
        self.server.drop_database(self.name)


def _without_implicit_indexes(lines):
    """The server makes one for a foreign key, of the column's name or the key's, as it happens."""
    keys = {match[2]: match[1] for line in lines
            if (match := re.match(r"  CONSTRAINT (`.*`) FOREIGN KEY \((.*?)\) REFERENCES", line))}
    return [line for line in lines
            if not ((match := re.match(r"  KEY (`.*?`) \((.*)\)$", line)) and match[2] in keys
                    and match[1] in (match[2].split(",")[0], keys[match[2]]))]


def _lines(text):
    """Settings of the session say nothing of the database."""
    return [line for line in text.splitlines()
            if line and not re.match(r"--|/\*!\d+ SET |/\*M!.*sandbox|SET @|(UN)?LOCK TABLES", line)]

"""The same for MySQL and MariaDB; the driver learns what the URL calls the database and the driver."""

import _limbeck
from sqlalchemy.dialects.mysql import mariadb, pymysql

from .planned_dialect import Planned


class MySQLDialect_pymysql(Planned, pymysql.MySQLDialect_pymysql):
    supports_statement_cache = True

    def create_connect_args(self, url, _translate_args=None):
        arguments, options = super().create_connect_args(url, _translate_args)
        driver = url.drivername.partition("+")[2]
        return arguments, {**options, "limbeck_name": f"{self.name}+{driver}" if driver else self.name}

    def get_table_names(self, connection, schema=None, **kw):
        """Without the journal of the run that is at work, which Alembic has not."""
        names = super().get_table_names(connection, schema, **kw)
        if not any(name.endswith("_journal") for name in names):
            return names
        journals = connection.exec_driver_sql(
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = %s AND TABLE_COMMENT = %s",
            (schema or self.default_schema_name, _limbeck.dialect_facts(self.name)["_journal_comment"])).scalars().all()
        return [name for name in names if name not in journals]


class MariaDBDialect_pymysql(mariadb.MariaDBDialect, MySQLDialect_pymysql):
    supports_statement_cache = True

"""The same for MySQL and MariaDB; the driver learns what the URL calls the database."""

from sqlalchemy.dialects.mysql import mariadb, pymysql

from .planned_dialect import Planned


class MySQLDialect_pymysql(Planned, pymysql.MySQLDialect_pymysql):
    supports_statement_cache = True

    def create_connect_args(self, url, _translate_args=None):
        arguments, options = super().create_connect_args(url, _translate_args)
        return arguments, {**options, "limbeck_dialect": self.name}


class MariaDBDialect_pymysql(mariadb.MariaDBDialect, MySQLDialect_pymysql):
    supports_statement_cache = True

"""A MySQL server in MariaDB's place: none of Debian's releases has one, so that its program is given."""

import os
import subprocess

from support import mariadb

# What a MariaDB of the tests is told and MySQL does not know, or says in another way.
NOT_KNOWN = ("innodb-file-per-table", "innodb-flush-method", "innodb-log-file-size", "skip-name-resolve")


class Server(mariadb.Server):
    dialect = "mysql"

    def __init__(self, program, settings=None):
        super().__init__(settings)
        self.program = os.path.abspath(program)
        for name in NOT_KNOWN:
            self.settings.pop(name, None)
        self.settings |= {"mysqlx": "OFF", "secure-file-priv": "NULL", "auto-generate-certs": "OFF",
                          "innodb-redo-log-capacity": "32M", "log-error-verbosity": "1"}

    def _install(self):
        done = subprocess.run([*self._prefix, self.program, "--no-defaults", "--initialize-insecure", f"--datadir={self.data}"],
                              capture_output=True, text=True, cwd="/")
        if done.returncode:
            raise RuntimeError("mysqld --initialize-insecure: " + done.stderr)

    def url(self, database, user=mariadb.USER, password=None, driver="pymysql", dialect="mysql"):
        return super().url(database, user, password, driver, "mysql" if dialect == "mariadb" else dialect)

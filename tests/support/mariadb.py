"""A MariaDB server of our own: private port, temporary folder, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
import threading
import time

import pymysql
import pymysql.connections

from support.postgres import as_server_user, free_port
from support.tools import memory_folder

# No server here speaks TLS; to read all authorities for each connection costs more than the connection.
pymysql.connections.SSL_ENABLED = False
USER = "limbeck"
LOCKED_USER = "locked"  # the only one who must give a password
LOCKED_PASSWORD = "open-sesame-4711"


class Server:
    """One running server. Use as a context manager, or call start() and stop()."""

    dialect = "mariadb"

    def __init__(self, settings=None):
        self.settings = {
            # Nothing here outlives the run: speed before safety against power cuts. A killed server still recovers.
            "innodb-flush-log-at-trx-commit": "0",
            "innodb-flush-method": "nosync",
            "innodb-doublewrite": "0",
            "innodb-buffer-pool-size": "64M",
            "innodb-log-file-size": "16M",
            "innodb-file-per-table": "0",  # small databases come and go: files of their own cost most of the time
            "skip-log-bin": None,
            "character-set-server": "utf8mb4",
            "default-time-zone": "+00:00",
            "max-connections": "300",
            "skip-name-resolve": None,
            **(settings or {}),
        }
        if shutil.which("mariadbd", path=os.environ["PATH"] + ":/usr/sbin") is None:
            raise RuntimeError("no MariaDB server installed (apt-get install mariadb-server)")
        self.program = shutil.which("mariadbd", path=os.environ["PATH"] + ":/usr/sbin")
        self.port = None
        self.folder = None
        self._count = 0
        self._lock = threading.Lock()
        self._admin = None
        self._server = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self._prefix, ids = as_server_user()
        self.folder = tempfile.mkdtemp(prefix=f"limbeck-{self.dialect}-", dir=memory_folder())
        if ids:
            os.chown(self.folder, *ids)
        self.data = os.path.join(self.folder, "data")
        self.temporary = os.path.join(self.folder, "tmp")  # a server that starts removes all servers' tables from a shared one
        os.mkdir(self.temporary)
        if ids:
            os.chown(self.temporary, *ids)
        self._install()
        self.launch()
        self._make_users()
        return self

    def _install(self):
        """Makes the folder of data."""
        with tempfile.TemporaryFile("w+") as out:
            done = subprocess.run(
                [*self._prefix, "mariadb-install-db", "--no-defaults", f"--datadir={self.data}", "--skip-test-db",
                 "--auth-root-authentication-method=normal", "--innodb-log-file-size=16M"],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/")
            if done.returncode:
                out.seek(0)
                raise RuntimeError("mariadb-install-db: " + out.read())

    def _make_users(self):
        with self._cursor() as cursor:
            cursor.execute(f"CREATE USER IF NOT EXISTS {USER}@'%'")
            cursor.execute(f"GRANT ALL ON *.* TO {USER}@'%' WITH GRANT OPTION")
            cursor.execute(f"CREATE USER IF NOT EXISTS {LOCKED_USER}@'%' IDENTIFIED BY '{LOCKED_PASSWORD}'")
            cursor.execute(f"GRANT ALL ON *.* TO {LOCKED_USER}@'%'")

    def launch(self):
        """Start the server process on the existing data (again after kill())."""
        for _ in range(5):  # another process may take the free port before the server does
            self.port = self.port or free_port()
            log = os.path.join(self.folder, "log")
            options = [f"--{name}" + ("" if value is None else f"={value}") for name, value in self.settings.items()]
            with open(log, "a") as out:
                self._server = subprocess.Popen(
                    [*self._prefix, self.program, "--no-defaults", f"--datadir={self.data}", f"--tmpdir={self.temporary}",
                     f"--port={self.port}",
                     "--bind-address=127.0.0.1", f"--socket={self.socket}", f"--pid-file={self.folder}/pid", *options],
                    stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/")
            for _ in range(600):
                if self._server.poll() is not None:
                    break
                try:
                    with pymysql.connect(unix_socket=self.socket, user="root") as connection, connection.cursor() as cursor:
                        cursor.execute("SELECT 1 FROM mysql.user")  # a node of a cluster lets in before it answers
                    return
                except pymysql.err.OperationalError:
                    time.sleep(0.05)
            self.kill()
            self.port = None
        with open(os.path.join(self.folder, "log")) as f:
            raise RuntimeError("MariaDB does not start:\n" + f.read()[-2000:])

    @property
    def socket(self):
        return os.path.join(self.folder, "socket")

    def kill(self):
        """As if the machine's power went: no goodbye to clients, recovery at the next launch()."""
        self._close_admin()
        self._server.kill()
        self._server.wait()

    def process(self):
        return self._server.pid if self._server is not None else None

    def stop(self):
        if self.folder is None:
            return
        if self._server is not None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = None

    def url(self, database, user=USER, password=None, driver="pymysql", dialect="mariadb"):
        secret = f":{password}" if password is not None else ""
        return f"{dialect}{'+' + driver if driver else ''}://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def create_database(self):
        """A new empty database under a name that no other run has."""
        with self._lock:
            self._count += 1
            name = f"db_{os.urandom(4).hex()}_{self._count}"
            with self._cursor() as cursor:
                cursor.execute(f"CREATE DATABASE `{name}`")
        return name

    def drop_database(self, name):
        with self._lock, self._cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")

    def connect(self, database=None, several=False):
        """With `several`, a text may hold more than one statement."""
        return pymysql.connect(host="127.0.0.1", port=self.port, user=USER, database=database, autocommit=True,
                               client_flag=pymysql.constants.CLIENT.MULTI_STATEMENTS if several else 0)

    def dump(self, database, *options):
        """mariadb-dump's text: structure, comments, routines and rows."""
        done = subprocess.run(
            ["mariadb-dump", "--no-defaults", f"--socket={self.socket}", "-u", "root", "--skip-dump-date",
             "--skip-extended-insert", "--order-by-primary", "--hex-blob", "--routines", "--triggers",
             "--skip-comments", *options, database], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError("mariadb-dump: " + done.stderr)
        return done.stdout

    def _cursor(self):
        for attempt in range(50):
            try:
                if self._admin is None or not self._admin.open:
                    self._admin = pymysql.connect(unix_socket=self.socket, user="root", autocommit=True)
                return self._admin.cursor()
            except pymysql.err.OperationalError:
                if attempt == 49:
                    raise
                time.sleep(0.1)

    def _close_admin(self):
        if self._admin is not None:
            try:
                self._admin.close()
            except pymysql.err.Error:
                pass
            self._admin = None

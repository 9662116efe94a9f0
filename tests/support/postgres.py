"""A PostgreSQL server of our own: private port, temporary folder, gone afterwards.

PostgreSQL refuses to run as root, so as root everything runs through `setpriv` as user postgres (or nobody).
"""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
import time

import psycopg2

from support.tools import memory_folder

USER = "limbeck"
LOCKED_USER = "locked"  # the only one who must give a password
LOCKED_PASSWORD = "open-sesame-4711"


def bin_folder():
    """The newest installed server's programs; None when there is no server."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda p: int(p.split("/")[4]))
    return os.path.dirname(found[-1]) if found else None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def as_server_user():
    """The command prefix that leaves root behind, and the user's ids; nothing when we are not root."""
    if os.geteuid() != 0:
        return [], None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        prefix = ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
        return prefix, (entry.pw_uid, entry.pw_gid)
    raise RuntimeError("root cannot run PostgreSQL, and neither user postgres nor nobody exists")


class Server:
    """One running server. Use as a context manager, or call start() and stop()."""

    def __init__(self, settings=None):
        self.settings = {
            # Nothing here outlives the run: speed before safety against power cuts. A killed server still recovers.
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": "100",
            "shared_buffers": "64MB",
            "autovacuum": "off",
            # Small questions to the catalogues, by sessions that are new every time: most of their time goes to planning.
            "jit": "off",
            "join_collapse_limit": "1",
            "from_collapse_limit": "1",
            "timezone": "UTC",
            "max_locks_per_transaction": "256",  # several large trials at a time share one table of locks
            **(settings or {}),
        }
        self.bin = bin_folder()
        if self.bin is None:
            raise RuntimeError("no PostgreSQL server installed (apt-get install postgresql)")
        self.version = int(self.bin.split("/")[4])
        self.port = None
        self.data = None
        self.folder = None
        self._count = 0
        self._lock = threading.Lock()
        self._admin = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        prefix, ids = as_server_user()
        self._prefix = prefix
        # Thousands of small databases are made: copying their files takes most of the time elsewhere.
        self.folder = tempfile.mkdtemp(prefix="limbeck-pg-", dir=memory_folder())
        if ids:
            os.chown(self.folder, *ids)
        self.data = os.path.join(self.folder, "data")
        # Written into a folder that may belong to another user by now: give it to that user as well.
        self._run("initdb", "-D", self.data, "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
        hba = os.path.join(self.data, "pg_hba.conf")
        with open(hba, "w") as f:
            f.write(f"host all {LOCKED_USER} 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n")
        self.launch()
        self._shorten_template()
        with self._admin_cursor() as cursor:
            cursor.execute(f"CREATE ROLE {LOCKED_USER} LOGIN PASSWORD '{LOCKED_PASSWORD}'")
        return self

    def _shorten_template(self):
        """Every pg_dump reads what the server says of each function, operator and so on of its own, and writes none of it."""
        with self._admin_cursor() as cursor:
            cursor.execute("UPDATE pg_database SET datallowconn = true WHERE datname = 'template0'")
            connection = self.connect("template0")
            try:
                with connection.cursor() as there:
                    there.execute("DELETE FROM pg_description WHERE classoid <> 'pg_namespace'::regclass")
                    there.execute("VACUUM FULL pg_description")
            finally:
                connection.close()
            cursor.execute("UPDATE pg_database SET datallowconn = false WHERE datname = 'template0'")

    def launch(self):
        """Start the server process on the existing data (again after kill())."""
        for _ in range(5):  # another process may take the free port before the server does
            self.port = self.port or free_port()
            try:
                options = [f"-p {self.port}", f"-k {self.folder}", "-h 127.0.0.1"]
                options += [f"-c {key}={value}" for key, value in self.settings.items()]
                self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", os.path.join(self.folder, "log"),
                          "-o", " ".join(options), "start")
                return
            except RuntimeError:
                self.port = None
        with open(os.path.join(self.folder, "log")) as f:
            raise RuntimeError("PostgreSQL does not start:\n" + f.read()[-2000:])

    def kill(self):
        """As if the machine's power went: no goodbye to clients, recovery at the next launch()."""
        self._close_admin()
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def process(self):
        """The id of the postmaster, or None."""
        try:
            with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
                return int(file.readline())
        except (OSError, TypeError, ValueError):
            return None

    def stop(self):
        if self.folder is None:
            return
        self._close_admin()
        try:
            if os.path.exists(os.path.join(self.data, "postmaster.pid")):
                self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        except RuntimeError:
            pass
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = None

    def url(self, database, user=USER, password=None, driver=None):
        secret = f":{password}" if password is not None else ""
        scheme = "postgresql" + (f"+{driver}" if driver else "")
        return f"{scheme}://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def create_database(self):
        """A new empty database under a name that no other run has."""
        with self._lock:
            self._count += 1
            name = f"db_{os.urandom(4).hex()}_{self._count}"
            with self._admin_cursor() as cursor:
                copied = " STRATEGY file_copy" if self.version >= 15 else ""  # the other way writes it all to the log
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0{copied}')
        return name

    def copy_database(self, name, copy):
        """A database of the name `copy` that is as another one."""
        with self._lock, self._admin_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')

    def drop_database(self, name):
        with self._lock, self._admin_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def connect(self, database):
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, user=USER, dbname=database)
        connection.autocommit = True
        return connection

    def dump(self, database, *options):
        """pg_dump's text: structure, comments and rows."""
        done = subprocess.run(
            [os.path.join(self.bin, "pg_dump"), "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "--inserts",
             "--no-owner", "--no-privileges", "--no-security-labels", *options, database], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError("pg_dump: " + done.stderr)
        return done.stdout

    def _admin_cursor(self):
        for attempt in range(50):
            try:
                if self._admin is None or self._admin.closed:
                    self._admin = self.connect("postgres")
                return self._admin.cursor()
            except psycopg2.OperationalError:
                if attempt == 49:
                    raise
                time.sleep(0.1)

    def _close_admin(self):
        if self._admin is not None:
            try:
                self._admin.close()
            except psycopg2.Error:
                pass
            self._admin = None

    def _run(self, program, *args):
        # Output goes to a file: the server inherits pg_ctl's output, and a pipe would never end.
        with tempfile.TemporaryFile("w+") as out:
            # Sessions are copies of the first process: what that has linked already they need not.
            done = subprocess.run([*self._prefix, os.path.join(self.bin, program), *args], stdin=subprocess.DEVNULL,
                                  stdout=out, stderr=out, cwd="/", env={**os.environ, "LD_BIND_NOW": "1"})
            if done.returncode:
                out.seek(0)
                raise RuntimeError(f"{program}: {out.read()}")

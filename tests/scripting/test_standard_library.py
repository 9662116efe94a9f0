"""The standard library, as scripts import it: what Python has is there, compiled parts included."""

import sqlite3

from common import both_runtimes, expect
from one_revision import Project

# Terminals, tools, games, other systems, and what prints or opens a browser when it is imported.
NOT_FOR_SCRIPTS = {
    "antigravity", "curses", "ensurepip", "idlelib", "lib2to3", "msilib", "msvcrt", "nis", "nt", "ossaudiodev",
    "pydoc_data", "readline", "rlcompleter", "this", "tkinter", "turtle", "turtledemo", "venv", "winreg", "winsound",
}

WALK = '''
import importlib, sys, warnings
warnings.simplefilter("ignore")
failed = {}
for name in sorted(sys.stdlib_module_names - NOT_FOR_SCRIPTS):
    if name.startswith("_"):
        continue
    try:
        module = importlib.import_module(name)
    except BaseException as error:
        failed[name] = repr(error)
    else:
        if type(module).__name__ == "OpaqueModule":
            failed[name] = module._limbeck_origin.reason
assert not failed, failed
'''

USE = '''
import bz2, csv, ctypes, decimal, hashlib, json, lzma, mmap, resource, ssl, sqlite3, uuid, zoneinfo
from distutils.util import strtobool
assert bz2.decompress(bz2.compress(b"rows" * 9)) == b"rows" * 9
assert lzma.decompress(lzma.compress(b"rows" * 9)) == b"rows" * 9
with open(__file__, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
    assert mapped.find(b"def upgrade") > 0
csv.field_size_limit(ctypes.c_ulong(-1).value // 2)
assert ctypes.sizeof(ctypes.c_int64) == 8
assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
context = ssl.create_default_context()
assert context.verify_mode == ssl.CERT_REQUIRED and isinstance(context, ssl.SSLContext)
assert hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1).hex().startswith("120fb6cffcf8b32c43e7225256c4f837")
assert hashlib.new("sha512_256", b"").hexdigest().startswith("c672b8d1")
assert type(decimal.Decimal("1.10")).__module__ == "decimal" and str(decimal.Decimal("1.10") + 1) == "2.10"
assert "日本".encode("shift_jis").decode("shift_jis") == "日本"
other = sqlite3.connect(":memory:")
other.execute("CREATE TABLE t (a)")
other.execute("INSERT INTO t VALUES (?)", (3,))
assert other.execute("SELECT a FROM t").fetchall() == [(3,)]
assert bool(strtobool("yes"))
assert zoneinfo.ZoneInfo("Europe/Berlin").key == "Europe/Berlin"
'''


def runs(tool, folder, step, head=""):
    Project(tool, folder, step, head=head).runs()


@both_runtimes
def test_every_module(tool, folder, server):
    runs(tool, folder, WALK.replace("NOT_FOR_SCRIPTS", repr(sorted(NOT_FOR_SCRIPTS)).join(("set(", ")"))))


@both_runtimes
def test_what_compiled_parts_do(tool, folder, server):
    runs(tool, folder, USE)


@both_runtimes
def test_a_listener_tells_the_driver_by_its_class(tool, folder, server):
    step = "op.execute('SELECT 1')\nassert seen == [True], seen"
    head = ("import sqlalchemy as sa\nimport sqlite3\nfrom sqlalchemy import event\nfrom sqlalchemy.engine import Engine\nseen = []\n"
            "@event.listens_for(Engine, 'connect')\ndef connected(connection, record):\n"
            "    seen.append(isinstance(connection, sqlite3.Connection))\n"
            "engine = sa.create_engine('sqlite://')\nengine.connect().execute(sa.text('SELECT 1'))\n")
    runs(tool, folder, step, head)


@both_runtimes
def test_a_project_has_a_module_of_the_name_of_a_compiled_one(tool, folder, server):
    for name in ("resource", "mmap"):
        (folder / name).mkdir()
        Project(tool, folder / name, f"assert {name}.OWN", head=f"import {name}", files={f"{name}.py": "OWN = True"}).runs()


@both_runtimes
def test_other_processes_keep_their_limits(tool, folder, server):
    Project(tool, folder, "import os, resource\nresource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0))") \
        .refused("a script may not start or signal processes", "resource.prlimit")


@both_runtimes
def test_sqlite3_has_the_connections_of_limbeck(tool, folder, server):
    step = ("import os, sqlite3\nwith sqlite3.connect(os.environ['BESIDE']) as other:\n"
            "    other.execute('CREATE TABLE kept (id INTEGER)')\n")
    beside = folder / "beside.db"
    project = Project(tool, folder, step)
    project.upgrade(words=("upgrade", "head", "--plan"), BESIDE=str(beside))
    expect(not beside.exists(), "a plan has made a database")
    project.runs(BESIDE=str(beside))
    with sqlite3.connect(beside) as made:
        expect(made.execute("SELECT name FROM sqlite_master").fetchall() == [("kept",)], "the table is not there")

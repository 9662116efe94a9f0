"""`limbeck diff`: the differences between models and database as text, SQL, JSON and a page; `check --format json`."""

import json
import re
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import zlib

from common import database, expect, must, on, run
from support.results import Failure, Skip

ENV = """
from alembic import context
from sqlalchemy import create_engine, pool

from models import metadata

with create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
"""
BEFORE = """
from sqlalchemy import *

metadata = MetaData()
team = Table("team", metadata, Column("id", Integer, primary_key=True), Column("name", String(20), nullable=False))
person = Table("person", metadata, Column("id", Integer, primary_key=True), Column("mail", String(50)),
               Column("team_id", ForeignKey("team.id", name="fk_person_team")), Index("ix_person_mail", "mail"),
               CheckConstraint("id > 0", name="ck_person_id"))
old = Table("old", metadata, Column("id", Integer, primary_key=True))
"""
AFTER = """
from sqlalchemy import *

metadata = MetaData()
team = Table("team", metadata, Column("id", Integer, primary_key=True), Column("name", String(40), nullable=False))
person = Table("person", metadata, Column("id", Integer, primary_key=True), Column("mail", String(50)),
               Column("team_id", ForeignKey("team.id", name="fk_person_team")), Column("born", Date),
               CheckConstraint("id > 10", name="ck_person_id"))
tag = Table("tag", metadata, Column("name", String(10), primary_key=True),
            Column("person_id", ForeignKey("person.id", name="fk_tag_person"), nullable=False),
            Column("note", String(30), comment="<b>&'quoted'</b>"))
"""


class Project:
    """A database that is as BEFORE says, and models as AFTER says."""

    def __init__(self, tool, folder, server, kind):
        if tool.name == "alembic":
            raise Skip("Alembic has no diff")
        self.tool, self.folder, self.kind = tool, folder, kind
        self.database = database(kind, folder, server)
        (folder / "scripts" / "versions").mkdir(parents=True)
        (folder / "alembic.ini").write_text(
            f"[alembic]\nscript_location = scripts\nprepend_sys_path = .\nsqlalchemy.url = {self.database.url()}\n")
        (folder / "scripts" / "env.py").write_text(ENV)
        (folder / "scripts" / "script.py.mako").write_text(
            "${imports if imports else ''}\nfrom alembic import op\nimport sqlalchemy as sa\n"
            "revision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n"
            "def upgrade():\n    ${upgrades if upgrades else 'pass'}\n"
            "def downgrade():\n    ${downgrades if downgrades else 'pass'}\n")
        (folder / "models.py").write_text(BEFORE)
        must(self.run("revision", "--autogenerate", "-m", "first"))
        must(self.run("upgrade", "head"))
        expect("No differences." in must(self.run("diff")).stdout, "there are differences already")
        (folder / "models.py").write_text(AFTER)

    def run(self, *arguments):
        return run(self.tool, arguments, self.folder)

    def diff(self, *arguments):
        return must(self.run("diff", *arguments)).stdout


@on("sqlite", "postgresql")
def test_text(tool, folder, server, kind):
    text = Project(tool, folder, server, kind).diff()
    lines = [re.sub(" +", " ", line) for line in text.splitlines()]
    for wanted in ("+ table tag", "- table old", "~ table team", " ~ column name VARCHAR(20) -> VARCHAR(40)",
                   " + column born DATE", " - index ix_person_mail (mail)",
                   " + foreign key fk_tag_person (person_id) -> person (id)"):
        expect(wanted in lines, f"{wanted!r} is not in:\n{text}")
    expect(lines[-1].startswith(("2 tables changed", "1 table", "2 tables")), f"the last line counts: {lines[-1]}")
    expect("\x1b" not in text, "there are colours in a pipe")


@on("sqlite", "postgresql")
def test_sql_makes_it_so(tool, folder, server, kind):
    project = Project(tool, folder, server, kind)
    sql = project.diff("--sql")
    if kind == "sqlite":
        with sqlite3.connect(folder / "database.db") as connection:
            connection.executescript(sql)
        connection.close()
    else:
        connection = server().connect(project.database.url().rpartition("/")[2])
        with connection.cursor() as cursor:
            cursor.execute(sql)
        connection.close()
    expect("No new upgrade operations detected." in must(project.run("check")).stdout, "check finds more")
    expect(project.diff() == "No differences.\n", "diff finds more")


@on("sqlite", "postgresql")
def test_json(tool, folder, server, kind):
    project = Project(tool, folder, server, kind)
    (document,) = json.loads(project.diff("--format", "json"))
    found = {(d["kind"], d["name"], d["change"]) for d in document["differences"]}
    expect(found == {("table", "tag", "added"), ("table", "old", "removed"), ("table", "team", "changed"),
                     ("table", "person", "changed")}, str(found))
    expect(document["sql"] and document["database"] == project.database.url(), str(document))
    done = project.run("check", "--format", "json")
    expect(done.returncode == 255, f"check ended with {done.returncode}")
    (checked,) = json.loads(done.stdout)
    expect(checked["differences"] == document["differences"], "check and diff tell different things")


def chromium():
    found = shutil.which("chromium")
    if not found:
        raise Skip("no chromium")
    return found


def browse(folder, page, *arguments):
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run(
            [chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
             f"--user-data-dir={profile}", "--window-size=1200,1400", *arguments, f"file://{page}"],
            cwd=folder, capture_output=True, text=True, timeout=120)


def colours(path):
    """The colours of a PNG of 8 bits a channel, and how many pixels have each."""
    data = path.read_bytes()
    expect(data.startswith(b"\x89PNG"), "the screenshot is no PNG")
    at, rows, header = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", data[at + 8:at + 8 + length])
        elif kind == b"IDAT":
            rows += data[at + 8:at + 8 + length]
        at += 12 + length
    width, height, depth, colour = header[:4]
    size = {2: 3, 6: 4}[colour]
    raw, before, counts, at = zlib.decompress(rows), bytes(width * size), {}, 0
    for _ in range(height):
        method, line = raw[at], bytearray(raw[at + 1:at + 1 + width * size])
        at += 1 + width * size
        for i in range(len(line)):
            left = line[i - size] if i >= size else 0
            up = before[i]
            corner = before[i - size] if i >= size else 0
            if method == 1:
                line[i] = (line[i] + left) & 255
            elif method == 2:
                line[i] = (line[i] + up) & 255
            elif method == 3:
                line[i] = (line[i] + (left + up) // 2) & 255
            elif method == 4:
                guess = left + up - corner
                nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
                line[i] = (line[i] + nearest[2]) & 255
        for i in range(0, len(line), size):
            pixel = bytes(line[i:i + 3])
            counts[pixel] = counts.get(pixel, 0) + 1
        before = bytes(line)
    return counts


def test_page(tool, folder, server):
    """The page in a real browser: it draws the tables, marks what changes, and its script runs without an error."""
    chromium()
    project = Project(tool, folder, server, "postgresql")
    page = folder / "differences.html"
    page.write_text(project.diff("--format", "html"))
    done = browse(folder, page, "--dump-dom")
    errors = [line for line in done.stderr.splitlines() if "CONSOLE" in line or "Uncaught" in line]
    expect(not errors, "the page's script fails:\n" + "\n".join(errors))
    dom = done.stdout
    for wanted in ('class="table added"', 'class="table removed"', 'class="table changed"', 'class="row added"',
                   "translate(", "tag refers to person"):
        expect(wanted in dom, f"{wanted} is not in the page as the browser has it")
    expect("http://" not in dom.replace("http://www.w3.org/", "") and "https://" not in dom, "the page loads something")
    picture = folder / "page.png"
    browse(folder, page, f"--screenshot={picture}")
    counts = colours(picture)
    for name, colour in (("added", b"\xda\xfb\xe1"), ("changed", b"\xff\xf4\xd1")):
        expect(counts.get(colour, 0) > 100, f"nothing on the screenshot has the colour of {name}")
    # A page with an error in its script must be found out by the same test.
    broken = folder / "broken.html"
    broken.write_text(page.read_text().replace("fit();\n}", "fit(); no_such_function();\n}"))
    done = browse(folder, broken, "--dump-dom")
    if not any("CONSOLE" in line or "Uncaught" in line for line in done.stderr.splitlines()):
        raise Failure("an error of a script would not be noticed")

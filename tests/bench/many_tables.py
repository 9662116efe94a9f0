"""The rows of bench.py on databases with many tables: check beside Alembic, inspect beside MetaData.reflect(). Each table
has eight columns, an index, a unique constraint, a foreign key and a check; they share an enum type, and on PostgreSQL every
tenth table has an index of an expression as well.

    python many_tables.py reflect URL    Alembic's side, which needs SQLAlchemy importable: seconds of MetaData.reflect()
"""

import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

MODELS = '''\
from sqlalchemy import (CheckConstraint, Column, DateTime, Enum, ForeignKeyConstraint, Index, Integer, MetaData, Numeric,
                        String, Table, Text, UniqueConstraint, func)

metadata = MetaData()
state = Enum("new", "open", "done", name="state", metadata=metadata)
for number in range({count}):
    name = f"thing_{{number:05d}}"
    table = Table(
        name, metadata,
        Column("id", Integer, primary_key=True),
        Column("code", String(20), nullable=False),
        Column("name", String(80), nullable=False),
        Column("amount", Numeric(10, 2)),
        Column("made", DateTime, server_default=func.now(), nullable=False),
        Column("note", Text),
        Column("before_id", Integer),
        Column("state", state, nullable=False),
        UniqueConstraint("code", name=f"uq_{{name}}_code"),
        CheckConstraint("amount >= 0", name=f"ck_{{name}}_amount"),
        ForeignKeyConstraint(["before_id"], [f"thing_{{max(number - 1, 0):05d}}.id"], name=f"fk_{{name}}_before"),
        Index(f"ix_{{name}}_name", "name"),
    )
    if {expressions} and number % 10 == 0:
        Index(f"ix_{{name}}_lower", func.lower(table.c.code))
'''

ENV = '''\
from alembic import context
from sqlalchemy import create_engine, pool

import models

with create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool).connect() as connection:
    context.configure(connection=connection, target_metadata=models.metadata)
    with context.begin_transaction():
        context.run_migrations()
'''


def ddl(kind, count):
    """What MetaData.create_all() of the models would run."""
    numbered, now = ("SERIAL", "now()") if kind == "postgresql" else ("INTEGER", "(CURRENT_TIMESTAMP)")
    stamp, state = ("TIMESTAMP", "state") if kind == "postgresql" else ("DATETIME", "VARCHAR(4)")
    if kind == "mariadb":
        numbered, state = "INTEGER AUTO_INCREMENT", "ENUM('new','open','done')"
    if kind == "postgresql":
        yield "CREATE TYPE state AS ENUM ('new', 'open', 'done');\n"
    for number in range(count):
        name = f"thing_{number:05d}"
        yield (f"CREATE TABLE {name} (id {numbered} NOT NULL, code VARCHAR(20) NOT NULL, name VARCHAR(80) NOT NULL, "
               f"amount NUMERIC(10, 2), made {stamp} DEFAULT {now} NOT NULL, note TEXT, before_id INTEGER, "
               f"state {state} NOT NULL, "
               f"PRIMARY KEY (id), CONSTRAINT uq_{name}_code UNIQUE (code), "
               f"CONSTRAINT ck_{name}_amount CHECK (amount >= 0), "
               f"CONSTRAINT fk_{name}_before FOREIGN KEY(before_id) REFERENCES thing_{max(number - 1, 0):05d} (id));\n"
               f"CREATE INDEX ix_{name}_name ON {name} (name);\n")
        if kind == "postgresql" and number % 10 == 0:
            yield f"CREATE INDEX ix_{name}_lower ON {name} (lower(code));\n"


def write_models(folder, kind, count, more=""):
    (folder / "models.py").write_text(MODELS.format(count=count, expressions=kind == "postgresql") + more)


def project(folder, target, count):
    """A project without revisions whose models say what is in the database."""
    from support.projects import make

    make(folder, target.url(), [], env=ENV)
    write_models(folder, target.kind, count)
    statements = list(ddl(target.kind, count))
    for start in range(0, len(statements), 500):  # so that no transaction takes more locks than the server has
        target.script("".join(statements[start:start + 500]))
    return folder


def statements(server, target, run):
    """What the server gets in this database while `run` runs. It logs statements only meanwhile."""
    log = Path(server.folder) / "log"
    before = log.stat().st_size
    target.execute(f'ALTER DATABASE "{target.name}" SET log_statement = \'all\'')
    try:
        run()
    finally:
        target.execute(f'ALTER DATABASE "{target.name}" RESET log_statement')
    with open(log, errors="replace") as f:
        f.seek(before)
        return re.findall(r"LOG:  (?:statement|execute [^:]*): (.*(?:\n\t.*)*)", f.read())


def of_catalogue(statements):
    return [text for text in statements if text.startswith("SELECT") and ("pg_" in text or "information_schema" in text)]


def reflect(url):
    import sqlalchemy

    metadata = sqlalchemy.MetaData()
    with sqlalchemy.create_engine(url).connect() as connection:
        start = time.perf_counter()
        metadata.reflect(connection)
        print(time.perf_counter() - start, len(metadata.tables))


def seconds_of(argv, tables):
    """What a program that prints seconds and the number of tables measured."""
    seconds, found = subprocess.run(argv, check=True, capture_output=True, text=True).stdout.split()
    if int(found) not in (tables, tables + 1):  # the version table
        raise SystemExit(f"{' '.join(argv)} found {found} tables, not {tables}")
    return float(seconds)


if __name__ == "__main__":
    reflect(sys.argv[2])

"""A rendered file with types, domains, sequences and views goes up and down twice, on a real PostgreSQL, with the real
Alembic and with limbeck: nothing is made twice, and nothing is left.

    tests/render/round_trip.py DRIVER LIMBECK"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE.parent)]

import compare  # noqa: E402
from support import postgres  # noqa: E402


def enum(name, create_type=True):
    return {"name": "Enum", "type_name": name, "labels": {"labels": ["sad", "ok"], "create_type": create_type}}


def positive(**more):
    return {"name": "positive", "type": "Integer", "checks": [{"sqltext": {"node": "text", "text": "VALUE > 0"}}], **more}


def table(name, type_):
    return {"name": name, "columns": [{"name": "id", "type": "Integer", "nullable": False}, {"name": "m", "type": type_}],
            "constraints": [{"kind": "primary_key", "columns": ["id"]}]}


DOMAIN = {"name": "DOMAIN", "type_name": "positive", "item": "Integer",
          "domain": {"check": {"node": "text", "text": "VALUE > 0"}}}
# The first type is made by its table, the second by itself; the second table finds the first type there.
UPGRADE = [
    {"op": "create_enum", "type": enum("mood")},
    {"op": "create_table", "table": table("a", enum("mood"))},
    {"op": "create_domain", "domain": positive()},
    {"op": "add_column", "table": {"name": "a", "columns": [{"name": "p", "type": DOMAIN}]}},
    {"op": "create_table", "table": table("b", enum("mood", create_type=False))},
    {"op": "create_enum", "type": enum("shade")},
    {"op": "add_column", "table": {"name": "b", "columns": [{"name": "c", "type": enum("shade")}]}},
    {"op": "create_sequence", "sequence": {"name": "numbers", "start": 4}},
    {"op": "create_view", "view": {"name": "v", "definition": "SELECT id, ' :x' AS y, 100 % 7 AS z FROM a"}},
]
DOWNGRADE = [
    {"op": "drop_view", "view": {"name": "v"}},
    {"op": "drop_sequence", "sequence": {"name": "numbers"}},
    {"op": "drop_table", "table": {"name": "b"}},
    {"op": "drop_enum", "type": enum("shade")},
    {"op": "drop_table", "table": {"name": "a"}},
    {"op": "drop_domain", "domain": positive()},
    {"op": "drop_enum", "type": enum("mood")},
]

ENVIRONMENT = """
from alembic import context
from sqlalchemy import create_engine
with create_engine({url!r}).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""


def rendered(driver):
    questions = [{"dialect": "postgresql", "groups": [{"changes": changes}]} for changes in (UPGRADE, DOWNGRADE)]
    done = subprocess.run([driver], input=json.dumps(questions), capture_output=True, text=True, check=True)
    up, down = json.loads(done.stdout)
    return (compare.file_of(up["text"], sorted({*up["imports"], *down["imports"]})) + "\ndef downgrade():\n    "
            + down["text"] + "\n")


def project(folder, url, revision):
    (folder / "scripts" / "versions").mkdir(parents=True)
    (folder / "alembic.ini").write_text(f"[alembic]\nscript_location = %(here)s/scripts\nsqlalchemy.url = {url}\n")
    (folder / "scripts" / "env.py").write_text(ENVIRONMENT.format(url=url))
    (folder / "scripts" / "versions" / "a_.py").write_text("revision = 'a'\ndown_revision = None\n" + revision)


def main(driver, limbeck):
    revision = rendered(driver)
    failures = []
    server = postgres.Server()
    server.start()
    try:
        for tool in ([sys.executable, "-m", "alembic.config"], [limbeck]):
            name = server.create_database()
            before = server.dump(name)
            with tempfile.TemporaryDirectory() as folder:
                project(Path(folder), server.url(name), revision)
                for words in (["upgrade", "head"], ["downgrade", "base"]) * 2:
                    done = subprocess.run([*tool, "-c", f"{folder}/alembic.ini", *words], capture_output=True, text=True)
                    if done.returncode:
                        failures.append(f"{tool[-1]} {' '.join(words)}:\n{done.stdout}{done.stderr[-2000:]}")
                        break
                left = [line for line in server.dump(name).splitlines() if line not in before.splitlines()
                        and line.startswith("CREATE") and "alembic_version" not in line]
                if left:
                    failures.append(f"{tool[-1]} leaves: {left}")
    finally:
        server.stop()
    for failure in failures:
        print(failure + "\n\n" + revision)
    print("the file goes up and down" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

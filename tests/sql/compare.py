"""Builds each expression of snippets.txt with SQLAlchemy and with limbeck's façade and compares the SQL.

    compare.py <oracle's python> <test_sql_driver>

Prints what differs; the exit status is 1 if anything does. SQLAlchemy is told to write values into the statement
(literal form), or to hand them to the driver (driver form: SQLite's `?` and their values)."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

DIALECTS = ("postgresql", "sqlite", "mysql", "mariadb")
SETUP = """
from sqlalchemy import *
from sqlalchemy import table, column, func, select
from sqlalchemy.dialects import postgresql as pg, sqlite
from sqlalchemy.sql import nulls_first
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
u = table("users", column("id", Integer), column("name", String), column("age", Integer), column("active", Boolean),
          column("price", Numeric(10, 2)), column("created", DateTime), column("day", Date),
          column("kind", Enum("one", "two", name="kinds")), column("uid", Uuid), column("doc", JSON),
          column("docb", pg.JSONB), column("tags", pg.ARRAY(String)), column("nums", pg.ARRAY(Integer)))
a = table("addresses", column("id", Integer), column("user_id", Integer), column("email", String))
t = table("things", column("id", Integer), column("name", String))
s1 = table("users", column("id", Integer), schema="app")
q = table("Quoted Table", column("select", Integer), column("Weird Name", String))
"""


def snippets():
    section = DIALECTS
    with open(os.path.join(HERE, "snippets.txt"), encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# ") and set(line[2:].split()) <= set(DIALECTS):
                section = line[2:].split()
            elif line and not line.startswith("#"):
                for dialect in section:
                    yield dialect, line


def shown(value):
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else repr(int(value)) if isinstance(value, bool) else repr(value)


def oracle():
    import warnings

    warnings.simplefilter("ignore")
    names = {}
    exec(SETUP, names)
    from sqlalchemy import create_engine

    dialects = {name: create_engine(f"{name}://").dialect for name in ("postgresql", "sqlite")}
    dialects |= {name: create_engine(f"{name}+pymysql://").dialect for name in ("mysql", "mariadb")}
    for dialect, line in snippets():
        answer = {}
        for form in ("literal", "driver"):
            if form == "driver" and dialect != "sqlite":
                continue
            try:
                made = eval(line, names)
                if form == "literal":
                    compiled = made.compile(dialect=dialects[dialect], compile_kwargs={"literal_binds": True})
                    answer[form] = str(compiled)
                else:
                    compiled = made.compile(dialect=dialects[dialect], compile_kwargs={"render_postcompile": True})
                    processors = compiled._bind_processors
                    parameters = compiled.construct_params()
                    answer[form] = str(compiled)
                    answer["parameters"] = [
                        shown(processors[key](parameters[key]) if key in processors else parameters[key])
                        for key in compiled.positiontup]
            except Exception as error:  # noqa: BLE001
                answer[form] = None
                answer[form + "_error"] = f"{type(error).__name__}: {error}".split("\n")[0][:200]
        print(json.dumps(answer))


def plain_json(value):
    import datetime
    import decimal
    import uuid

    if isinstance(value, dict):
        return {key: plain_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_json(item) for item in value]
    for cls, kind in ((datetime.datetime, "datetime"), (datetime.date, "date"), (datetime.time, "time"),
                      (decimal.Decimal, "decimal"), (uuid.UUID, "uuid")):
        if isinstance(value, cls):
            return {"$": kind, "text": str(value)}
    if isinstance(value, datetime.timedelta):
        return {"$": "interval", "text": "", "days": value.days, "seconds": value.seconds,
                "microseconds": value.microseconds}
    if isinstance(value, bytes):
        return {"$": "bytes", "text": value.hex()}
    return value


def facade():
    import traceback
    import types

    engine = types.ModuleType("_limbeck")
    engine.Error = type("Error", (Exception,), {})
    engine.__getattr__ = lambda name: (lambda *args, **kw: None)
    engine.dialect_facts = lambda name: {"_writes_dates": name == "sqlite", "supports_native_uuid": name == "postgresql"}
    sys.modules["_limbeck"] = engine
    sys.path.insert(0, os.path.join(HERE, "..", "..", "python"))
    names = {}
    exec(SETUP, names)
    from sqlalchemy.sql import elements

    for dialect, line in snippets():
        try:
            with elements.compiling(dialect):
                print(json.dumps({"tree": plain_json(eval(line, names)._plain())}))
        except Exception as error:  # noqa: BLE001
            where = traceback.extract_tb(error.__traceback__)[-1]
            print(json.dumps({"error": f"{type(error).__name__}: {error} ({os.path.basename(where.filename)}:{where.lineno})"}))


def main():
    python, driver = sys.argv[1:3]
    # SQLAlchemy of the virtual environment; the façade without it.
    expected = subprocess.run([python, __file__, "--oracle"], capture_output=True, text=True, check=True).stdout
    trees = subprocess.run([python, "-S", __file__, "--facade"], capture_output=True, text=True, check=True).stdout
    questions, cases = [], []
    for (dialect, line), want, tree in zip(snippets(), expected.splitlines(), trees.splitlines(), strict=True):
        want, tree = json.loads(want), json.loads(tree)
        for form in ("literal", "driver"):
            if form not in want:
                continue
            cases.append((dialect, form, line, want, tree))
            questions.append({"tree": tree.get("tree"), "dialect": dialect, "binds": form})
    answers = subprocess.run([driver], input="\n".join(json.dumps(q) for q in questions), capture_output=True, text=True,
                             check=True).stdout.splitlines()
    failures = refused = known = 0
    for (dialect, form, line, want, tree), answer in zip(cases, answers, strict=True):
        answer = {"error": tree["error"]} if "error" in tree else json.loads(answer)
        if want[form] is None:
            # What SQLAlchemy refuses, limbeck may do.
            refused += 1
            continue
        same = answer.get("text") == want[form]
        if same and form == "driver":
            same = answer["parameters"] == want["parameters"]
        if not same and "# differs:" in line:
            known += 1
        elif not same:
            failures += 1
            print(f"{dialect} {form}: {line}\n  SQLAlchemy: {want[form]!r} {want.get('parameters') if form == 'driver' else ''}"
                  f"\n  limbeck:    {answer.get('text', answer.get('error'))!r} {answer.get('parameters') if form == 'driver' else ''}")
    print(f"{len(cases)} comparisons, {failures} differ, {known} differ on purpose, {refused} refused by SQLAlchemy")
    return 1 if failures else 0


if __name__ == "__main__":
    if sys.argv[1] == "--oracle":
        oracle()
    elif sys.argv[1] == "--facade":
        facade()
    else:
        sys.exit(main())

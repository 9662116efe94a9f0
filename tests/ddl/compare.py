"""The DDL of limbeck beside that of Alembic offline, statement by statement.

    tests/ddl/compare.py DRIVER [WORD]…

A case is a function in tests/ddl/cases/*.py that calls op.*. It is run for each database; one whose name begins with
postgresql_, sqlite_ or mysql_ for that one only (MariaDB's are MySQL's, and those that begin with mariadb_). Attributes of a function, set by decorators of ddl_case.py:
`naming_convention` for target_metadata; `differs` with a text that says why limbeck does something else for a dialect,
and what."""

import importlib.util
import inspect
import io
import json
import re
import subprocess
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

try:
    import sqlalchemy as sa
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
except ImportError:
    print("Alembic is not installed for", sys.executable)
    sys.exit(77)

import plain  # noqa: E402

# Each database, and whose cases it takes beside those of all.
DIALECTS = {"postgresql": ["postgresql"], "sqlite": ["sqlite"], "mysql": ["mysql"], "mariadb": ["mysql", "mariadb"]}
OWNERS = sorted({owner for owners in DIALECTS.values() for owner in owners})


def load(words):
    for path in sorted((HERE / "cases").glob("*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, function in list(vars(module).items()):
            if not inspect.isfunction(function) or function.__module__ != path.stem or name.startswith("_"):
                continue
            owner = next((owner for owner in OWNERS if name.startswith(owner + "_")), None)
            for dialect, owners in DIALECTS.items():
                label = f"{path.stem}.{name} {dialect}"
                if (owner is None or owner in owners) and all(w in label for w in words):
                    yield label, function, dialect


def context(dialect, function, buffer):
    metadata = sa.MetaData(naming_convention=getattr(function, "naming_convention", None))
    return MigrationContext.configure(dialect_name=dialect, dialect_opts={"paramstyle": "named"}, opts={
        "as_sql": True, "output_buffer": buffer, "target_metadata": metadata})


def statements(text):
    return [s for s in re.split(r";\n\n", text) if s]


def oracle(function, dialect):
    buffer = io.StringIO()
    try:
        with Operations.context(context(dialect, function, buffer)):
            function()
    except Exception as e:
        return {"error": str(e).splitlines()[0], "statements": statements(buffer.getvalue())}
    return {"statements": statements(buffer.getvalue())}


def recorded(function, dialect):
    """The operations that the case asks for, in plain form."""
    found = []
    operations = Operations(context(dialect, function, io.StringIO()))
    operations.invoke = lambda operation: found.append(plain.operation(operation))
    operations._install_proxy()
    try:
        function()
    finally:
        operations._remove_proxy()
    return found


def ordered(texts):
    """Indexes and constraints that come with a table or column come in any order: SQLAlchemy keeps them in sets."""
    result, run = [], []
    for text in [*texts, None]:
        if text is not None and re.match(r"CREATE (UNIQUE )?INDEX|ALTER TABLE \S+ ADD (?!COLUMN)", text):
            run.append(text)
            continue
        result += sorted(run)
        run = []
        if text is not None:
            result.append(text)
    return result


def verdict(expected, found):
    if "error" in expected:
        if "error" not in found:
            return f"Alembic: {expected['error']}\nlimbeck has no error: {found['statements']}"
        if expected["error"] != found["error"]:
            return f"Alembic: {expected['error']}\nlimbeck: {found['error']}"
        return None
    if "error" in found:
        return f"limbeck: {found['error']}\nAlembic: " + "\n".join(expected["statements"])
    # Alembic's own text is that of --sql, which has spaces for SQLAlchemy's tabs.
    if ordered(expected["statements"]) != ordered([text.replace("\t", "    ") for text in found["statements"]]):
        return "Alembic:\n" + ";\n".join(expected["statements"]) + "\nlimbeck:\n" + ";\n".join(found["statements"])
    return None


def main(driver, words):
    warnings.simplefilter("ignore")
    labels, expected, questions, differs = [], [], [], []
    for label, function, dialect in load(words):
        labels.append(label)
        expected.append(oracle(function, dialect))
        differs.append(getattr(function, "differs", {}).get(dialect))
        questions.append({"dialect": dialect, "naming_convention": getattr(function, "naming_convention", {}),
                          "operations": recorded(function, dialect)})
    done = subprocess.run([driver], input=json.dumps(questions), capture_output=True, text=True)
    if done.returncode:
        print(done.stderr)
        return 1
    failures = 0
    for label, want, got, instead in zip(labels, expected, json.loads(done.stdout), differs):
        if instead is not None:
            trouble = verdict(instead, got)
        else:
            trouble = verdict(want, got)
        if trouble:
            failures += 1
            print(f"--- {label}\n{trouble}\n")
    print(f"{len(labels) - failures} of {len(labels)} comparisons are equal")
    return 1 if failures or not labels else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

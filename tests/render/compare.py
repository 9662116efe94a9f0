"""What limbeck renders beside what Alembic renders of the same objects, text for text; and whether the text runs under
the real Alembic.

    tests/render/compare.py DRIVER [WORD]…

Cases are the functions of tests/render/cases/*.py (see render_case.py), each for PostgreSQL and for SQLite; one whose
name begins with postgresql_ or sqlite_ for that database only."""

import enum
import importlib.util
import inspect
import io
import json
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE.parent / "ddl"), str(HERE / "packages")]

try:
    import sqlalchemy as sa
    from alembic.autogenerate import render
    from alembic.autogenerate.api import AutogenContext
    from alembic.operations import Operations, ops
    from alembic.runtime.migration import MigrationContext
except ImportError:
    print("Alembic is not installed for", sys.executable)
    sys.exit(77)

import changes  # noqa: E402

DEFAULTS = {"sqlalchemy_module_prefix": "sa.", "alembic_module_prefix": "op.", "user_module_prefix": None,
            "render_as_batch": False}


def load(words):
    for path in sorted((HERE / "cases").glob("*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, function in list(vars(module).items()):
            if not inspect.isfunction(function) or function.__module__ != path.stem or name.startswith("_"):
                continue
            for dialect in ("postgresql", "sqlite"):
                other = "sqlite_" if dialect == "postgresql" else "postgresql_"
                label = f"{path.stem}.{name} {dialect}"
                if not name.startswith(other) and all(w in label for w in words):
                    yield label, function, dialect


def operations_of(found):
    """The operations that a case's objects stand for."""
    if isinstance(found, (list, tuple)):
        return [operation for item in found for operation in operations_of(item)]
    if isinstance(found, sa.Table):
        made = [ops.CreateTableOp.from_table(found)]
        return made + [ops.CreateIndexOp.from_index(i) for i in sorted(found.indexes, key=lambda i: str(i.name))]
    if isinstance(found, sa.Index):
        return [ops.CreateIndexOp.from_index(found)]
    if isinstance(found, sa.Constraint):
        return [ops.AddConstraintOp.from_constraint(found)]
    return [found]


def autogen_context(dialect, options):
    return AutogenContext(MigrationContext.configure(dialect_name=dialect, opts={}), opts=DEFAULTS | options)


def oracle(operations, dialect, options):
    autogen = autogen_context(dialect, options)
    text = render._indent(render._render_cmd_body(ops.UpgradeOps(operations), autogen))
    return text, set(autogen.imports)


def file_of(body, imports):
    return "\n".join(["from alembic import op", "import sqlalchemy as sa", *sorted(imports), "", "def upgrade():",
                      "    " + body, ""])


def sql_of(body, imports, dialect):
    """The SQL that the real Alembic prints for the file, offline."""
    buffer = io.StringIO()
    configured = MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True, "output_buffer": buffer})
    namespace = {}
    with Operations.context(configured):
        exec(compile(file_of(body, imports), "revision.py", "exec"), namespace)
        namespace["upgrade"]()
    return buffer.getvalue()


def runs_offline(operations, dialect, options):
    """Batch mode reads the database where it cannot ALTER, a custom prefix has no module, and the drop of a constraint
    without a name fails as its comment says."""
    plain = not ({"sqlalchemy_module_prefix", "alembic_module_prefix", "user_module_prefix"} & set(options))
    altering = any(isinstance(o, (ops.AlterColumnOp, ops.AddConstraintOp, ops.DropConstraintOp))
                   for o in changes.flat(operations))
    nameless = any(isinstance(o, ops.DropConstraintOp) and o.constraint_name is None for o in changes.flat(operations))
    return plain and not nameless and not (dialect == "sqlite" and (altering or options.get("render_as_batch")))


class Color(enum.Enum):
    red = "r"
    green = "g"


def type_lines():
    """Source, and what limbeck renders where that is something else than Alembic's."""
    for line in (HERE / "types.txt").read_text(encoding="utf-8").splitlines():
        source, _, instead = line.partition(" => ")
        if source.strip() and not source.startswith("#"):
            yield source.strip(), instead.partition("  # ")[0].strip()


FACADE = """
import enum, json, sys
sys.path[:0] = json.loads(sys.argv[1])
import sqlalchemy as sa, mytypes
from sqlalchemy.dialects import mysql, postgresql, sqlite
class Color(enum.Enum):
    red = "r"
    green = "g"
made = [eval(source) for source in json.load(sys.stdin)]
import _limbeck
print(json.dumps([_limbeck.plain((m() if isinstance(m, type) else m)._plain()) for m in made]))
"""


def facade_types(sources):
    """The types as limbeck's own sqlalchemy hands them to the engine."""
    root = HERE.parent.parent
    folders = [str(root / "python"), str(root / "tests" / "facade"), str(HERE / "packages")]
    done = subprocess.run([sys.executable, "-B", "-S", "-I", "-c", FACADE, json.dumps(folders)],
                          input=json.dumps(sources), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def compare_types(driver, words):
    import mytypes
    from sqlalchemy.dialects import mysql, postgresql, sqlite

    lines = [line for line in type_lines() if all(word in "types " + line[0] for word in words)]
    namespace = dict(sa=sa, mytypes=mytypes, mysql=mysql, postgresql=postgresql, sqlite=sqlite, Color=Color)
    questions = [{"dialect": "postgresql", "type": plain} for plain in facade_types([line[0] for line in lines])]
    done = subprocess.run([driver], input=json.dumps(questions), capture_output=True, text=True, check=True)
    failures = 0
    for (source, instead), got in zip(lines, json.loads(done.stdout), strict=True):
        autogen = autogen_context("postgresql", {})
        alembic = render._repr_type(sa.types.to_instance(eval(source, namespace)), autogen)
        imports = set(autogen.imports) | ({"import mytypes"} if "mytypes." in alembic else set())
        if got.get("text") != (instead or alembic) or (instead and instead == alembic):
            failures += 1
            print(f"--- {source}\nAlembic: {alembic}\nlimbeck: {got.get('text', got)}\n")
        elif set(got["imports"]) != imports:
            failures += 1
            print(f"--- {source}\nAlembic imports {sorted(imports)}\nlimbeck imports {got['imports']}\n")
        else:
            made = {}
            exec("\n".join(["import sqlalchemy as sa", *got["imports"], "made = " + got["text"]]), made)
            assert isinstance(made["made"], sa.types.TypeEngine)
    print(f"{len(lines) - failures} of {len(lines)} types are equal")
    return failures


def verdict(case, got):
    if "error" in got:
        return f"limbeck: {got['error']}\nAlembic: {case['text']}"
    expected, imports = case["text"], case["imports"] | case["needs"]
    for alembic, limbeck in case["replaced"]:
        if alembic not in expected:
            return f"the case says that Alembic writes {alembic!r}, but it writes:\n{expected}"
        expected = expected.replace(alembic, limbeck)
    if expected != got["text"]:
        return f"Alembic:\n{textwrap.indent(expected, '  ')}\nlimbeck:\n{textwrap.indent(got['text'], '  ')}"
    if imports != set(got["imports"]):
        return f"Alembic imports {sorted(imports)}\nlimbeck imports {got['imports']}"
    try:
        compile(file_of(got["text"], got["imports"]), "revision.py", "exec")
        if case["runs"]:
            sql_of(got["text"], got["imports"], case["dialect"])
    except Exception as e:
        return f"the file does not run: {type(e).__name__}: {e}\n{got['text']}"
    return None


def main(driver, words):
    warnings.simplefilter("ignore")
    wrong_types = compare_types(driver, words)
    cases, questions = [], []
    for label, function, dialect in load(words):
        given = getattr(function, "options", {})
        operations = operations_of(function())
        text, imports = oracle(operations, dialect, given)
        replaced = getattr(function, "differs", {})
        cases.append({"label": label, "dialect": dialect, "text": text, "imports": imports,
                      "needs": getattr(function, "needs", set()),
                      "runs": getattr(function, "runs", True) and runs_offline(operations, dialect, given),
                      "replaced": [*replaced.get("all", {}).items(), *replaced.get(dialect, {}).items()],
                      "operations": len(changes.flat(operations))})
        questions.append({"dialect": dialect, "options": given, "groups": changes.groups(operations)})
    done = subprocess.run([driver], input=json.dumps(questions), capture_output=True, text=True)
    if done.returncode:
        print(done.stderr)
        return 1
    failures = 0
    for case, got in zip(cases, json.loads(done.stdout), strict=True):
        trouble = verdict(case, got)
        if trouble:
            failures += 1
            print(f"--- {case['label']}\n{trouble}\n")
    count = sum(case["operations"] for case in cases)
    print(f"{len(cases) - failures} of {len(cases)} bodies with {count} operations are equal; "
          f"{sum(case['runs'] for case in cases)} were run by Alembic")
    return 1 if failures or wrong_types or not (cases or words) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

"""Alembic's own tests of operations, as a measure that nobody has written for limbeck.

    tests/real/offline_suite.py --checkout FOLDER [--limbeck build/limbeck] [-v] [WORD…]

Of each test in a checkout of Alembic that asks op_fixture() for a database, what it does becomes the upgrade() of a
revision, and `upgrade --sql` of both tools must give the same statements, or both must refuse it. What a test asserts by
itself is left out: the installed Alembic says what is right. Tests of the default dialect run for each database.
"""

import argparse
import ast
import collections
import concurrent.futures
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]
sys.dont_write_bytecode = True

from support import projects  # noqa: E402
from support.statements import split  # noqa: E402
from support.tools import Alembic, Limbeck, memory_folder  # noqa: E402

FILES = ("test_mysql.py", "test_postgresql.py", "test_sqlite.py", "test_op.py", "test_bulk_insert.py", "test_batch.py",
         "test_op_naming_convention.py")
URLS = {"mysql": "mysql+pymysql://u@nowhere/d", "mariadb": "mariadb+pymysql://u@nowhere/d",
        "postgresql": "postgresql://u@nowhere/d", "sqlite": "sqlite:///nowhere.db"}


def fixture_of(statement):
    """(database, naming convention) that `context = op_fixture(…)` asks for, or None."""
    value = statement.value if isinstance(statement, (ast.Assign, ast.Expr)) else None
    if not isinstance(value, ast.Call) or getattr(value.func, "id", "") != "op_fixture":
        return None
    plain = all(keyword.arg in ("as_sql", "dialect", "naming_convention") for keyword in value.keywords)
    said = value.args + [keyword.value for keyword in value.keywords if keyword.arg == "dialect"]
    if not plain or any(not isinstance(arg, ast.Constant) or not isinstance(arg.value, str) for arg in said[:1]):
        return None
    names = [ast.unparse(keyword.value) for keyword in value.keywords if keyword.arg == "naming_convention"]
    return said[0].value if said else "default", names[0] if names else None


def arguments_of(test):
    """Texts that give a test its arguments, each in one of the ways that its decorators name."""
    wanted = [argument.arg for argument in test.args.args[1:]]
    ways = [[]]
    for decorator in test.decorator_list:
        if getattr(getattr(decorator, "func", decorator), "attr", "") == "combinations" or \
                getattr(getattr(decorator, "func", None), "id", "") == "combinations":
            said = [keyword.value.value for keyword in decorator.keywords if keyword.arg == "argnames"]
            names = [name.strip() for name in said[0].split(",")] if said else wanted
            tuples = [one.elts if isinstance(one, ast.Tuple) else [one] for one in decorator.args]
            ways = [way + [f"{name} = {ast.unparse(value)}" for name, value in zip(names, values)]
                    for way in ways for values in tuples if len(values) == len(names)]
    return [way for way in ways if {line.split(" = ")[0] for line in way} >= set(wanted)]


def names_in(node):
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}


def acts_of(statements):
    """What a test does, without what it asserts; None for one that wants its class."""
    acts = []
    for statement in statements:
        names = names_in(statement)
        if "self" in names or "mock" in names:
            return None
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(statement, ast.With) and any("raises" in ast.unparse(item) for item in statement.items):
            acts += acts_of(statement.body) or []
        elif isinstance(call, ast.Call) and getattr(call.func, "id", "").startswith("assert_raises"):
            skipped = 2 if call.func.id.endswith("message") else 1
            acts.append(ast.unparse(ast.Call(call.args[skipped], call.args[skipped + 1:], call.keywords)))
        elif "context" not in names and not names & {"eq_", "is_", "assert_", "eq_ignore_whitespace"}:
            acts.append(ast.unparse(statement))
    return acts


def tests_of(path):
    """(name, database, text of a revision)"""
    tree = ast.parse(path.read_text())
    imports = [(name.asname or name.name.split(".")[0], ast.unparse(type(node)(**{**vars(node), "names": [name]})))
               for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom)) for name in node.names
               if "testing" not in (getattr(node, "module", None) or "")]
    for group in [node for node in tree.body if isinstance(node, ast.ClassDef)]:
        for test in [node for node in group.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]:
            kinds = [kind for kind in map(fixture_of, test.body) if kind]
            acts = acts_of([one for one in test.body if fixture_of(one) is None]) if len(kinds) == 1 else None
            if not acts or (kinds[0][0] not in URLS and kinds[0][0] != "default"):
                continue
            for number, arguments in enumerate(arguments_of(test)):
                lines = "\n".join("    " + line for act in [*arguments, *acts] for line in act.splitlines())
                used = names_in(ast.parse("\n".join([*arguments, *acts])))
                text = "\n".join([*(line for name, line in imports if name in used), "revision = 'a'",
                                  "down_revision = None", "", "", "def upgrade():", lines, ""])
                name = f"{path.stem} {group.name} {test.name[5:]}" + (f" {number + 1}" if arguments else "")
                for kind in URLS if kinds[0][0] == "default" else [kinds[0][0]]:
                    yield f"{name} {kind}", kind, text, kinds[0][1]


def compare(name, kind, text, convention, tools):
    env = projects.ENV
    if convention:
        env = env.replace("import create_engine, pool", "import MetaData, create_engine, pool").replace(
            "configure(url=url,", f"configure(url=url, target_metadata=MetaData(naming_convention={convention}),")
    with tempfile.TemporaryDirectory(prefix="limbeck-suite-", dir=memory_folder()) as folder:
        project = projects.make(Path(folder) / "project", URLS[kind], [], env=env)
        versions = project / "versions"
        versions.mkdir(exist_ok=True)
        (versions / "a.py").write_text(text)
        theirs, ours = (tool.run(["upgrade", "head", "--sql"], project) for tool in tools)
    if theirs.status or ours.status:
        if theirs.status and ours.status:
            return "both refuse", ""
        who = theirs if theirs.status else ours
        return ("only Alembic refuses" if theirs.status else "only limbeck refuses"), who.text()[-700:]
    wanted, found = split(theirs.stdout), split(ours.stdout)
    return ("same", "") if wanted == found else ("differs", "\n".join([*wanted, "---- limbeck", *found]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkout", required=True, type=Path)
    parser.add_argument("--limbeck", default=str(HERE.parent.parent / "build" / "limbeck"))
    parser.add_argument("-v", action="store_true", help="show what differs")
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    found = [test for file in FILES for test in tests_of(options.checkout / "tests" / file)
             if all(word in test[0] for word in options.words)]
    tools = Alembic(), Limbeck(options.limbeck)
    counts = collections.defaultdict(collections.Counter)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for test, (outcome, shown) in zip(found, pool.map(lambda test: compare(*test, tools), found)):
            counts[test[1]][outcome] += 1
            if outcome not in ("same", "both refuse"):
                print(f"{outcome}: {test[0]}" + (f"\n{shown}\n" if options.v else ""))
    tools[0].close()
    for kind, outcomes in sorted(counts.items()):
        print(f"{kind}: " + ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common()))


if __name__ == "__main__":
    main()

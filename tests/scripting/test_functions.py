"""upgrade() and downgrade() that a call would not run, that are not there, that are no Python: told before any step runs."""

from common import both_runtimes, expect, must, run
from one_revision import Project
from support import projects

HEAD = "import asyncio, functools\n"


def chain(tool, folder, last, head=""):
    """Four steps that work and one that has this text."""
    project = Project(tool, folder)
    for number in range(2, 5):
        up, down = projects.table_and_index(number)
        (project.folder / "versions" / f"{number:04d}_step.py").write_text(projects.revision(number, up, down))
    text = f'revision = "r0005"\ndown_revision = "r0004"\nfrom alembic import op\nimport sqlalchemy as sa\n{head}{last}\n'
    (project.folder / "versions" / "0005_step.py").write_text(text)
    return project


def refused_at_first(project, *words, command=("upgrade", "head")):
    done = run(project.tool, command, project.folder)
    said = done.stdout + done.stderr
    expect(done.returncode == 255, f"ended with {done.returncode}:\n{said}")
    for word in words:
        expect(word in said, f"does not say {word!r}:\n{said}")
    expect(not project.rows("SELECT name FROM sqlite_master WHERE name = 'made'"), "the first step has run")


@both_runtimes
def test_not_run_by_a_call(tool, folder, server):
    for number, (last, words) in enumerate([
        ("async def upgrade():\n    op.drop_table('made')", ("upgrade() is async", "0005_step.py:5", "run_async")),
        ("def upgrade():\n    op.drop_table('made')\n    yield", ("upgrade() is a generator", "0005_step.py:5")),
        ("async def upgrade():\n    yield 1", ("upgrade() is async", "0005_step.py:5")),
    ]):
        (folder / str(number)).mkdir()
        refused_at_first(chain(tool, folder / str(number), last), *words)


@both_runtimes
def test_not_run_by_a_call_found_later(tool, folder, server):
    """Where only running the file tells, nothing of that step runs."""
    for number, last in enumerate([
        "def plain(function): return function\n@plain\nasync def upgrade():\n    op.drop_table('made')",
        "upgrade = lambda: (yield op.drop_table('made'))",
        "async def other():\n    op.drop_table('made')\ndef upgrade():\n    return other()",
    ]):
        (folder / str(number)).mkdir()
        project = chain(tool, folder / str(number), last)
        done = project.upgrade()
        expect(done.returncode == 255 and "a call of it runs nothing" in done.stderr, done.stdout + done.stderr)
        expect(project.rows("SELECT version_num FROM alembic_version") == ["r0004"], "not where the step before left it")


@both_runtimes
def test_not_there(tool, folder, server):
    project = chain(tool, folder, "def upgrad():\n    pass")
    refused_at_first(project, "no function upgrade()", "0005_step.py")
    (project.folder / "versions" / "0005_step.py").write_text(
        'revision = "r0005"\ndown_revision = "r0004"\ndef upgrade():\n    pass\n')
    project.runs()
    done = run(tool, ["downgrade", "base"], project.folder)
    expect(done.returncode == 255 and "no function downgrade()" in done.stderr, done.stdout + done.stderr)
    expect(project.rows("SELECT version_num FROM alembic_version") == ["r0005"], "a step has run")


@both_runtimes
def test_no_python(tool, folder, server):
    refused_at_first(chain(tool, folder, "def upgrade():\n    return op.(1)"), "SyntaxError", "0005_step.py")
    (folder / "sql").mkdir()
    project = chain(tool, folder / "sql", "def upgrade():\n    return op.(1)")
    done = run(tool, ["upgrade", "head", "--sql"], project.folder)
    expect(done.returncode == 255 and "CREATE TABLE" not in done.stdout, done.stdout + done.stderr)


@both_runtimes
def test_made_in_other_ways(tool, folder, server):
    """Whatever makes the name a function that a call runs is as good as `def`."""
    for number, last in enumerate([
        "from common_step import upgrade", "from common_step import *", "import common_step\nupgrade = common_step.upgrade",
        "upgrade = lambda: None", "if True:\n    def upgrade(): pass\nelse:\n    def upgrade(): yield",
        "globals()['up' 'grade'] = lambda: None", "exec('def upgrade(): pass')",
        "def define():\n    global upgrade\n    def upgrade(): pass\ndefine()",
        "def __getattr__(name):\n    if name == 'up' 'grade': return lambda: None\n    raise AttributeError(name)",
        "def runs(function):\n    return lambda: asyncio.run(function())\n@runs\nasync def upgrade(): pass",
        "async def upgrade(): pass\nupgrade = functools.partial(asyncio.run, upgrade())",
    ]):
        (folder / str(number)).mkdir()
        project = chain(tool, folder / str(number), last, HEAD)
        (project.folder / "common_step.py").write_text("def upgrade(): pass\n")
        must(project.upgrade(), last)

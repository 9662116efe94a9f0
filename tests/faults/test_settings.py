"""Files of a project that are not as they ought to be: a message that names them and the reason."""

import os
import shutil

from common import database, expect, must, on, run
from support import projects
from support.results import Skip


def make(tool, folder, kind, server, steps=2, settings=""):
    if tool.name == "alembic":
        raise Skip("Alembic has no words for these")
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [projects.table_and_index(n) for n in range(1, steps + 1)])
    if settings:
        with (project / "alembic.ini").open("a") as file:
            file.write(f"\n[limbeck]\n{settings}\n")
    return target, project


def refused(tool, project, *words, command=("upgrade", "head")):
    done = run(tool, command, project)
    said = done.stdout + done.stderr
    expect(done.returncode == 255, f"ended with {done.returncode}:\n{said}")
    for word in words:
        expect(word in said, f"does not say {word!r}:\n{said}")


@on("sqlite")
def test_no_env_py(tool, folder, server, kind):
    """Where there has been one, nothing falls back to the built-in environment by itself."""
    target, project = make(tool, folder, kind, server)
    (project / "env.py").unlink()
    refused(tool, project, "no env.py", "script.py.mako says that there was one", "without_env_py = true")
    refused(tool, project, "no env.py", command=["status"])
    (project / "script.py.mako").rename(project / "README")
    refused(tool, project, "README says that there was one")
    (project / "README").unlink()
    (project / "__pycache__").mkdir()
    (project / "__pycache__" / "env.cpython-311.pyc").touch()
    refused(tool, project, "env.cpython-311.pyc says that there was one")
    shutil.rmtree(project / "__pycache__")
    (project / "env.py").symlink_to("/nowhere/env.py")
    refused(tool, project, "env.py", "symbolic link")
    expect(not target.dump(), "something was made")


@on("sqlite", "postgresql")
def test_projects_without_env_py(tool, folder, server, kind):
    """Those that never had one, and those that say so, run as ever, and it is said once."""
    target, project = make(tool, folder, kind, server)
    (project / "env.py").unlink()
    template = (project / "script.py.mako").read_text()
    (project / "script.py.mako").unlink()
    for command in (["upgrade", "+1"], ["upgrade", "head"], ["current"]):
        done = must(run(tool, command, project))
        expect(done.stderr.count("the built-in environment is used") == 1, done.stderr)
    expect("built-in; there is no env.py" in must(run(tool, ["status"], project)).stdout, "status does not say it")
    expect('"environment": "built-in"' in must(run(tool, ["status", "--format", "json"], project)).stdout, "nor for programs")
    (project / "script.py.mako").write_text(template)
    refused(tool, project, "no env.py", command=["downgrade", "-1"])
    with (project / "alembic.ini").open("a") as file:
        file.write("\n[limbeck]\nwithout_env_py = true\n")
    must(run(tool, ["downgrade", "-1"], project))
    (project / "env.py").write_text(projects.ENV)
    refused(tool, project, "There is an env.py", "without_env_py")
    target.drop()


@on("sqlite")
def test_without_env_py_is_true_or_false(tool, folder, server, kind):
    _, project = make(tool, folder, kind, server, settings="without_env_py = perhaps")
    refused(tool, project, "without_env_py", "neither true nor false")


@on("sqlite")
def test_unreadable_configuration(tool, folder, server, kind):
    _, project = make(tool, folder, kind, server)
    ini = project / "alembic.ini"
    ini.rename(project / "kept.ini")
    ini.mkdir()
    refused(tool, project, "alembic.ini", "Is a directory")
    ini.rmdir()
    ini.symlink_to("nowhere.ini")
    refused(tool, project, "alembic.ini -> nowhere.ini", "symbolic link that leads nowhere")
    ini.unlink()
    if os.getuid() != 0:
        (project / "kept.ini").rename(ini)
        ini.chmod(0)
        refused(tool, project, "alembic.ini", "Permission denied")


@on("sqlite", "postgresql")
def test_rows_that_are_no_versions(tool, folder, server, kind):
    target, project = make(tool, folder, kind, server)
    for column, value, words in (("VARCHAR(32)", "NULL", "NULL"), ("INTEGER", "5", "the number 5")):
        target.execute(f"CREATE TABLE alembic_version (version_num {column})")
        target.execute(f"INSERT INTO alembic_version VALUES ({value})")
        for command in (["upgrade", "head"], ["current"]):
            refused(tool, project, "'alembic_version'", words, "stamp --purge", command=command)
        target.execute("DROP TABLE alembic_version")
    target.drop()


@on("sqlite")
def test_strange_files_among_revisions(tool, folder, server, kind):
    """A link that leads nowhere is an error, for Alembic as well; a name that is no UTF-8 is as good as any."""
    _, project = make(tool, folder, kind, server)
    link = project / "versions" / "0003_link.py"
    link.symlink_to("/nowhere/0003.py")
    refused(tool, project, "0003_link.py", "symbolic link to a file that is not there")
    link.unlink()
    with open(os.fsencode(project / "versions") + b"/0003_\xff.py", "w") as file:
        file.write(projects.revision(3, "pass"))
    must(run(tool, ["upgrade", "head"], project))
    expect("r0003 (head)" in must(run(tool, ["current"], project)).stdout, "the file was not run")
    must(run(tool, ["history"], project))

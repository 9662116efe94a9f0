"""Projects with models whose comparison is tested: how they are made, and what commands say of them."""

import shutil

import autogenerate
from common import expect, must, run
from support.projects import DEFAULT as PROJECT

CLEAN, FOUND = "No new upgrade operations detected.", "New upgrade operations detected"
PRELUDE = (autogenerate.DEFAULT / "prelude.py").read_text()


def make(folder, target, models, env="", settings=""):
    project = folder / "project"
    (project / "versions").mkdir(parents=True)
    text = (PROJECT / "alembic.ini").read_text().replace("{{url}}", target.url().replace("%", "%%"))
    (project / "alembic.ini").write_text(text + (f"\n[limbeck]\n{settings}\n" if settings else ""))
    shutil.copy(PROJECT / "script.py.mako", project)
    (project / "env.py").write_text((autogenerate.DEFAULT / "env.py").read_text().replace("# {{env}}", env))
    (project / "models.py").write_text(PRELUDE + models)
    return project


def file_of(project):
    files = sorted((project / "versions").glob("*.py"))
    expect(len(files) == 1, f"there are {len(files)} files")
    return files[0].read_text()


def says(tool, arguments, project, *words, status=0):
    done = run(tool, arguments, project)
    said = done.stdout + done.stderr
    expect(done.returncode == status, f"{arguments} ended with {done.returncode}, not {status}:\n{said}")
    for word in words:
        expect(word in said, f"{arguments} does not say {word!r}:\n{said}")
    return said


def differs(tool, arguments, project, *words):
    return says(tool, [*arguments, "check"], project, FOUND, *words, status=255)


def written(tool, arguments, project, *words):
    """A file is written, it runs, and leads to the models: as this program says and as Alembic says."""
    says(tool, [*arguments, "revision", "--autogenerate", "-m", "change"], project, *words)
    must(run(tool, ["upgrade", "head"], project))
    says(tool, [*arguments, "check"], project, CLEAN)
    return file_of(project)

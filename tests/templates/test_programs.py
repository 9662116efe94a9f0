"""Programs that limbeck starts: post-write hooks that Python installs, editors; and what Ctrl-C does to them."""

import os
import signal
import sys
import time
from pathlib import Path

from common import expect, must, start, wait_for
from support import projects

HOOKS = "\n[post_write_hooks]\nhooks = it\nit.type = {type}\nit.{key} = {name}\nit.options = {options}\n"


def project(folder, type, key, name, options=""):
    made = projects.make(folder / "project", "sqlite:///x.db", [])
    with open(made / "alembic.ini", "a") as ini:
        ini.write(HOOKS.format(type=type, key=key, name=name, options=options))
    return made


def executable(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def new_revision(tool, folder, env):
    done = tool.run(["revision", "-m", "new", "--rev-id", "new"], folder, env)
    expect(done.status == 0, f"revision ended with {done.status}:\n{done.text()}")
    expect("Running post write hook 'it' ...\n" in done.stdout and done.stdout.endswith("  done\n"), done.text())
    return done


def test_console_script_of_virtual_environment(tool, folder, server):
    """An entry point of the Python that Alembic itself is installed in; for limbeck, the active environment."""
    made = project(folder, "console_scripts", "entrypoint", "mako-render")
    done = new_revision(tool, made, {"VIRTUAL_ENV": sys.prefix})
    expect('revision = \'new\'' in done.stdout, f"the file was not rendered:\n{done.text()}")


def test_module_of_virtual_environment(tool, folder, server):
    made = project(folder, "module", "module", "mako.cmd")
    done = new_revision(tool, made, {"VIRTUAL_ENV": sys.prefix})
    expect('revision = \'new\'' in done.stdout, f"the file was not rendered:\n{done.text()}")


def test_environment_beside_the_configuration(tool, folder, server):
    """.venv/bin comes before PATH, the active environment before both."""
    if tool.name != "limbeck":
        return  # Alembic asks its own Python
    made = project(folder, "console_scripts", "entrypoint", "tool", "--first REVISION_SCRIPT_FILENAME")
    path = {"PATH": f"{folder / 'path'}:{os.environ['PATH']}"}
    for place, env in (("path", path), ("project/.venv/bin", path),
                       ("active/bin", {**path, "VIRTUAL_ENV": str(folder / "active")})):
        executable(folder / place / "tool", f'#!/bin/sh\necho "{place}: $@"\n')
        done = new_revision(tool, made, env)
        new = made / "versions" / "new_new.py"
        expect(f"{place}: --first {new}\n" in done.stdout, f"not the tool of {place}:\n{done.text()}")
        new.unlink()


def test_no_python(tool, folder, server):
    """A person without any Python is told which hook wants one."""
    if tool.name != "limbeck":
        return
    made = project(folder, "module", "module", "black")
    done = tool.run(["revision", "-m", "new", "--rev-id", "new"], made, {"PATH": "/nowhere"})
    expect(done.status == 255 and "FAILED: Could not find module black" in done.stdout, done.text())
    expect("looked for a Python in " in done.stderr and "The new file is kept: " in done.stderr, done.text())
    expect((made / "versions" / "new_new.py").exists(), "the file is not kept")


def test_registered_by_env(tool, folder, server):
    """A hook that env.py registers may write the file, though scripts may not write files."""
    made = project(folder, "shout", "word", "loud")
    ini = made / "alembic.ini"
    ini.write_text(ini.read_text().replace("[alembic]\n", "[alembic]\nrevision_environment = true\n", 1))
    with open(made / "env.py", "a") as env:
        env.write("""
from alembic.script import write_hooks


@write_hooks.register("shout")
def shout(path, options):
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(text + f"# {options['word']} {options['_hook_name']}")
""")
    new_revision(tool, made, {})
    text = (made / "versions" / "new_new.py").read_text()
    expect(text.endswith("# loud it"), f"the hook did not write:\n{text}")


def test_interrupt(tool, folder, server):
    """Ctrl-C ends the program that runs, and the command; the new file stays."""
    if tool.name != "limbeck":
        return
    began, ended = folder / "began", folder / "ended"
    slow = executable(folder / "slow", f"#!/bin/sh\ntrap 'touch {ended}; exit 1' TERM\ntouch {began}\n"
                                       "while :; do sleep 0.05; done\n")
    made = project(folder, "exec", "executable", slow)
    running = start(tool, ["revision", "-m", "new", "--rev-id", "new"], made)
    expect(wait_for(began.exists), "the hook does not run")
    began_at = time.monotonic()
    running.send_signal(signal.SIGINT)
    stdout, stderr = running.communicate(timeout=30)
    expect(running.returncode == 130, f"ended with {running.returncode}:\n{stdout}{stderr}")
    expect(time.monotonic() - began_at < 10 and ended.exists(), "the hook was not ended")
    expect((made / "versions" / "new_new.py").exists(), "the file is not kept")


def test_editor_with_arguments(tool, folder, server):
    """EDITOR may hold arguments, as `code --wait` does."""
    if tool.name != "limbeck":
        return
    made = projects.make(folder / "project", "sqlite:///x.db", [("pass", "pass")])
    editor = executable(folder / "bin" / "editor of mine", '#!/bin/sh\necho "$1: $(basename "$2")"\n')
    for choice in (f"'{editor}' --wait", "'editor of mine' --wait"):
        done = tool.run(["edit", "head"], made, {"EDITOR": choice, "PATH": f"{editor.parent}:{os.environ['PATH']}"})
        expect(done.stdout == "--wait: 0001_step.py\n", f"EDITOR={choice}: {done.text()}")


def test_nothing_half_written(tool, folder, server):
    """A folder that cannot be written to, or is a file: the reason, and nothing left behind."""
    if tool.name != "limbeck":
        return
    made = projects.make(folder / "project", "sqlite:///x.db", [])
    (made / "versions").rmdir()
    (made / "versions").write_text("a file")
    done = tool.run(["revision", "-m", "new", "--rev-id", "new"], made)
    expect(done.status == 255 and "FAILED: " in done.stdout, done.text())
    expect((made / "versions").read_text() == "a file", "the file was changed")
    if os.geteuid() != 0:  # who may do everything is refused nothing
        (made / "versions").unlink()
        (made / "versions").mkdir(mode=0o555)
        done = tool.run(["revision", "-m", "new", "--rev-id", "new"], made)
        expect(done.status == 255 and "Permission denied" in done.text(), done.text())
        expect(list((made / "versions").iterdir()) == [], "something is left behind")


def test_full_disk(tool, folder, server):
    """`init` with pyproject.toml there already: no room leaves that file as it was."""
    if tool.name != "limbeck":
        return
    import resource
    import subprocess

    from support.tools import clean_environment

    settings = "[project]\nname = \"x\"\n" + "# a long comment\n" * 300
    (folder / "pyproject.toml").write_text(settings)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))

    done = subprocess.run([*tool.argv, "init", "-t", "pyproject", "scripts"], cwd=folder, env=clean_environment(),
                          text=True, timeout=60, stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=limit)
    said = done.stdout + done.stderr
    expect(done.returncode == 255 and "Can't write " in said and "File too large" in said, said)
    expect((folder / "pyproject.toml").read_text() == settings, "pyproject.toml was changed")
    must(subprocess.run([*tool.argv, "init", "-t", "generic", "others"], cwd=folder, env=clean_environment(), text=True,
                        timeout=60, stdin=subprocess.DEVNULL, capture_output=True), "init with room again")
    expect(not list(Path(folder).rglob("*.tmp")), "a temporary file is left")

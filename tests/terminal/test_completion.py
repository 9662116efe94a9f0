"""The shells' completion and the manual page, read by the shells and by man themselves."""

import os
import pty
import re
import select
import shutil
import subprocess
import time

from support.results import Failure, Skip
from support.tools import clean_environment

ENV = "from alembic import context\n"
REVISION = 'revision = "{}"\ndown_revision = {!r}\nbranch_labels = {!r}\n'
LINES = {  # what is typed, and what must and must not be offered
    "limbeck upgr": (["upgrade"], ["downgrade"]),
    "limbeck upgrade ab": (["abc1", "abc2"], ["head"]),
    "limbeck -c other.ini upgrade xy": (["xyz1"], ["abc1"]),
    "limbeck history --format ": (["mermaid", "dot", "json"], ["abc1"]),
    "limbeck history --gr": (["--graph"], ["--format"]),
    "limbeck init -t py": (["pyproject", "pyproject_async"], ["generic"]),
    "limbeck -c oth": (["other.ini"], ["alembic.ini"]),
}


def make_project(tool, folder):
    """Two projects, and the program under its name in a folder for PATH; returns the environment."""
    for ini, scripts, ids in (("alembic.ini", "migrations", ("abc1", "abc2")), ("other.ini", "others", ("xyz1",))):
        (folder / scripts / "versions").mkdir(parents=True)
        (folder / scripts / "env.py").write_text(ENV)
        (folder / ini).write_text(f"[alembic]\nscript_location = %(here)s/{scripts}\n")
        before = None
        for one in ids:
            (folder / scripts / "versions" / f"{one}.py").write_text(
                f'"""{one}: first"""\n' + REVISION.format(one, before, None))
            before = one
    (folder / "bin").mkdir()
    os.symlink(tool.argv[0], folder / "bin" / "limbeck")
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return clean_environment({"PATH": path, "HOME": str(folder), "TERM": "dumb"})


def shell_or_skip(name):
    if not shutil.which(name):
        raise Skip(f"there is no {name} here")


def check(line, offered):
    must, never = LINES[line]
    wrong = [f"{word} is missing" for word in must if word not in offered]
    wrong += [f"{word} is offered" for word in never if word in offered]
    if wrong:
        raise Failure(f"{line!r}: {', '.join(wrong)}:\n{offered}")


def test_bash(tool, folder, server):
    environment = make_project(tool, folder)
    for line in LINES:
        words = line.split(" ")
        script = ('eval "$(limbeck completion bash)"\nCOMP_WORDS=("$@")\nCOMP_CWORD=$(($# - 1))\n_limbeck\n'
                  'printf "%s\\n" "${COMPREPLY[@]}"\n')
        done = subprocess.run(["bash", "-c", script, "bash", *words], cwd=folder, env=environment, text=True,
                              capture_output=True, timeout=60)
        if done.stderr:
            raise Failure(f"{line!r}: {done.stderr}")
        check(line, done.stdout.split("\n"))


def test_fish(tool, folder, server):
    shell_or_skip("fish")
    environment = make_project(tool, folder)
    for line in LINES:
        done = subprocess.run(["fish", "--no-config", "-c", 'limbeck completion fish | source; complete -C "$argv[1]"', line],
                              cwd=folder, env=environment, text=True, capture_output=True, timeout=60)
        check(line, [offer.split("\t")[0] for offer in done.stdout.split("\n")])


class Zsh:
    """zsh in a terminal, with the completion loaded."""

    def __init__(self, environment, folder):
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], environment)
        self._type("PS1='REA''DY> '; autoload -U compinit && compinit -D -u; source <(limbeck completion zsh)\n")
        self._until(["READY> "])

    def close(self):
        os.close(self._terminal)
        os.waitpid(self._child, 0)

    def _type(self, text):
        os.write(self._terminal, text.encode())

    def _until(self, words, seconds=20):
        seen = ""
        end = time.monotonic() + seconds
        while not all(word in seen for word in words) and time.monotonic() < end:
            if select.select([self._terminal], [], [], 0.1)[0]:
                seen += os.read(self._terminal, 65536).decode(errors="replace")
        return seen

    def completed(self, line, words):
        """What is shown after the line and two tabs, at the latest when all words are there."""
        self._type(line + "\t\t")
        shown = self._until(words)
        self._type("\x15echo DO''NE\n")  # ^U empties the line
        self._until(["DONE", "READY> "])
        return shown


def test_zsh(tool, folder, server):
    shell_or_skip("zsh")
    shell = Zsh(make_project(tool, folder), folder)
    try:
        for line, (words, _) in LINES.items():
            shown = shell.completed(line, words)
            missing = [word for word in words if word not in shown]
            if missing:
                raise Failure(f"{line!r}: {', '.join(missing)} missing:\n{shown}")
    finally:
        shell.close()


def test_manual_page(tool, folder, server):
    shell_or_skip("mandoc")
    page = tool.run(["man"], folder)
    lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=page.stdout, text=True, capture_output=True)
    complaints = [line for line in lint.stdout.splitlines() if "missing date" not in line]
    if complaints:
        raise Failure("\n".join(complaints))
    text = subprocess.run(["mandoc", "-T", "utf8"], input=page.stdout, text=True, capture_output=True).stdout
    text = re.sub(".\b", "", text)  # bold is a letter over itself
    for words in ("upgrade", "EXIT STATUS", "log_table", "NO_COLOR"):
        if words not in text:
            raise Failure(f"{words} is missing:\n{text[:3000]}")

"""The two programs under comparison, behind one call: run(arguments, folder) -> Result."""

import collections
import dataclasses
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TIMED_OUT = -1  # a status


@dataclasses.dataclass
class Result:
    status: int
    stdout: str
    stderr: str

    def text(self):
        return self.stdout + self.stderr


def memory_folder(programs=False):
    """Where files are quickest, if there is room; None for the usual place. Thousands of small SQLite commits wait for
    the disk otherwise. `programs`: some are to be run from there, which is not always allowed."""
    try:
        place = os.statvfs("/dev/shm")
        if programs and place.f_flag & os.ST_NOEXEC:
            return None
        if os.access("/dev/shm", os.W_OK) and place.f_bavail * place.f_frsize > 2 * 1024**3:
            return "/dev/shm"
    except OSError:
        pass
    return None


def clean_environment(extra=None):
    """The same small environment for both tools, whatever the person who runs the tests has set. LIMBECK_MUTANT switches a
    fault on (tests/mutants)."""
    keep = {k: os.environ[k] for k in ("PATH", "HOME", "TMPDIR", "USER", "LIMBECK_MUTANT") if k in os.environ}
    return {**keep, "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONWARNINGS": "ignore", "PYTHONDONTWRITEBYTECODE": "1",
            **(extra or {})}


class Alembic:
    """The oracle, as warm processes (alembic_server.py), which all that ask for the same Python share."""

    name = "alembic"
    _idle = collections.defaultdict(list)  # processes by their Python

    def __init__(self, python=None):
        self.python = python or sys.executable
        self.argv = [self.python, "-m", "alembic"]  # for those who need a process of its own

    def run(self, arguments, folder, env=None):
        return self._ask({"argv": list(arguments)}, folder, env)

    def run_script(self, path, arguments, folder, env=None):
        """A Python file, where SQLAlchemy and Alembic are imported already."""
        return self._ask({"argv": list(arguments), "script": str(path)}, folder, env)

    def _ask(self, what, folder, env):
        try:
            server = self._idle[self.python].pop()
        except IndexError:
            server = subprocess.Popen([self.python, os.path.join(HERE, "alembic_server.py")], text=True,
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      env=clean_environment({"PYTHONHASHSEED": "0"}))  # Alembic sorts by sets
        with tempfile.TemporaryDirectory(prefix="limbeck-out-", dir=memory_folder()) as out:
            paths = {name: os.path.join(out, name) for name in ("stdout", "stderr")}
            request = {**what, "cwd": str(folder), "env": clean_environment(env), **paths}
            server.stdin.write(json.dumps(request) + "\n")
            server.stdin.flush()
            answer = server.stdout.readline()
            if not answer:
                raise RuntimeError("the Alembic server ended")
            self._idle[self.python].append(server)
            texts = {}
            for name, path in paths.items():
                with open(path, errors="replace") as f:
                    texts[name] = f.read()
        return Result(json.loads(answer)["status"], **texts)

    def close(self):
        pass


class Limbeck:
    """The program under test."""

    name = "limbeck"

    def __init__(self, program, seconds=120):
        self.argv = [os.path.abspath(program)]
        self.seconds = seconds

    def run(self, arguments, folder, env=None):
        try:
            done = subprocess.run([*self.argv, *arguments], cwd=folder, env=clean_environment(env), timeout=self.seconds,
                                  stdin=subprocess.DEVNULL, capture_output=True)
        except subprocess.TimeoutExpired as e:
            return Result(TIMED_OUT, (e.stdout or b"").decode(errors="replace"), f"timed out after {self.seconds} s")
        return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def close(self):
        pass


def make_subject(what, oracle_python=None):
    """`alembic` puts the oracle on both sides: proves the cases, not limbeck."""
    return Alembic(oracle_python) if what == "alembic" else Limbeck(what)

"""The two programs under comparison, behind one call: run(arguments, folder) -> Result."""

import collections
import dataclasses
import json
import os
import select
import signal
import subprocess
import sys
import tempfile

from support.turns import takes_all

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


class Warm:
    """Processes that have started already, and fork one child for each command; all that ask for the same ones share them."""

    _idle = collections.defaultdict(list)  # by the command that starts them

    def __init__(self, command, seconds=120, **environment):
        self._command = command
        self._seconds = seconds
        self._environment = environment

    def ask(self, what, folder, env):
        """The Result of a request, in the child's own small environment."""
        try:
            server = self._idle[self._command].pop()
        except IndexError:
            server = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
                                      env=clean_environment(self._environment))
        with tempfile.TemporaryDirectory(prefix="limbeck-out-", dir=memory_folder()) as out:
            paths = {name: os.path.join(out, name) for name in ("stdout", "stderr")}
            request = {**what, "cwd": str(folder), "env": clean_environment(env), **paths}
            server.stdin.write(json.dumps(request).encode() + b"\n")
            server.stdin.flush()
            if select.select([server.stdout], [], [], self._seconds)[0]:
                answer = server.stdout.readline()
                if not answer:
                    raise RuntimeError(f"{self._command[0]} ended")
                self._idle[self._command].append(server)
                status, said = json.loads(answer)["status"], ""
            else:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
                status, said = TIMED_OUT, f"timed out after {self._seconds} s"
            texts = {}
            for name, path in paths.items():
                try:
                    with open(path, errors="replace") as f:
                        texts[name] = f.read()
                except FileNotFoundError:
                    texts[name] = ""
        return Result(status, texts["stdout"], texts["stderr"] + said)


class Alembic:
    """The oracle (alembic_server.py)."""

    name = "alembic"

    def __init__(self, python=None):
        self.python = python or sys.executable
        self.argv = [self.python, "-m", "alembic"]  # for those who need a process of its own
        self._warm = Warm((self.python, os.path.join(HERE, "alembic_server.py")),
                          PYTHONHASHSEED="0")  # Alembic sorts by sets

    def run(self, arguments, folder, env=None):
        return self._warm.ask({"argv": list(arguments)}, folder, env)

    def run_script(self, path, arguments, folder, env=None):
        """A Python file, where SQLAlchemy and Alembic are imported already."""
        return self._warm.ask({"argv": list(arguments), "script": str(path)}, folder, env)

    def close(self):
        pass


class Limbeck:
    """The program under test, each time as a new process."""

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


class WarmLimbeck(Limbeck):
    """The program under test, whose Python has started already (warm.cpp)."""

    def __init__(self, program, seconds=120):
        super().__init__(program, seconds)
        self._warm = Warm((self.argv[0] + "_warm", "--serve"), seconds)

    def run(self, arguments, folder, env=None):
        return self._warm.ask({"argv": list(arguments)}, folder, env)


def make_limbeck(program, seconds=120):
    """Warm where what that takes has been built after the program, and nobody asks for all that tests can do."""
    program = os.path.abspath(program)
    try:
        is_built = os.stat(program + "_warm").st_mtime >= os.stat(program).st_mtime
    except FileNotFoundError:
        is_built = False
    return (WarmLimbeck if is_built and not takes_all() else Limbeck)(program, seconds)


def make_subject(what, oracle_python=None):
    """`alembic` puts the oracle on both sides: proves the cases, not limbeck."""
    return Alembic(oracle_python) if what == "alembic" else make_limbeck(what)

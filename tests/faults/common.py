"""What the fault tests share: a database of either kind, processes, and decorators."""

import subprocess
import time

from support import databases
from support.results import Failure
from support.tools import clean_environment


def on(*kinds):
    """Run the test once for each kind of database; it gets the kind as its last argument."""

    def mark(function):
        function.databases = kinds
        return function

    return mark


def both_runtimes(function):
    """Run the test once in each runtime; nothing goes over to the other one there."""
    function.runtimes = ("quick", "thorough")
    return function


def alone(function):
    """Nothing else runs beside the test: it counts what happens in time."""
    function.alone = True
    return function


def database(kind, folder, server, name="database"):
    if kind == "sqlite":
        return databases.SqliteDatabase(folder / f"{name}.db")
    if kind == "mariadb":
        return databases.MariadbDatabase(server.mariadb())
    return databases.PostgresqlDatabase(server())


def start(tool, arguments, folder, env=None, **more):
    """The tool as a process of its own, to be killed or interrupted."""
    return subprocess.Popen([*tool.argv, *arguments], cwd=folder, env=clean_environment(env), text=True,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def run(tool, arguments, folder, env=None, **more):
    return subprocess.run([*tool.argv, *arguments], cwd=folder, env=clean_environment(env), text=True, timeout=300,
                          stdin=subprocess.DEVNULL, capture_output=True, **more)


def must(done, what="the command", status=0):
    if done.returncode != status:
        raise Failure(f"{what} ended with {done.returncode}, not {status}:\n{done.stdout}{done.stderr}"[:3000])
    return done


def expect(true, text):
    if not true:
        raise Failure(text)


def same(first, second, what):
    if first != second:
        gone = [line for line in first if line not in second][:15]
        new = [line for line in second if line not in first][:15]
        raise Failure(f"{what} differs:\n" + "\n".join([f"- {x}" for x in gone] + [f"+ {x}" for x in new]))


def wait_for(condition, seconds=30):
    """Polls until the condition holds; False when it never does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return False


def refused(tool, status, said, wanted=255):
    """The command failed as it should. (Alembic, put in limbeck's place to try the tests, ends as Python does.)"""
    if tool.name == "alembic" and status not in (0, 2):
        return
    expect(status == wanted, f"ended with {status}, not {wanted}:\n{said}"[:3000])

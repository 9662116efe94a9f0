"""The real Alembic, kept warm: imports it once, then forks one child for each command.

Reads one JSON request a line ({argv, cwd, env, stdout, stderr}; with `script`, that file is run) and answers one JSON
line ({status}). A forked child is as fresh as a new process (modules, logging, working directory) without half a second of imports.
"""

import gc
import json
import logging.config  # noqa: F401
import os
import pkgutil  # noqa: F401
import runpy
import sys
import traceback

import alembic.command  # noqa: F401
import alembic.config
import psycopg2.extras  # noqa: F401
import pymysql.connections
import sqlalchemy
import sqlalchemy.dialects.mysql  # noqa: F401
import sqlalchemy.dialects.postgresql
import sqlalchemy.dialects.sqlite  # noqa: F401
import sqlalchemy.ext.asyncio  # noqa: F401
import sqlalchemy.orm  # noqa: F401


def warm_up():
    """Import the drivers' dialects, too, which SQLAlchemy does on first use only."""
    for url in ("sqlite://", "postgresql://x@127.0.0.1/x", "sqlite+aiosqlite://", "postgresql+asyncpg://x@127.0.0.1/x",
                "mariadb+pymysql://x@127.0.0.1/x"):
        try:
            sqlalchemy.create_engine(url)
        except ModuleNotFoundError:
            pass


def run(request):
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    for number, path in ((0, os.devnull), (1, request["stdout"]), (2, request["stderr"])):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        opened = os.open(path, flags, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = [request.get("script", "alembic"), *request["argv"]]
    sys.dont_write_bytecode = True
    status = 0
    try:
        if "script" in request:
            runpy.run_path(request["script"], run_name="__main__")
        else:
            alembic.config.main(argv=request["argv"], prog="alembic")
    except SystemExit as e:
        if isinstance(e.code, str):
            print(e.code, file=sys.stderr)
            status = 1
        else:
            status = e.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status & 0xFF)


def main():
    import warnings

    warnings.simplefilter("ignore")
    pymysql.connections.SSL_ENABLED = False  # as support/mariadb.py has it
    sys.path = [p for p in sys.path if p not in ("", os.path.dirname(os.path.abspath(__file__)))]
    warm_up()
    gc.collect()
    gc.freeze()  # a collection in a child leaves the memory that all of them share as it is
    requests = os.fdopen(os.dup(0), "r")
    answers = os.fdopen(os.dup(1), "w")
    for line in requests:
        child = os.fork()
        if child == 0:
            run(json.loads(line))
        _, status = os.waitpid(child, 0)
        answers.write(json.dumps({"status": os.waitstatus_to_exitcode(status)}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()

"""Asks both programs the same question from the same state of the database, and keeps all that can be seen of it."""

import dataclasses
import logging
import os
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import compare  # noqa: E402
from graph import write_project  # noqa: E402
from questions import NO_TABLE  # noqa: E402
from support.tools import TIMED_OUT, make_limbeck, memory_folder  # noqa: E402


SECONDS = 10  # for one command


@dataclasses.dataclass
class Answer:
    status: int
    stdout: str
    log: list  # lines of the logging
    warnings: list
    rows: list | None  # of alembic_version afterwards, sorted; None without the table
    files: dict  # new ones, by their path in the project
    crash: str = ""  # what a Python traceback ended with
    stderr: str = ""


class Project:
    """One program's copy of the project, and its database."""

    def __init__(self, graph, folder):
        self.folder = folder
        self.database = folder.parent / (folder.name + ".db")
        write_project(graph, folder, f"sqlite:///{self.database}")
        self.connection = sqlite3.connect(self.database, isolation_level=None)
        self.connection.execute("PRAGMA synchronous = OFF")
        self.state = NO_TABLE
        self.files = self._paths()

    def close(self):
        self.connection.close()

    def prepare(self, state):
        if state != self.state:
            self.connection.execute("DROP TABLE IF EXISTS alembic_version")
            if state != NO_TABLE:
                self.connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                                        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")
                self.connection.executemany("INSERT INTO alembic_version VALUES (?)", [(row,) for row in state])
        self.state = state

    def rows(self):
        try:
            rows = sorted(row[0] for row in self.connection.execute("SELECT version_num FROM alembic_version"))
        except sqlite3.OperationalError:
            rows = None
        before = None if self.state == NO_TABLE else sorted(self.state)
        if rows != before:
            self.state = "changed"
        return rows

    def new_files(self):
        """What the command made; it is taken away again."""
        found = {}
        for path in sorted(self._paths() - self.files, reverse=True):
            where = self.folder / path
            if where.is_dir():
                found[path] = "a folder"
                where.rmdir()
            else:
                found[path] = compare.masked(where.read_text(errors="replace"), self)
                where.unlink()
        return found

    def _paths(self):
        return {str(p.relative_to(self.folder)) for p in self.folder.rglob("*") if "__pycache__" not in p.parts}


class TooLong(BaseException):
    """A program does not come to an end."""


class Oracle:
    """The real Alembic, in this process: what a command leaves behind in it is taken back."""

    def __init__(self):
        import alembic.config
        import sqlalchemy
        import sqlalchemy.dialects.sqlite  # noqa: F401

        self.main = alembic.config.CommandLine(prog="alembic").main
        sys.dont_write_bytecode = True
        self.real = [os.dup(1), os.dup(2)]
        signal.signal(signal.SIGALRM, self._too_long)

    def run(self, words, folder):
        """(status, standard output, standard error, warnings, the exception's last line)."""
        files = [os.memfd_create(name) for name in ("stdout", "stderr")]
        for stream, number, file in zip((sys.stdout, sys.stderr), (1, 2), files):
            stream.flush()
            os.dup2(file, number)
        before, path, status, crash = os.getcwd(), sys.path[:], 0, ""
        os.chdir(folder)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            signal.alarm(SECONDS)
            try:
                self.main(list(words))
            except SystemExit as e:
                status = (e.code or 0) & 0xFF if isinstance(e.code, (int, type(None))) else 1
            except BaseException as e:
                status = 1
                crash = traceback.format_exception_only(e)[-1].strip()
            finally:
                signal.alarm(0)
            told = [str(w.message) for w in caught if w.category is UserWarning]
        texts = []
        for stream, number, file, real in zip((sys.stdout, sys.stderr), (1, 2), files, self.real):
            stream.flush()
            os.dup2(real, number)
            with os.fdopen(file, "rb") as opened:
                opened.seek(0)
                texts.append(opened.read().decode(errors="replace"))
        os.chdir(before)
        sys.path[:] = path
        self._forget_logging()
        return status, *texts, told, crash

    @staticmethod
    def _too_long(*_):
        raise TooLong(f"no end after {SECONDS} s")

    @staticmethod
    def _forget_logging():
        logging.root.handlers.clear()
        logging.root.setLevel(logging.WARNING)
        for logger in logging.root.manager.loggerDict.values():
            if isinstance(logger, logging.Logger):
                logger.handlers.clear()
                logger.setLevel(logging.NOTSET)
                logger.disabled = False
                logger.propagate = True


class Worker:
    def __init__(self, program):
        self.oracle = Oracle()
        self.limbeck = make_limbeck(program, SECONDS)

    def theirs(self, question, project):
        project.prepare(question.state)
        status, stdout, stderr, told, crash = self.oracle.run(question.words, project.folder)
        return Answer(status, compare.masked(stdout, project), compare.log_lines(stderr, project),
                      [compare.masked(t, project) for t in told], project.rows(), project.new_files(), crash, stderr)

    def ours(self, question, project):
        project.prepare(question.state)
        done = self.limbeck.run(question.words, project.folder)
        told = re.findall(r"^UserWarning: (.*)$", done.stderr, re.M)
        return Answer(done.status, compare.masked(done.stdout, project), compare.log_lines(done.stderr, project),
                      [compare.masked(t, project) for t in told], project.rows(), project.new_files(), "",
                      compare.masked(done.stderr, project))

    def ask(self, graph, questions, limit=5):
        """Counts of what came out, and texts about at most `limit` differences."""
        counts, texts = {}, []
        folder = Path(tempfile.mkdtemp(prefix="limbeck-graph-", dir=memory_folder()))
        try:
            projects = [Project(graph, folder / side / "project") for side in ("theirs", "ours")]
            for question in questions:
                theirs = self.theirs(question, projects[0])
                ours = self.ours(question, projects[1])

                def ask(words, question=question):
                    return self.theirs(dataclasses.replace(question, words=words), projects[0])

                outcome, text = compare.judge(graph, question, theirs, ours, ask)
                if outcome == "same" and question.state == NO_TABLE and question.words[0] in ("history", "branches"):
                    again = self.ours(question, projects[1])
                    if again.stdout != ours.stdout:
                        outcome, text = "different", "the second run prints something else:\n" + again.stdout
                if ours.status == TIMED_OUT:
                    texts.append(f"{question.text()}\nlimbeck does not come to an end")
                    counts["different"] = counts.get("different", 0) + 1
                    break
                counts[outcome] = counts.get(outcome, 0) + 1
                if outcome == "different" and len(texts) < limit:
                    texts.append(f"{question.text()}\n{text}")
        finally:
            for project in locals().get("projects", []):
                project.close()
            shutil.rmtree(folder, ignore_errors=True)
        return counts, texts


_worker = None


def start(program):
    """In each process of the pool."""
    global _worker
    _worker = Worker(program)


def ask(graph, questions, limit):
    try:
        return graph, *_worker.ask(graph, questions, limit)
    except Exception:
        return graph, {"broken": 1}, [traceback.format_exc()]

"""Colours are on terminals only, each stream by itself, and never change a word."""

import pseudo_terminal
from pseudo_terminal import without_colours
from support import projects
from support.results import Failure

FILE_CONFIG = """\
from logging.config import fileConfig
from alembic import context
fileConfig(context.config.config_file_name)
"""
STEPS = [projects.table_and_index(1), projects.table_and_index(2)]
UPGRADE = "INFO  [alembic.runtime.migration] Running upgrade r0001 -> r0002, step 2"
COLOURED_UPGRADE = ("\x1b[32mINFO\x1b[0m  [alembic.runtime.migration] "
                    "Running upgrade \x1b[33mr0001\x1b[0m -> \x1b[33mr0002\x1b[0m, step 2")


def expect(true, text):
    if not true:
        raise Failure(text)


def project(folder, env=FILE_CONFIG + projects.ENV):
    return projects.make(folder / "project", "sqlite:///database.db", STEPS, env=env)


def test_log_lines(tool, folder, server):
    where = project(folder)
    seen = pseudo_terminal.run(tool, ["upgrade", "head"], where)
    expect(COLOURED_UPGRADE in seen.raw, f"not coloured:\n{seen.raw!r}")
    (where / "database.db").unlink()
    piped = tool.run(["upgrade", "head"], where)
    expect(UPGRADE in piped.stderr and "\x1b" not in piped.stderr, f"in a pipe:\n{piped.stderr!r}")
    expect(seen.plain() == piped.stderr, f"other words in colours:\n{seen.raw}\n{piped.stderr}")


def test_off_when_asked(tool, folder, server):
    where = project(folder)
    for env in ([{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}]):
        for arguments in (["upgrade", "head"], ["history", "--graph"], ["current"], ["show", "r0001"], ["upgrade", "x"]):
            raw = pseudo_terminal.run(tool, arguments, where, env=env).raw
            expect("\x1b" not in raw, f"{arguments} with {env}:\n{raw!r}")
        (where / "database.db").unlink()
    expect("\x1b" in pseudo_terminal.run(tool, ["history"], where, env={"NO_COLOR": ""}).raw, "NO_COLOR= turns them off")


def test_each_stream_by_itself(tool, folder, server):
    where = project(folder)
    tool.run(["upgrade", "head"], where)
    seen = pseudo_terminal.run(tool, ["current"], where, stdout_in_pipe=True)
    expect(seen.stdout == "r0002 (head)\n", f"in the pipe: {seen.stdout!r}")
    expect("\x1b[32mINFO\x1b[0m" in seen.raw, f"on the terminal: {seen.raw!r}")


def test_words_stay_the_same(tool, folder, server):
    where = project(folder)
    tool.run(["upgrade", "r0001"], where)
    for arguments in (["history"], ["history", "-v"], ["history", "-i"], ["history", "--graph", "-v"], ["heads"],
                      ["heads", "-v"], ["branches"], ["show", "r0002"], ["current"], ["current", "-v"]):
        seen = pseudo_terminal.run(tool, arguments, where, stdout_in_pipe=False)
        piped = tool.run(arguments, where)
        expect("\x1b" in seen.raw or not piped.stdout, f"{arguments}: no colours on a terminal")
        expect("\x1b" not in piped.stdout, f"{arguments}: colours in a pipe")
        words = "".join(line for line in seen.plain().splitlines(True) if not line.startswith("INFO "))
        expect(words == piped.stdout, f"{arguments}: other words in colours:\n{words}\n{piped.stdout}")


def test_own_formatters_keep_their_format(tool, folder, server):
    env = """\
import logging
logging.basicConfig(level=logging.INFO, format="%(levelname)s|%(name)s|%(message)s")
logging.getLogger().addHandler(logging.FileHandler("log"))
own = logging.StreamHandler()
own.setFormatter(logging.Formatter("\\033[7m%(levelname)s\\033[0m own %(message)s"))
logging.getLogger().addHandler(own)
""" + projects.ENV
    where = project(folder, env)
    seen = pseudo_terminal.run(tool, ["--allow", "write", "upgrade", "head"], where)
    expect("\x1b[32mINFO\x1b[0m|alembic.runtime.migration|Running upgrade \x1b[33mr0001\x1b[0m -> \x1b[33mr0002\x1b[0m"
           in seen.raw, f"not coloured:\n{seen.raw!r}")
    expect("\x1b[7mINFO\x1b[0m own Running upgrade r0001 -> r0002" in seen.raw, f"own colours changed:\n{seen.raw!r}")
    log = (where / "log").read_text()
    expect("Running upgrade r0001 -> r0002" in log and "\x1b" not in log, f"in a file:\n{log!r}")


def test_failures(tool, folder, server):
    where = project(folder)
    seen = pseudo_terminal.run(tool, ["show", "nothing"], where)
    expect(without_colours(seen.raw).startswith("FAILED: Can't locate revision") and seen.raw.startswith("\x1b"),
           f"FAILED is not coloured: {seen.raw!r}")

"""The line that tells how far an upgrade has come: there on a terminal while it runs, and gone afterwards."""

import re
import sqlite3

import pseudo_terminal
from common import alone
from pseudo_terminal import change_width, press_ctrl_c, type_in
from support import projects
from support.results import Failure

ENV = """\
from logging.config import fileConfig
from alembic import context
fileConfig(context.config.config_file_name)
""" + projects.ENV
SLOWLY = ("time.sleep(0.05)", "pass")


def expect(true, text):
    if not true:
        raise Failure(text)


def project(folder, steps):
    return projects.make(folder / "project", "sqlite:///database.db", steps, env=ENV)


def at(where):
    """Where the database is."""
    connection = sqlite3.connect(where / "database.db")
    try:
        return [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
    finally:
        connection.close()


def ended_well(seen, where, head):
    expect(seen.status == 0 and at(where) == [head], f"ended with {seen.status}:\n{seen.raw}")


def undisturbed(tool, where, seen):
    """The screen in the end is what a pipe gets: nothing is left of the line, and nothing was lost below it."""
    (where / "database.db").unlink()
    piped = tool.run(["upgrade", "head"], where)
    expect("step 1/" not in piped.text(), f"in a pipe:\n{piped.text()}")
    expect(seen.screen.text() == piped.stderr, f"left on the screen:\n{seen.screen.text()}\n{piped.stderr}")


@alone
def test_there_and_gone(tool, folder, server):
    where = project(folder, [SLOWLY] * 12)
    seen = pseudo_terminal.run(tool, ["upgrade", "head"], where)
    ended_well(seen, where, "r0012")
    shown = seen.screen.progress()
    expect(any(re.fullmatch(r"step \d+/12, 0:00, about 0:00 left: upgrade r\d+ -> r\d+, step \d+", line)
               for line in shown), f"shown: {shown}")
    numbers = [int(line.split("/")[0][5:]) for line in shown]
    expect(numbers == sorted(numbers) and len(set(numbers)) > 3, f"steps in order: {numbers}")
    undisturbed(tool, where, seen)


def test_not_where_it_is_not_wanted(tool, folder, server):
    where = project(folder, [SLOWLY] * 12)
    for arguments, env in ((["--quiet", "upgrade", "head"], {}), (["upgrade", "head"], {"TERM": "dumb"}),
                           (["upgrade", "head", "--sql"], {})):
        seen = pseudo_terminal.run(tool, arguments, where, env=env)
        expect(seen.status == 0 and "step 2/12" not in seen.raw, f"{arguments} {env}:\n{seen.raw}")
        if "--sql" in arguments:
            expect("-- Running upgrade r0011 -> r0012" in seen.raw, seen.raw)
        else:
            ended_well(seen, where, "r0012")
            (where / "database.db").unlink()


@alone
def test_nothing_for_what_is_over_soon(tool, folder, server):
    where = project(folder, [projects.table_and_index(number) for number in range(1, 4)])
    seen = pseudo_terminal.run(tool, ["upgrade", "head"], where)
    ended_well(seen, where, "r0003")
    expect(not seen.screen.progress(), f"shown: {seen.screen.progress()}")


@alone
def test_a_long_step_ticks(tool, folder, server):
    where = project(folder, [("time.sleep(3.2)", "pass")])
    seen = pseudo_terminal.run(tool, ["upgrade", "head"], where)
    ended_well(seen, where, "r0001")
    shown = seen.screen.progress()
    expect(shown[:1] == ["step 1/1, 0:01: upgrade  -> r0001, step 1"] and any(", 0:03:" in line for line in shown),
           f"shown: {shown}")
    undisturbed(tool, where, seen)


@alone
def test_is_cut_to_the_width(tool, folder, server):
    where = project(folder, [SLOWLY] * 30)
    seen = pseudo_terminal.run(tool, ["upgrade", "head"], where, columns=100,
                               when=[("step 5/", change_width(24))])
    ended_well(seen, where, "r0030")
    shown = seen.screen.progress()
    expect(any(len(line) > 24 for line in shown), f"wide: {shown}")
    expect(max(len(line) for line in shown[-5:]) == 23, f"narrow: {shown[-5:]}")


def test_scripts_print_above_it(tool, folder, server):
    where = project(folder, [(f'print("hello {number}")\ntime.sleep(0.04)\nprint("wait", end="... ")\n'
                              f'time.sleep(0.15)\nprint("done {number}")', "pass") for number in range(1, 12)])
    seen = pseudo_terminal.run(tool, ["upgrade", "head"], where)
    ended_well(seen, where, "r0011")
    expect(seen.screen.progress(), f"no progress:\n{seen.raw}")
    lines = seen.screen.text().splitlines()
    for number in range(1, 12):
        expect(f"hello {number}" in lines and f"wait... done {number}" in lines,
               f"what step {number} printed is broken:\n{seen.screen.text()}")
    expect("step 11/11" not in seen.screen.text(), f"left on the screen:\n{seen.screen.text()}")


def test_a_script_asks(tool, folder, server):
    where = project(folder, [("time.sleep(1.2)\nanswer = input('sure? ')\ntime.sleep(0.3)\nprint('answer:', answer)",
                              "pass")])
    seen = pseudo_terminal.run(tool, ["upgrade", "head"], where, when=[("sure? ", type_in("yes\n"))])
    ended_well(seen, where, "r0001")
    expect(seen.screen.progress(), f"no progress:\n{seen.raw}")
    lines = seen.screen.text().splitlines()
    expect("sure? yes" in lines and "answer: yes" in lines, f"the screen:\n{seen.screen.text()}")


def test_failure_leaves_a_clean_screen(tool, folder, server):
    where = project(folder, [SLOWLY] * 11 + [("time.sleep(0.2)\nraise ValueError('broken')", "pass")])
    seen = pseudo_terminal.run(tool, ["upgrade", "head"], where)
    expect(seen.status == 255 and seen.screen.progress(), f"ended with {seen.status}:\n{seen.raw}")
    text = seen.screen.text()
    expect("step 12/12" not in text, f"left on the screen:\n{text}")
    expect("FAILED: ValueError: broken\n" in text and "versions/0012_step.py:" in text, f"another failure:\n{text}")
    expect(at(where) == ["r0011"], f"the database is at {at(where)}")


def test_interruption_leaves_a_clean_screen(tool, folder, server):
    for times in (1, 2):
        where = project(folder / str(times), [SLOWLY] * 11 + [
            ("time.sleep(60)" if times == 1 else
             "while True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass", "pass")])
        press = [("step 12/12", press_ctrl_c)] + [("step 12/12", press_ctrl_c)] * (times - 1)
        seen = pseudo_terminal.run(tool, ["upgrade", "head"], where, when=press)
        expect(seen.status == 130, f"ended with {seen.status}:\n{seen.raw}")
        text = seen.screen.text()
        expect("step 12/12" not in text, f"left on the screen:\n{text}")
        # The second one ends the program at once.
        expect(times == 2 or "Interrupted; what was not committed yet is rolled back\n" in text, f"another failure:\n{text}")
        expect(at(where) == ["r0011"], f"the database is at {at(where)}:\n{text}")

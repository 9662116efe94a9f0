"""How scripts end, and the program with them: threads that go on, os._exit()."""

import signal
import subprocess
import time

from common import both_runtimes, expect, must
from one_revision import CREATE, Project
from support import projects
from support.tools import clean_environment

GOES_ON = '''
def goes_on(word):
    time.sleep(0.3)
    print(word + "\\n", end="", flush=True)  # in one piece, beside other threads
'''


@both_runtimes
def test_threads_are_waited_for(tool, folder, server):
    """In the order in which Python ends: executors, threads, then what atexit was given."""
    project = Project(tool, folder, '''
threading.Thread(target=goes_on, args=["thread"]).start()
threading.Thread(target=lambda: time.sleep(60), daemon=True).start()
concurrent.futures.ThreadPoolExecutor(1).submit(goes_on, "executor")
atexit.register(print, "atexit")
''', head="import atexit, concurrent.futures, threading\n" + GOES_ON)
    said = project.runs().stdout.split()
    expect(sorted(said[:2]) == ["executor", "thread"] and said[2:] == ["atexit"], f"printed {said}")


@both_runtimes
def test_threads_of_a_step_that_fails(tool, folder, server):
    project = Project(tool, folder, 'threading.Thread(target=goes_on, args=["thread"]).start()\nraise ValueError("no")',
                      head="import threading\n" + GOES_ON)
    expect("thread" in project.refused("ValueError: no"), "did not wait")


@both_runtimes
def test_ctrl_c_ends_the_wait(tool, folder, server):
    project = Project(tool, folder, 'threading.Thread(target=time.sleep, args=[60]).start()\n'
                      'threading.Timer(0.3, lambda: print("waits", flush=True)).start()', head="import threading")
    process = subprocess.Popen([*tool.argv, "upgrade", "head"], cwd=project.folder, env=clean_environment(), text=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    expect(process.stdout.readline() == "waits\n", "the thread never ran")
    time.sleep(0.2)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    output = "".join(process.communicate(timeout=20))
    expect(process.returncode == 130, f"ended with {process.returncode}:\n{output}")
    expect(time.monotonic() - begin < 3, "did not end at once")
    expect(project.rows("SELECT version_num FROM alembic_version") == ["r0001"], "the step was not committed")


@both_runtimes
def test_exit_in_a_step(tool, folder, server):
    """The step is not done, and the status and a line say so; what was done before it stays."""
    for number, call in enumerate(("os._exit(0)", "posix._exit(0)",
                                   "threading.Timer(0.3, os._exit, [0]).start()\ntime.sleep(60)")):
        one = folder / str(number)
        one.mkdir()
        project = Project(tool, one, head="import os, posix, threading")
        second = project.folder / "versions" / "0002_step.py"
        second.write_text(projects.revision(2, CREATE.replace("made", "second") + call)
                          .replace("import time\n", "import os, posix, threading, time\n"))
        done = project.upgrade()
        expect(done.returncode == 255, f"{call}: ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        for word in ("FAILED: ", "upgrade() of revision r0002", "os._exit(0)"):
            expect(word in done.stderr, f"does not say {word!r}:\n{done.stderr}")
        expect(project.rows("SELECT version_num FROM alembic_version") == ["r0001"], "not where it says")
        expect(not project.rows("SELECT name FROM sqlite_master WHERE name = 'second'"), "the table was made all the same")


@both_runtimes
def test_exit_at_the_top_of_a_revision_file(tool, folder, server):
    project = Project(tool, folder, head="import os\nos._exit(0)")
    project.refused("the file 0001_step.py", "os._exit(0)", "0001_step.py:4")


@both_runtimes
def test_exit_of_a_child(tool, folder, server):
    """A fork ends as it wants to."""
    project = Project(tool, folder, 'child = os.fork()\nif child == 0:\n    os._exit(3)\n'
                                    'assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3', head="import os")
    must(project.upgrade("--allow", "process"), "the upgrade")

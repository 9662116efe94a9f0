"""The one test runner: unit tests (ctest), oracle cases, graphs of revisions, pairs of a database and models, tests of
folders; closes with the counts of all.

    tests/run.py [--limbeck build/limbeck | --limbeck alembic] [--ctest build] [--only oracle|faults|…] [-k WORD]…
"""

import argparse
import concurrent.futures
import importlib.util
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import xml.etree.ElementTree
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE / "oracle"))
sys.path.insert(0, str(HERE / "autogenerate"))
sys.dont_write_bytecode = True

import autogenerate  # noqa: E402
import idempotence  # noqa: E402
import oracle  # noqa: E402
from support import cases, cost, mariadb, mysql, postgres, programs, turns  # noqa: E402
from support.results import Failure, Results, Skip  # noqa: E402


# Folders with tests that run the program and look at what became of it, and the word for one of them.
PROGRAMS = {"autogenerate": "autogenerate", "faults": "fault", "scripting": "scripting", "templates": "template",
            "terminal": "terminal", "plan": "plan", "models": "models", "walkthroughs": "walkthrough", "diff": "diff",
            "inspector": "inspector", "targets": "target", "runtimes": "runtime", "drivers": "driver"}


class LazyServer:
    """A database server, started when the first test wants it."""

    def __init__(self, make):
        self._make = make
        self._lock = threading.Lock()
        self._server = None
        self._error = None

    def __call__(self):
        with self._lock:
            if self._error:
                raise Failure(self._error)
            if self._server is None:
                try:
                    server = self._make()
                    self._server = server
                    server.start()
                except Exception as e:
                    self._error = f"the database server does not start: {e}"
                    raise Failure(self._error)
            return self._server

    def process(self):
        """The id of its first process, if it runs."""
        return self._server.process() if self._server is not None else None

    def stop(self):
        if self._server is not None:
            self._server.stop()


class Servers(LazyServer):
    """PostgreSQL, as most tests want it, and MariaDB, or the MySQL of that program in its place."""

    def __init__(self, mysqld=None):
        super().__init__(postgres.Server)
        self.mariadb = LazyServer((lambda: mysql.Server(mysqld)) if mysqld else mariadb.Server)

    def stop(self):
        self.mariadb.stop()
        super().stop()


def run_ctest(folder, results, server):
    # The tests of the dialects find a database here, and leave nothing in it.
    maria = server.mariadb()
    environment = {**os.environ, "LIMBECK_TEST_POSTGRESQL": server().url(server().create_database()),
                   "LIMBECK_TEST_MARIADB": maria.url(maria.create_database())}
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        done = subprocess.run(["ctest", "--test-dir", folder, "--output-junit", report.name, "--output-on-failure",
                               "--no-tests=error", "-j", str(os.cpu_count()), "--timeout", "900", "-Q"],
                              env=environment)
        try:
            root = xml.etree.ElementTree.parse(report.name).getroot()
        except xml.etree.ElementTree.ParseError:
            results.add("unit tests", "failed", f"ctest ended with {done.returncode} and wrote no report")
            return
    failures = 0
    for test in root.iter("testcase"):
        status = test.get("status")
        name = "unit " + test.get("name", "?")
        if status == "run":
            results.add(name, "passed", seconds=float(test.get("time", 0)))
        elif status in ("notrun", "disabled"):
            skipped = test.find("skipped")
            reason = skipped.get("message", "") if skipped is not None else ""
            # A test whose program was not built is no skip: nobody decided to leave it out.
            if status == "notrun" and "SKIP" not in reason.upper():
                failures += 1
                results.add(name, "failed", reason or "not run")
            else:
                results.add(name, "skipped", reason)
        else:
            failures += 1
            output = test.findtext("system-out") or ""
            results.add(name, "failed", output[-4000:])
    if done.returncode and not failures:
        results.add("unit tests", "failed", f"ctest ended with {done.returncode}")


def comparisons(build):
    """Programs of the tests' folders that put one part beside Alembic or SQLAlchemy: (name, command)."""
    oracle_python, plain_python = sys.executable, "/usr/bin/python3"
    return [
        ("revision map beside Alembic", [oracle_python, "tests/revisions/compare.py", f"{build}/revisions_driver"]),
        ("expressions beside SQLAlchemy", [oracle_python, "tests/sql/compare.py", oracle_python,
                                           f"{build}/test_sql_driver"]),
        ("rendering beside Alembic", [oracle_python, "tests/render/compare.py", f"{build}/render_driver"]),
        ("rendered files up and down", [oracle_python, "tests/render/round_trip.py", f"{build}/render_driver",
                                        f"{build}/limbeck"]),
        *((f"façades: {name}", [oracle_python, f"tests/facade/test_{name}.py"])
          for name in ("facades", "operations", "directives")),
        ("structure of the sources", [plain_python, "tests/structure/check.py"]),
        ("places of the small faults", [plain_python, "tests/mutants/check.py"]),
        ("shims", [plain_python, "-m", "unittest", "discover", "-s", "tests/shims"]),
    ]


class CommandWorker:
    """Runs commands that say by their status whether they have passed."""

    def check(self, command):
        done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, timeout=600)
        if done.returncode:
            raise Failure((done.stdout + done.stderr)[-4000:])

    def close(self):
        pass


def run_comparisons(options, results):
    run_checks([("compare " + name, (command,)) for name, command in comparisons(options.ctest)], CommandWorker,
               options.jobs, results)


def run_checks(jobs, make_worker, processes, results):
    """Each job is (name, arguments of the worker's check); one worker for each thread."""
    waiting = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    sys.stdout.flush()

    def work():
        worker = make_worker()
        try:
            while True:
                try:
                    name, arguments = waiting.get_nowait()
                except queue.Empty:
                    return
                start = time.monotonic()
                try:
                    worker.check(*arguments)
                    results.add(name, "passed", seconds=time.monotonic() - start)
                except (Failure, cases.BadCase) as e:
                    results.add(name, "failed", str(e))
                except Skip as e:
                    results.add(name, "skipped", str(e))
                except Exception:
                    results.add(name, "failed", traceback.format_exc())
        finally:
            worker.close()

    with concurrent.futures.ThreadPoolExecutor(processes) as pool:
        try:
            for future in [pool.submit(work) for _ in range(processes)]:
                future.result()
        except BaseException:  # Ctrl-C: let the workers find nothing more to do
            while not waiting.empty():
                waiting.get_nowait()
            raise


def run_oracle(options, server, results):
    jobs = [(f"oracle {case.name} {kind} {check}", (case, check, kind))
            for number, case in enumerate(cases.load_all(options.k)) for check, kind in oracle.checks_of(case, number)]
    jobs.sort(key=lambda job: job[1][1] in oracle.HANDOVERS)  # behind the live checks, which find out what to expect of them
    run_checks(jobs, lambda: oracle.Worker(options.limbeck, server, keep=options.keep), options.jobs, results)


def run_autogenerate(options, server, results):
    """With --previous, once more beside the previous line of SQLAlchemy: every tenth pair, or all with --all."""
    pairs = autogenerate.load_all(options.k)
    runs = [("autogenerate", None, pairs)]
    if options.previous:
        older = [pair for pair in pairs if not pair.of("newest")]
        runs.append(("autogenerate, previous SQLAlchemy,", options.previous, older[::1 if options.all else 10]))
    for word, python, chosen in runs:
        workers = []

        def make_worker(python=python, workers=workers):
            worker = autogenerate.Worker(options.limbeck, server, keep=options.keep, oracle_python=python,
                                         runtime=options.runtime)
            worker.show = show_files if options.show else None
            workers.append(worker)
            return worker

        run_checks([(f"{word} {pair.name}", (pair,)) for pair in chosen], make_worker, options.jobs, results)
        same, other = sum(w.same_text for w in workers), sum(w.other_text for w in workers)
        if options.limbeck != "alembic" and same + other:
            print(f"{word} {len(chosen)} pairs; of {same + other} files with Alembic's operations {same} have its text, too")


def run_idempotence(options, server, results):
    run_checks(idempotence.jobs(options.k), lambda: idempotence.Worker(options.limbeck, server, options.keep),
               options.jobs, results)


def show_files(pair, theirs, ours):
    text = f"==== {pair.name}\n{autogenerate.readable(theirs)}"
    print(text + (f"---- limbeck\n{autogenerate.readable(ours)}" if ours else ""), flush=True)


def run_graphs(options, results):
    """Fixed graphs and some random ones; `tests/graphs/run.py` asks as many as wanted."""
    spec = importlib.util.spec_from_file_location("graphs_run", HERE / "graphs" / "run.py")
    graphs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(graphs)
    totals = graphs.run(options.limbeck, results, random=100 if turns.takes_all() else 50, words=options.k,
                        processes=options.jobs)
    if totals:
        print("graphs: " + graphs.summary(totals))


def run_programs(groups, options, server, results):
    """Tests beside each other, then those that count what happens in time, each by itself."""
    found = programs.load({group: PROGRAMS[group] for group in groups}, options.limbeck, options.k)
    found.sort(key=lambda test: "kill" not in test.name)  # the longest first, so that none is left at the end

    def make_worker():
        return programs.Worker(options.limbeck, server)

    for jobs, processes in (([test for test in found if not test.alone], options.jobs),
                            ([test for test in found if test.alone], 1)):
        if jobs:
            run_checks([(test.name, (test,)) for test in jobs], make_worker, processes, results)


def main():
    parser = argparse.ArgumentParser(description="Run limbeck's tests")
    parser.add_argument("--limbeck", default=str(HERE.parent / "build" / "limbeck"),
                        help="the program under test, or `alembic` to prove the cases with the oracle on both sides")
    parser.add_argument("--ctest", metavar="FOLDER", help="run the unit tests of this build folder first")
    parser.add_argument("--only", action="append", default=[],
                        choices=["oracle", "graphs", *PROGRAMS, "none"])
    parser.add_argument("--previous", metavar="PYTHON", help="a Python that has the previous line of SQLAlchemy")
    parser.add_argument("--all", action="store_true",
                        help="all that cases do by turns: both directions of pairs, all pairs with --previous, all random graphs, … "
                             "(-k takes all of it, too, but for --previous)")
    parser.add_argument("--mysqld", metavar="PROGRAM", help="a MySQL server, for what asks MariaDB elsewhere")
    parser.add_argument("--runtime", help="the runtime of limbeck in pairs of a database and models")
    parser.add_argument("--show", action="store_true", help="print the files that both tools generate")
    parser.add_argument("-k", action="append", default=[], metavar="WORD", help="only tests whose name holds WORD")
    parser.add_argument("-j", "--jobs", type=int, default=(os.cpu_count() or 1) + 1,
                        help="tests at a time; one more than there are processors, as some wait")
    parser.add_argument("-v", "--verbose", action="store_true", help="name tests that pass, too")
    parser.add_argument("--costs", action="store_true",
                        help="print what each group costs in processor time; groups run one after the other then")
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="name the N tests that took longest")
    parser.add_argument("--keep", action="store_true", help="leave the folders and databases of failed cases")
    options = parser.parse_args()
    sys.path[:0] = [str(HERE / group) for group in PROGRAMS]
    if options.all or options.k:
        os.environ.setdefault("LIMBECK_TEST_ALL", "1")
    if options.limbeck != "alembic" and not os.access(options.limbeck, os.X_OK):
        parser.error(f"{options.limbeck} is not there: build it first (make quickstart), or name it with --limbeck")

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped below
    results = Results(options.verbose)
    server = Servers(options.mysqld)
    wanted = options.only or ["oracle", "graphs", *PROGRAMS]
    costs = cost.Costs(server.process)
    try:
        if options.ctest:
            with costs.of("unit tests"):
                run_ctest(options.ctest, results, server)
            with costs.of("comparisons"):
                run_comparisons(options, results)
        if "oracle" in wanted:
            with costs.of("oracle"):
                run_oracle(options, server, results)
        if "autogenerate" in wanted:
            with costs.of("autogenerate, pairs"):
                run_autogenerate(options, server, results)
            if options.limbeck != "alembic":
                with costs.of("idempotence"):
                    run_idempotence(options, server, results)
        if "graphs" in wanted and options.limbeck != "alembic":
            with costs.of("graphs"):
                run_graphs(options, results)
        groups = [group for group in PROGRAMS if group in wanted]
        for some in ([[group] for group in groups] if options.costs else [groups] if groups else []):
            with costs.of(", ".join(some) if len(some) < 3 else "other groups"):
                run_programs(some, options, server, results)
    finally:
        server.stop()
    if options.costs:
        print(costs.report())
    if options.slowest:
        print(results.slowest(options.slowest))
    if results.passed + results.failed + results.skipped == 0:
        results.add("runner", "failed", "no test matches")
    print(results.summary())
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())

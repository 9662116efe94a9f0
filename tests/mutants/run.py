"""Switches each fault on, runs the suite that must catch it, and tells which were caught.

    tests/mutants/run.py [NAME|WORD…] [--list] [-j N] [--no-build] [-v]

Ends with 1 where fewer than 95 of a hundred are caught, or where a suite fails with no fault on.
"""

import argparse
import concurrent.futures
import dataclasses
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import mutants

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

import run as tests  # noqa: E402 - tests/run.py

ENOUGH = 0.95
LONGEST = 600  # seconds; a fault may make a program wait for ever


class Suites:
    """Runs suites against the copy of the sources and its build."""

    def __init__(self, folder):
        self.folder, self.build = folder, folder / "build"
        self._servers = tests.Servers()
        self._running = set()

    def stop(self):
        for process in list(self._running):
            os.killpg(process.pid, signal.SIGTERM)
        self._servers.stop()

    def _urls(self):
        """Of empty databases, for unit tests."""
        postgresql, mariadb = self._servers(), self._servers.mariadb()
        return {"LIMBECK_TEST_POSTGRESQL": postgresql.url(postgresql.create_database()),
                "LIMBECK_TEST_MARIADB": mariadb.url(mariadb.create_database())}

    def _comparison(self, name):
        known = {**dict(tests.comparisons("build")), "ddl": [sys.executable, "tests/ddl/compare.py", self._ddl_driver()]}
        if name not in known:
            raise mutants.BadMutant(f"there is no comparison {name}")
        return known[name]

    def _ddl_driver(self):
        return str(self.build / "tests" / "ddl" / "ddl_driver")

    def command(self, suite):
        """(command, more environment)"""
        kind, _, rest = suite.partition(" ")
        if kind == "unit":
            folder, _, names = rest.partition(" ")
            return [str(self.build / f"test_{folder}"), f"--gtest_filter={names or '*'}", "--gtest_brief=1"], \
                self._urls()
        if kind == "compare":
            return self._comparison(rest), {}
        words = [option for word in shlex.split(rest) for option in ("-k", word)]
        return [sys.executable, "tests/run.py", "--limbeck", str(self.build / "limbeck"), "--only", kind, *words, "--all", "-j", "1"], {}

    def run(self, suite, mutant=None):
        """What failed of it and what it has printed, or None."""
        command, more = self.command(suite)
        environment = {key: value for key, value in os.environ.items() if key != "LIMBECK_MUTANT"}
        environment.update(more, PYTHONDONTWRITEBYTECODE="1")
        if mutant:
            environment["LIMBECK_MUTANT"] = mutant
        process = subprocess.Popen(command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                                   start_new_session=True)
        self._running.add(process)
        try:
            output, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate()
            return f"not done after {LONGEST} s", ""
        finally:
            self._running.discard(process)
        if process.returncode == 0:
            nothing = re.search(r"\b(Ran|Running) 0 tests", output)
            return ("no test matches", "") if nothing else None
        return failed_test(output) or f"ended with {process.returncode}: {last_line(output)}", output


def failed_test(output):
    """Its name as tests/run.py, unittest or Google Test says it."""
    found = re.search(r"^(?:FAILED  |FAIL:|ERROR:|\[  FAILED  \]) *(.*)$", output, re.M)
    return found[1].strip() if found else None


def last_line(output):
    lines = output.strip().splitlines()
    return lines[-1].strip()[:150] if lines else ""


class Report:
    def __init__(self):
        self.caught, self.survived, self.undecided = [], [], []
        self._lock = threading.Lock()

    def add(self, mutant, failed, seconds):
        with self._lock:
            (self.caught if failed else self.survived).append(mutant)
            word = "caught  " if failed else "SURVIVED"
            print(f"{word} {mutant.name} ({seconds:.0f} s): {failed[0] if failed else mutant.suite}", flush=True)

    def total(self):
        for mutant in self.survived:
            print(f"survived: {mutant.name} in {mutant.file}, suite {mutant.suite}: {mutant.harm}")
        decided = len(self.caught) + len(self.survived)
        text = f"{len(self.caught)} of {decided} caught, {len(self.survived)} survived"
        print(text + (f", {len(self.undecided)} undecided" if self.undecided else ""))
        return not self.undecided and decided and len(self.caught) >= ENOUGH * decided


def each(jobs, work, items, stop):
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(work, item) for item in items]
        try:
            for future in futures:
                future.result()
        except BaseException:  # Ctrl-C: what runs ends, what waits does not begin
            pool.shutdown(wait=False, cancel_futures=True)
            stop()
            raise


def main():
    parser = argparse.ArgumentParser(description="Ask whether the tests catch small faults")
    parser.add_argument("words", nargs="*", help="names of faults, words in them, or names of their files")
    parser.add_argument("--list", action="store_true", help="name the faults and what is wrong with each")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--no-build", action="store_true", help="take what is built already")
    parser.add_argument("--suite", help="ask this one in place of each fault's own")
    parser.add_argument("-v", "--verbose", action="store_true", help="say how long each suite takes with no fault on")
    options = parser.parse_args()
    try:
        chosen = mutants.load(options.words)
    except mutants.BadMutant as e:
        sys.exit(str(e))
    if not chosen:
        parser.error("no fault has such a name")
    if options.suite:
        chosen = [dataclasses.replace(mutant, suite=options.suite) for mutant in chosen]
    if options.list:
        for mutant in chosen:
            print(f"{mutant.name} ({mutant.file}; {mutant.suite}): {mutant.harm}")
        return 0
    if not options.no_build and subprocess.run([sys.executable, HERE / "build.py", "-j", str(options.jobs)]).returncode:
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped below
    suites, report, broken = Suites(mutants.ROOT / "build-mutants"), Report(), set()

    def without_fault(suite):
        start = time.monotonic()
        failed = suites.run(suite)
        if failed:
            broken.add(suite)
            print(f"FAILS WITH NO FAULT ON: {suite}: {failed[0]}\n{failed[1][-2000:]}", flush=True)
        elif options.verbose:
            print(f"passes with no fault on: {suite} ({time.monotonic() - start:.0f} s)", flush=True)

    def with_fault(mutant):
        start = time.monotonic()
        report.add(mutant, suites.run(mutant.suite, mutant.name), time.monotonic() - start)

    try:
        each(options.jobs, without_fault, dict.fromkeys(mutant.suite for mutant in chosen), suites.stop)
        report.undecided = [mutant for mutant in chosen if mutant.suite in broken]
        each(options.jobs, with_fault, [mutant for mutant in chosen if mutant.suite not in broken], suites.stop)
    finally:
        suites.stop()
    return 0 if report.total() else 1


if __name__ == "__main__":
    sys.exit(main())

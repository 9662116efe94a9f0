"""The pairs that are for any database, on MariaDB.

    python tests/autogenerate/on_mariadb.py build/limbeck [-v] [--show] [--keep] [WORD…]
"""

import argparse
import concurrent.futures
import os
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import autogenerate  # noqa: E402
from support import mariadb  # noqa: E402
from support.cases import BadCase  # noqa: E402
from support.databases import MariadbDatabase  # noqa: E402
from support.results import Failure, Results  # noqa: E402


def pairs(words):
    for pair in autogenerate.load_all():
        if pair.kind == "postgresql" and "databases" not in pair.case.data:
            found = autogenerate.Pair(pair.case, "mariadb", pair.direction, False)
            if all(word in found.name for word in words):
                yield found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("limbeck")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    autogenerate.databases.PostgresqlDatabase = MariadbDatabase  # what a worker makes where it is not SQLite
    results = Results(options.v)
    with mariadb.Server() as server:
        def check(pair):
            worker = autogenerate.Worker(options.limbeck, lambda: server, keep=options.keep)
            if options.show:
                worker.show = lambda pair, theirs, ours: print(
                    f"==== {pair.name}\n{autogenerate.readable(theirs)}---- limbeck\n{autogenerate.readable(ours or '')}")
            try:
                worker.check(pair)
                results.add(pair.name, "passed")
            except (Failure, BadCase) as error:
                results.add(pair.name, "failed", f"{type(error).__name__}: {error}")
            except Exception:
                results.add(pair.name, "failed", traceback.format_exc())
            finally:
                worker.close()

        with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
            list(pool.map(check, pairs(options.words)))
        if options.keep:
            input("kept; press Enter to end")
    print(results.summary())
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())

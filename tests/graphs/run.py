"""Graphs of revisions, fixed and random: the same questions to the real Alembic and to limbeck.

    tests/graphs/run.py [--limbeck build/limbeck] [-k WORD] [--each 10] [--random 100] [--seed 1] [--show 5]
"""

import argparse
import concurrent.futures
import multiprocessing
import os
import re
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
sys.dont_write_bytecode = True

import generator  # noqa: E402
import graph as graphs  # noqa: E402
import worker  # noqa: E402
from questions import Asker  # noqa: E402
from support.results import Results  # noqa: E402
from support.tools import clean_environment  # noqa: E402


def jobs(each, random, seed, words=()):
    """(graph, questions): the fixed graphs, then `random` others."""
    for graph in graphs.load_all():
        if all(word in f"graphs {graph.name}" for word in words):
            asker = Asker(graph, f"{graph.name} {seed}")
            yield graph, [*asker.always(), *asker.ask(each)]
    for number in range(seed, seed + random):
        graph = generator.make(number)
        if all(word in f"graphs {graph.name}" for word in words):
            asker = Asker(graph, number)
            yield graph, list(asker.ask(each))


def run(program, results, each=10, random=100, seed=1, words=(), processes=None, show=3):
    """Adds one result for each graph; returns the counts of the single questions."""
    totals = {}
    environment = dict(os.environ)
    os.environ.update(clean_environment({"PYTHONHASHSEED": str(seed)}))  # for the processes that are started below
    try:
        with concurrent.futures.ProcessPoolExecutor(
                processes or os.cpu_count(), multiprocessing.get_context("spawn"), worker.start, (program,)) as pool:
            started = time.monotonic()
            futures = [pool.submit(worker.ask, graph, questions, show)
                       for graph, questions in jobs(each, random, seed, words)]
            for future in concurrent.futures.as_completed(futures):
                graph, counts, texts = future.result()
                for outcome, count in counts.items():
                    totals[outcome] = totals.get(outcome, 0) + count
                failed = counts.get("different", 0) + counts.get("broken", 0)
                text = "\n\n".join([graph.text(), f"seed {seed}: {failed} of {sum(counts.values())} differ", *texts])
                results.add(f"graphs {graph.name}", "failed" if failed else "passed", text,
                            time.monotonic() - started)
    finally:
        os.environ.clear()
        os.environ.update(environment)
    return totals


def summary(totals):
    return f"{sum(totals.values())} questions: " + ", ".join(f"{n} {what}" for what, n in sorted(totals.items()))


def main():
    parser = argparse.ArgumentParser(description="Graphs beside Alembic")
    parser.add_argument("--limbeck", default=str(HERE.parent.parent / "build" / "limbeck"))
    parser.add_argument("-k", action="append", default=[], metavar="WORD", help="only graphs whose name holds WORD")
    parser.add_argument("--each", type=int, default=10, help="questions to each graph, drawn by the seed")
    parser.add_argument("--random", type=int, default=0, help="this many random graphs, too")
    parser.add_argument("--seed", type=int, default=1, help="of the questions, and of the first random graph")
    parser.add_argument("--show", type=int, default=5, help="differences to show of each graph")
    parser.add_argument("-j", type=int, default=None, help="processes")
    parser.add_argument("-v", action="store_true", help="name graphs that pass, too")
    options = parser.parse_args()
    results = Results(options.v)
    totals = run(options.limbeck, results, options.each, options.random, options.seed, options.k, options.j,
                 options.show)
    print(summary(totals))
    print(results.summary())
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())

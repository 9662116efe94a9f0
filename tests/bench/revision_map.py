"""The rows of bench.py on the revision map alone: no files, no database, CPU time of one process.

    python revision_map.py < graph    Alembic's side, which needs Alembic importable: one line for each question, its
                                      name and its seconds
"""

import json
import subprocess
import sys
import time
import warnings

SHAPES = ("branches-and-merges", "open-branches", "random-graph")
SIZES = (25000, 50000, 100000)
ALEMBIC_SIZE = 5000


def of_limbeck(program, shape, size, runs):
    """Seconds of each question, the best of some runs: other work on the machine only adds to them."""
    best = {}
    for _ in range(runs):
        out = subprocess.run([program, shape, str(size)], check=True, capture_output=True, text=True).stdout
        for line in out.splitlines():
            name, seconds, _ = line.split("\t")
            best[name] = min(float(seconds), best.get(name, float("inf")))
    return best


def of_alembic(python, program, shape, size):
    graph = subprocess.run([program, "--print", shape, str(size)], check=True, capture_output=True).stdout
    run = subprocess.run([python, __file__], input=graph, capture_output=True, timeout=60, check=True)
    return {name: float(seconds) for name, seconds in (line.split("\t") for line in run.stdout.decode().splitlines())}


def rows(program, python, runs):
    print(f"\n{'the revision map alone':44}{'100,000':>12}{'per revision':>14}{'alembic':>12}{'ratio':>9}")
    print(f"{'':56}{'to 25,000':>14}{f'at {ALEMBIC_SIZE:,}':>12}{'there':>9}")
    for shape in SHAPES:
        ours = {size: of_limbeck(program, shape, size, runs) for size in (ALEMBIC_SIZE, *SIZES)}
        try:
            theirs = of_alembic(python, program, shape, ALEMBIC_SIZE)
        except subprocess.TimeoutExpired as stopped:  # it takes some shapes hours; what it had by then counts
            lines = (stopped.stdout or b"").decode().splitlines()
            theirs = {name: float(seconds) for name, seconds in (line.split("\t") for line in lines)}
        for name, seconds in ours[SIZES[-1]].items():
            growth = seconds / SIZES[-1] / (ours[SIZES[0]][name] / SIZES[0]) if ours[SIZES[0]][name] > 1e-4 else None
            there = theirs.get(name)
            print(f"{shape + ': ' + name:44.44}{text(seconds):>12}{f'{growth:.2f}' if growth else '-':>14}"
                  f"{text(there) if there else '-':>12}"
                  f"{f'{there / max(ours[ALEMBIC_SIZE][name], 1e-6):.0f} ×' if there else '-':>9}", flush=True)


def text(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def timed(name, question):
    begin = time.process_time()
    answer = question()
    print(f"{name}\t{time.process_time() - begin:.6f}", flush=True)
    return answer


def main():
    """Asks Alembic what revision_map.cpp asks limbeck."""
    from alembic.script.revision import Revision, RevisionMap

    warnings.simplefilter("ignore")
    graph = json.load(sys.stdin)

    def revisions():
        return [Revision(id, tuple(down) or None, tuple(needs) or None, tuple(labels) or None)
                for id, down, needs, labels in graph]

    def build():
        map_ = RevisionMap(revisions)
        map_._revision_map
        return map_

    map_ = timed("build", build)
    timed("heads", lambda: (map_.heads, map_._real_heads))
    timed("history", lambda: list(map_.iterate_revisions("heads", "base", inclusive=True,
                                                         assert_relative_length=False)))
    timed("upgrade plan from nothing", lambda: list(map_.iterate_revisions("heads", (), implicit_base=True)))
    heads = tuple(map_._real_heads)
    timed("downgrade plan to base", lambda: list(map_.iterate_revisions(heads, "base", select_for_downgrade=True)))
    timed("what the database is at", lambda: map_._get_all_current(heads))


if __name__ == "__main__":
    main()

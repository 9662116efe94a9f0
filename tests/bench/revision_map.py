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
SIZE, SMALLER_SIZE = 100000, 25000  # the time per revision should be the same
ALEMBIC_SIZE = 5000
ALEMBIC_LIMIT = 20  # seconds for a shape: some take it hours


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
    """Seconds of each question; None for the one at which it ran out of time."""
    graph = subprocess.run([program, "--print", shape, str(size)], check=True, capture_output=True).stdout
    try:
        out = subprocess.run([python, __file__], input=graph, stdout=subprocess.PIPE, timeout=ALEMBIC_LIMIT,
                             check=True).stdout
    except subprocess.TimeoutExpired as stopped:
        out = stopped.stdout or b""
    pairs = (line.split("\t") for line in out.decode().splitlines())
    return {name: float(seconds) if seconds else None for name, seconds in pairs}


def rows(program, python, runs):
    print(f"\n{'the revision map alone':44}{f'{SIZE:,}':>12}{'per revision':>15}{'alembic':>12}{'ratio':>12}")
    print(f"{'':56}{f'to {SMALLER_SIZE:,}':>15}{f'at {ALEMBIC_SIZE:,}':>12}{'there':>12}")
    for shape in SHAPES:
        ours = {size: of_limbeck(program, shape, size, runs) for size in (ALEMBIC_SIZE, SMALLER_SIZE, SIZE)}
        theirs = of_alembic(python, program, shape, ALEMBIC_SIZE)
        print(shape)
        for name, seconds in ours[SIZE].items():
            smaller, there, beside = ours[SMALLER_SIZE][name], ours[ALEMBIC_SIZE][name], theirs.get(name)
            growth = f"{seconds / SIZE / (smaller / SMALLER_SIZE):.2f}" if smaller > 1e-4 else "-"
            ratio = f"{beside / there:,.0f} ×" if beside and min(beside, there) > 1e-5 else "-"
            answer = "-" if name not in theirs else text(beside) if beside is not None else "stopped"
            print(f"{'  ' + name:44}{text(seconds):>12}{growth:>15}{answer:>12}{ratio:>12}", flush=True)
    print(f"stopped: Alembic has {ALEMBIC_LIMIT} s for a shape. -: not asked, or too quick to compare")


def text(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def timed(name, question):
    print(name, end="\t", flush=True)  # it may be stopped before the answer
    begin = time.process_time()
    answer = question()
    print(f"{time.process_time() - begin:.6f}", flush=True)
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

"""Which revisions of public projects the quick runtime runs by itself, and which it leaves to SQLAlchemy inside.

    tests/real/quick.py --checkouts FOLDER --out FILE [--only NAME …] [--compare FILE]

Each revision by itself: online in the order of the chain, each on the database that those before it have made, and offline
(`upgrade DOWN:REV --sql`). FILE is JSON: project and database -> revision -> [online, offline], each "quick", "thorough" or
what the program said. `--compare` tells which revisions an earlier FILE has as quick, and this one has not.
"""

import argparse
import concurrent.futures
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
sys.dont_write_bytecode = True

from projects import PROJECTS  # noqa: E402
from run import THOROUGH, Chain, Side, said  # noqa: E402
from support import postgres  # noqa: E402
from support.tools import Limbeck  # noqa: E402


def outcome(result):
    if result.status:
        return said(result)
    return "thorough" if THOROUGH.search(result.text()) else "quick"


def ask(project, checkout, kind, options, server, folder):
    words = ["--allow", project.allow] if project.allow else []
    side = Side(Limbeck(options.limbeck, seconds=600), words, project, checkout, server, folder, kind, project.env)
    chain = Chain(side)
    found = {one: ["not reached", "not asked"] for one in chain.parents}
    for one in reversed(chain.parents):
        result = side.run("upgrade", one)
        found[one][0] = outcome(result)
        if result.status:
            break
    pairs = [(parents[0] if parents else "base", one) for one, parents in chain.parents.items() if len(parents) < 2]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for (_, one), result in zip(pairs, pool.map(lambda pair: side.run("upgrade", ":".join(pair), "--sql"), pairs)):
            found[one][1] = outcome(result)
    return found


def worse(before, now):
    """The revisions that were quick and are not: (where, revision, online or offline, what it says now)."""
    for where, revisions in before.items():
        for one, outcomes in revisions.items():
            others = now.get(where, {}).get(one)
            for word, had, has in zip(("online", "offline"), outcomes, others or ()):
                if had == "quick" and has != "quick":
                    yield where, one, word, has


def main():
    parser = argparse.ArgumentParser(description="Tell which revisions of public projects the quick runtime runs")
    parser.add_argument("--limbeck", default=str(HERE.parent.parent / "build" / "limbeck"))
    parser.add_argument("--checkouts", metavar="FOLDER", required=True)
    parser.add_argument("--out", metavar="FILE", required=True)
    parser.add_argument("--only", metavar="NAME", action="append", help="this project; may be repeated")
    parser.add_argument("--compare", metavar="FILE", help="what an earlier run has written")
    options = parser.parse_args()
    found = {}
    with postgres.Server() as server, tempfile.TemporaryDirectory(prefix="limbeck-real-") as temporary:
        for project in PROJECTS:
            checkout = (Path(options.checkouts) / (project.checkout or project.name)).absolute()
            if project.start or not checkout.is_dir() or (options.only and project.name not in options.only):
                continue
            for kind in project.databases:
                where = f"{project.name}, {kind}"
                try:
                    found[where] = ask(project, checkout, kind, options, server, Path(temporary) / where.replace(", ", "-"))
                except Exception as e:
                    print(f"{where}: {e}", flush=True)
                    continue
                counts = [[outcomes[i] for outcomes in found[where].values()] for i in (0, 1)]
                print(f"{where}: {len(counts[0])} revisions; " + "; ".join(
                    f"{word} {one.count('quick')} quick, {one.count('thorough')} thorough"
                    for word, one in zip(("online", "offline"), counts)), flush=True)
    Path(options.out).write_text(json.dumps(found, indent=1))
    lost = list(worse(json.loads(Path(options.compare).read_text()), found)) if options.compare else []
    for line in lost:
        print("no longer quick:", *line)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())

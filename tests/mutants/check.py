"""Whether every fault still finds its place in the sources. Builds nothing.

    python3 tests/mutants/check.py
"""

import sys

from mutants import BadMutant, load, texts


def problems():
    try:
        mutants = load()
    except BadMutant as e:
        return [str(e)]
    found = []
    for mutant in mutants:
        try:
            texts([mutant])
        except BadMutant as e:
            found.append(str(e))
    if not found:
        try:
            texts(mutants)  # no two in one place
        except BadMutant as e:
            found.append(str(e))
    return found


if __name__ == "__main__":
    found = problems()
    print("\n".join(found) or f"{len(load())} faults stand where they should")
    sys.exit(bool(found))

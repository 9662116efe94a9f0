"""What the sources must keep to, whatever they do: folders include only those above them, and no façade decides by the
name of a database.

    python tests/structure/check.py
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The places that ask for a dialect's name all the same, and why. One that is mended leaves this list.
BY_NAME = {
    "python/sqlmodel/sql/sqltypes.py": 1,  # what SQLModel itself asks
}
ASKS = re.compile(r"""(?x) (?: dialect_?name | dialect\.name | backend_name\(\) ) \s* (?: [=!]= | \bin\b ) (?! \s* ("default"|self\._variants|_limbeck) )
                      | [=!]= \s* "(?: postgresql | sqlite | mysql | mariadb )" """)


def folders():
    """Names of the folders of src/ in the order of ARCHITECTURE.md: each may use those before it."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `src/(\w+)/` \|", text, re.M)


def wrong_includes():
    order = folders()
    for path in sorted((ROOT / "src").rglob("*.[ch]pp")):
        own = path.relative_to(ROOT / "src").parts[0]
        if own not in order:
            yield f"{path.relative_to(ROOT)}: the folder {own} is not in ARCHITECTURE.md"
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r'#include "(\w+)/', line)
            if found and found[1] in order and order.index(found[1]) > order.index(own):
                yield f"{path.relative_to(ROOT)}:{number}: src/{own}/ must not use src/{found[1]}/"


def dialects_that_know_each_other():
    folder = ROOT / "src" / "dialects"
    names = [entry.name for entry in folder.iterdir() if (entry / "dialect.cpp").exists()]
    for path in sorted(folder.rglob("*.[ch]pp")):
        own = path.relative_to(folder).parts[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r'#include "dialects/(\w+)/', line)
            allowed = found and (found[1] == own or path == folder / "dialect.cpp")
            if found and found[1] in names and not allowed and not path.name.endswith("_test.cpp"):
                yield f"{path.relative_to(ROOT)}:{number}: only dialects/{found[1]}/ and the list in dialects/dialect.cpp know it"


def facades_that_decide():
    for package in ("alembic", "sqlalchemy", "sqlmodel"):
        for path in sorted((ROOT / "python" / package).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if "/dialects/" in name:
                continue
            lines = [f"{name}:{number}: {line.strip()}"
                     for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if ASKS.search(line)]
            if len(lines) != BY_NAME.get(name, 0):
                yield from lines or [f"{name}: asks for no dialect's name any more; take it from the list"]


def main():
    problems = [*wrong_includes(), *dialects_that_know_each_other(), *facades_that_decide()]
    print("\n".join(problems) or "the structure is as ARCHITECTURE.md says")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())

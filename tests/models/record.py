"""Writes expected/ for the cases that need packages of their own; run it with a Python that has them:

    python tests/models/record.py [case]…
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    (HERE / "expected").mkdir(exist_ok=True)
    for case in sorted((HERE / "cases").glob("*.py")):
        if not any(line.startswith("needs = ") for line in case.read_text().splitlines()):
            continue
        if sys.argv[1:] and case.stem not in sys.argv[1:]:
            continue
        asked = json.dumps([case.stem, str(HERE / "cases")]) + "\n"
        done = subprocess.run([sys.executable, str(HERE / "real.py")], input=asked, capture_output=True, text=True)
        lines = json.loads(done.stdout.splitlines()[-1])
        if lines[0].startswith("refused"):
            print(f"{case.stem}: {lines[0]}")
        (HERE / "expected" / f"{case.stem}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

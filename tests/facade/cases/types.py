"""repr() of every type, as tests/render/types.txt lists them."""
import enum
import pathlib
import sys

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite

folder = pathlib.Path(__file__).resolve().parents[2] / "render"
sys.path.insert(0, str(folder / "packages"))

import mytypes  # noqa: E402


class Color(enum.Enum):
    red = "r"
    green = "g"


for line in (folder / "types.txt").read_text(encoding="utf-8").splitlines():
    source = line.partition(" => ")[0].strip()
    if source and not source.startswith("#"):
        made = eval(source)
        print(source, "->", repr(made() if isinstance(made, type) else made))

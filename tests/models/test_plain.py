"""limbeck.models.plain(): what the engine is given of a MetaData."""

import json

from support.results import Failure

INI = """\
[alembic]
script_location = %(here)s
path_separator = os
"""
MODELS = """
import enum
import json

import _limbeck
import sqlalchemy as sa
from limbeck import models
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement


class now(FunctionElement):
    inherit_cache = True


@compiles(now, "postgresql")
def write(element, compiler, **kw):
    return "clock_timestamp()"


@compiles(now)
def write(element, compiler, **kw):
    return "CURRENT_TIMESTAMP"


metadata = sa.MetaData(schema="s", naming_convention={"pk": "pk_%(table_name)s", "upper": lambda c, t: t.name.upper(),
                                                      "uq": "%(upper)s_uq"})
kind = sa.Enum("a", "b", name="kind", metadata=metadata)
sa.Sequence("counter", start=3, metadata=metadata)
sa.Table("t", metadata, sa.Column("id", sa.Integer, primary_key=True, info={"renamed_from": "key", "call": print}),
         sa.Column("x", sa.Integer, unique=True, default=4), sa.Column("kind", kind),
         sa.Column("at", sa.DateTime, server_default=now()), info={"renamed_from": "old"})
print(json.dumps({name: models.plain(metadata, name) for name in ("postgresql", "sqlite")}))
"""


def test_everything(tool, folder, server):
    for name, text in {"alembic.ini": INI, "env.py": MODELS, "script.py.mako": "", "versions/.keep": ""}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    result = tool.run(["current"], folder)
    if result.status:
        raise Failure(result.text())
    found = json.loads(result.stdout)["postgresql"]
    table = found["tables"][0]
    columns = {column["name"]: column for column in table["columns"]}
    kind = {"name": "Enum", "length": 1, "type_name": "kind", "schema": "s"}
    expected = {
        "the names of tables": ([table["name"], table["schema"], table["info"]], ["t", "s", {"renamed_from": "old"}]),
        "sequences": (found["sequences"], [{"name": "counter", "schema": "s", "start": 3}]),
        "the convention": (found["naming_convention"], {"pk": "pk_%(table_name)s"}),
        "the schema": (found["schema"], "s"),
        "an enum": ({key: found["enums"][0][key] for key in kind}, kind),
        "its labels": (found["enums"][0]["labels"]["labels"], ["a", "b"]),
        "info that is plain": (columns["id"]["info"], {"renamed_from": "key"}),
        "a default of Python": (columns["x"]["has_default"], True),
        "a name that a function makes": ([item["name"] for item in table["constraints"] if item["kind"] == "unique"],
                                         [{"text": "T_uq", "final": True}]),
        "what a function writes": (columns["at"]["server_default"],
                                   {"node": "column", "name": "clock_timestamp()", "literal": True}),
    }
    for what, (ours, wanted) in expected.items():
        if ours != wanted:
            raise Failure(f"{what}: {ours} and not {wanted}")
    sqlite = json.loads(result.stdout)["sqlite"]["tables"][0]["columns"][3]["server_default"]["name"]
    if sqlite != "CURRENT_TIMESTAMP":
        raise Failure(f"for SQLite: {sqlite}")

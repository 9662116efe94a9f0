"""Schema objects of their plain form (src/schema/plain.hpp): what a database has, as Table, Column and the like."""

from .schema import (CheckConstraint, Column, Computed, DefaultClause, FetchedValue, ForeignKeyConstraint, Identity, Index,
                     PrimaryKeyConstraint, Sequence, UniqueConstraint, _table_key)
from .sql.elements import ColumnElement, conv, text
from .types import _from_plain as type_of


class _Expression(ColumnElement):
    """An SQL expression that is only known in plain form."""

    def __init__(self, plain):
        self._tree = plain

    def _plain(self):
        return self._tree


def expression(plain):
    if isinstance(plain, str):
        return plain
    if isinstance(plain, dict) and plain.get("node") == "text" and set(plain) <= {"node", "text"}:
        return text(plain["text"])
    return _Expression(plain)


def final_name(plain):
    """A name as the database knows it: no naming convention changes it any more."""
    name = plain.get("text") if isinstance(plain, dict) else plain
    return conv(name) if isinstance(name, str) else None


def default_of(plain, reflected=True):
    return DefaultClause(expression(plain), _reflected=reflected)


def column_of(plain, dialect_name):
    items = []
    if plain.get("identity") is not None:
        items.append(Identity(**plain["identity"]))
    elif plain.get("computed") is not None:
        items.append(Computed(expression(plain["computed"]["sqltext"]), plain["computed"].get("persisted")))
    elif plain.get("server_default") is not None:
        items.append(default_of(plain["server_default"]))
    elif plain.get("fetched"):
        items.append(FetchedValue())
    if plain.get("sequence") is not None:
        items.append(sequence_of(plain["sequence"], dialect_name))
    autoincrement = {"yes": True, "no": False}.get(plain.get("autoincrement"), plain.get("autoincrement", "auto"))
    return Column(plain["name"], type_of(plain.get("type", "NullType"), dialect_name), *items,
                  nullable=plain.get("nullable", True), autoincrement=autoincrement, comment=plain.get("comment"),
                  primary_key=plain.get("primary_key", False), system=plain.get("system", False),
                  quote=True if plain.get("quote") else None, info=plain.get("info"), **_options(plain))


def sequence_of(plain, dialect_name):
    given = dict(plain)
    if given.get("data_type") is not None:
        given["data_type"] = type_of(given["data_type"], dialect_name)
    given.pop("comment", None)
    return Sequence(given.pop("name"), **given)


def _options(plain):
    return {key: expression(value) if isinstance(value, dict) and "node" in value else value
            for key, value in (plain.get("options") or {}).items()}


def constraint_of(plain):
    """A constraint that belongs to no table yet."""
    kind = plain["kind"]
    kw = {"name": final_name(plain.get("name")), **_options(plain)}
    for key, value in (plain.get("deferral") or {}).items():
        if value is not None:
            kw[key] = value
    if plain.get("comment") is not None:
        kw["comment"] = plain["comment"]
    if kind == "primary_key":
        return PrimaryKeyConstraint(*plain["columns"], **kw)
    if kind == "unique":
        return UniqueConstraint(*plain["columns"], **kw)
    if kind == "check":
        condition = plain.get("sqltext")
        return CheckConstraint("" if condition is None else expression(condition), _autoattach=False,
                               _type_bound=plain.get("from_type", False), **kw)
    if kind == "exclude":
        from .dialects.postgresql import ExcludeConstraint

        elements = [(_element(item["expression"]), item["operator"]) for item in plain["elements"]]
        if plain.get("where") is not None:
            kw["where"] = expression(plain["where"])
        ops = {item["expression"]["name"]: item["ops"] for item in plain["elements"]
               if item.get("ops") and item["expression"].get("node") == "column"}
        return ExcludeConstraint(*elements, using=plain.get("using", "gist"), ops=ops, **kw)
    schema = plain.get("referred_schema") or None
    prefix = _table_key(plain["referred_table"], schema)
    made = ForeignKeyConstraint(plain["columns"], [f"{prefix}.{name}" for name in plain["referred_columns"]],
                                onupdate=plain.get("onupdate"), ondelete=plain.get("ondelete"),
                                match=plain.get("match"), use_alter=plain.get("use_alter", False), **kw)
    # Names may have dots of their own.
    for element, name in zip(made.elements, plain["referred_columns"]):
        element._target = lambda name=name: (schema, plain["referred_table"], name)
    return made


def _element(plain):
    return plain["name"] if plain.get("node") == "column" and "table" not in plain else expression(plain)


def index_of(plain, table):
    return Index(final_name(plain.get("name")),
                 *[item if isinstance(item, str) else expression(item) for item in plain["elements"]],
                 unique=plain.get("unique", False), _table=table, **_options(plain))


def fill_table(table, plain, dialect_name):
    """Gives a Table its columns, constraints and indexes; what it says itself stays."""
    for column in plain.get("columns") or ():
        table._append_column(column_of({**column, "primary_key": False}, dialect_name), replace=True)
    for constraint in plain.get("constraints") or ():
        constraint_of(constraint)._attach(table)
    for index in plain.get("indexes") or ():
        if (index.get("options") or {}).get("duplicates_constraint") is None:
            index_of(index, table)
    if table.comment is None:
        table.comment = plain.get("comment")
    table.kwargs = {**_options(plain), **table.kwargs}
    table._prefixes.extend(plain.get("prefixes") or ())
    if plain.get("info"):
        table.info = dict(plain["info"])
    return table

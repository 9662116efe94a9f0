"""Differences that the engine has found, as `alembic check` prints them: tuples with objects of SQLAlchemy."""


def differences_of(shown, groups):
    """Of the groups of changes of an upgrade, in plain form (src/schema/changes.hpp). `shown(kind, plain, schema, table,
    name, reflected)` gives the object that a change speaks of, of the database or of the models."""
    made = _Maker(shown)
    found = []
    for group in groups:
        for change in group["changes"]:
            make = getattr(made, "_" + change["op"], None)
            plain = {key: value for key, value in change.items() if key != "op"}
            found.append((change["op"], plain) if make is None else make(plain))
    return found


class _Maker:
    def __init__(self, shown):
        self._shown = shown

    # tables

    def _create_table(self, plain):
        table = plain["table"]
        return "add_table", self._shown("table", table, table.get("schema"), table["name"], table["name"], False)

    def _drop_table(self, plain):
        table = plain["table"]
        return "remove_table", self._shown("table", table, table.get("schema"), table["name"], table["name"], True)

    def _create_table_comment(self, plain):
        return "add_table_comment", _only_named(plain, plain.get("comment")), _comment(plain.get("existing_comment"))

    def _drop_table_comment(self, plain):
        return "remove_table_comment", _only_named(plain)

    # columns

    def _add_column(self, plain):
        table, column = plain["table"], plain["table"]["columns"][0]
        schema = table.get("schema") or None
        return "add_column", schema, table["name"], self._shown("column", column, schema, table["name"], column["name"],
                                                                False)

    def _drop_column(self, plain):
        schema, table, column = plain.get("schema") or None, plain["table"], plain["column"]
        return "remove_column", schema, table, self._shown("column", column, schema, table, column["name"], True)

    def _alter_column(self, plain):
        schema, table, name = plain.get("schema") or None, plain["table"], plain["column"]
        new_name = plain.get("new_name") or name
        old = self._shown("column", _side_of(plain, name, "existing_"), schema, table, name, True)
        new = self._shown("column", _side_of(plain, new_name, ""), schema, table, new_name, False)
        changes = [plain[key] for key in _DEFAULTS if plain.get(key) is not None]
        known = [plain[f"existing_{key}"] for key in _DEFAULTS if plain.get(f"existing_{key}") is not None]
        default = False
        if any(not item.get("drop") for item in known):
            default = old.server_default
        elif known and changes:
            default = None
        existing = {"type": None if plain.get("existing_type") is None else old.type, "server_default": default,
                    "nullable": plain.get("existing_nullable"), "comment": _comment(plain.get("existing_comment"))}
        found = []

        def tell(kind, key, after, beside):
            kept = {f"existing_{name}": existing[name] for name in beside}
            found.append((f"modify_{kind}", schema, table, name, kept, existing[key], after))

        if plain.get("type") is not None:
            tell("type", "type", new.type, ("nullable", "server_default", "comment"))
        if plain.get("nullable") is not None:
            tell("nullable", "nullable", plain["nullable"], ("type", "server_default", "comment"))
        if changes:
            dropped = all(change.get("drop") for change in changes)
            tell("default", "server_default", None if dropped else new.server_default, ("nullable", "type", "comment"))
        if plain.get("comment") is not None:
            tell("comment", "comment", _comment(plain["comment"]), ("nullable", "type", "server_default"))
        if plain.get("new_name"):
            found.append(("modify_name", schema, table, name, {}, name, new_name))
        return found

    # indexes and constraints

    def _create_index(self, plain):
        index = plain["index"]
        return "add_index", self._shown("index", index, index.get("schema"), index["table"], _name(index), False)

    def _drop_index(self, plain):
        index = plain["index"]
        return "remove_index", self._shown("index", index, index.get("schema"), index["table"], _name(index), True)

    def _add_constraint(self, plain):
        return self._constraint("add", plain["constraint"], plain, _name(plain["constraint"]), False)

    def _drop_constraint(self, plain):
        return self._constraint("remove", plain.get("dropped") or {}, plain, _name(plain), True)

    def _constraint(self, word, constraint, plain, name, reflected):
        kind = "fk" if constraint.get("kind") == "foreign_key" else "constraint"
        return f"{word}_{kind}", self._shown("constraint", constraint, plain.get("schema"), plain["table"], name, reflected)

    def _execute(self, plain):
        return "execute", plain["text"]


_DEFAULTS = ("identity", "computed", "server_default")


def _side_of(change, name, prefix):
    """What a changed column was or will be, as far as the change says it."""
    column = {"name": name}
    for key in ("type", "nullable", *_DEFAULTS, "comment"):
        value = change.get(prefix + key)
        if key in (*_DEFAULTS, "comment") and isinstance(value, dict) and (value.get("drop") or "to" in value):
            value = value.get("to")
        if value is not None:
            column[key] = value
    return column


def _name(plain):
    name = plain.get("name")
    return name.get("text") if isinstance(name, dict) else name


def _comment(plain):
    """A text, or as a change says it."""
    return plain.get("to") if isinstance(plain, dict) else plain


def _only_named(plain, comment=None):
    from sqlalchemy import MetaData, Table

    return Table(plain["table"], MetaData(), schema=plain.get("schema") or None, comment=comment)

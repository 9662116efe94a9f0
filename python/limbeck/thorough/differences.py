"""Differences that the engine has found, as `alembic check` prints them: tuples with objects of SQLAlchemy."""

from sqlalchemy import ForeignKeyConstraint


def differences_of(environment, groups):
    """Of the groups of changes of an upgrade, in plain form (src/schema/changes.hpp)."""
    made = _Maker(environment)
    found = []
    for group in groups:
        for change in group["changes"]:
            make = getattr(made, "_" + change["op"], None)
            plain = {key: value for key, value in change.items() if key != "op"}
            found.extend([(change["op"], plain)] if make is None else make(plain))
    environment.look_through(None)
    return found


class _Maker:
    def __init__(self, environment):
        self._environment = environment
        environment.look_through(environment.handle_of_context())

    def _object(self, kind, plain, schema, table, name, reflected=False):
        return self._environment._object({"kind": kind, "name": name, "schema": schema or None, "table": table,
                                          "plain": plain, "reflected": reflected})

    def _create_table(self, plain):
        table = plain["table"]
        return [("add_table", self._object("table", None, table.get("schema"), table["name"], table["name"]))]

    def _drop_table(self, plain):
        table = plain["table"]
        return [("remove_table", self._object("table", None, table.get("schema"), table["name"], table["name"], True))]

    def _add_column(self, plain):
        table, name = plain["table"], plain["table"]["columns"][0]["name"]
        schema = table.get("schema") or None
        return [("add_column", schema, table["name"], self._object("column", None, schema, table["name"], name))]

    def _drop_column(self, plain):
        schema, table = plain.get("schema") or None, plain["table"]
        return [("remove_column", schema, table,
                 self._object("column", None, schema, table, plain["column"]["name"], True))]

    def _alter_column(self, plain):
        schema, table, name = plain.get("schema") or None, plain["table"], plain["column"]
        old = self._object("column", None, schema, table, name, True)
        new = self._object("column", None, schema, table, plain.get("new_name") or name)
        existing = {"existing_nullable": old.nullable, "existing_server_default": old.server_default,
                    "existing_comment": old.comment, "existing_type": old.type}
        found = []

        def tell(kind, key, before, after):
            kept = {name: value for name, value in existing.items() if name != f"existing_{key}"}
            found.append((kind, schema, table, name, kept, before, after))

        if plain.get("nullable") is not None:
            tell("modify_nullable", "nullable", old.nullable, plain["nullable"])
        if plain.get("type") is not None:
            tell("modify_type", "type", old.type, new.type)
        if any(plain.get(key) is not None for key in ("identity", "computed", "server_default")):
            tell("modify_default", "server_default", old.server_default, new.server_default)
        if plain.get("comment") is not None:
            tell("modify_comment", "comment", old.comment, new.comment)
        if plain.get("new_name"):
            tell("modify_name", "name", name, plain["new_name"])
        return [found]

    def _create_index(self, plain):
        index = plain["index"]
        return [("add_index", self._object("index", index, index.get("schema"), index["table"], _name(index)))]

    def _drop_index(self, plain):
        index = plain["index"]
        return [("remove_index", self._object("index", index, index.get("schema"), index["table"], _name(index), True))]

    def _add_constraint(self, plain):
        constraint = plain["constraint"]
        return self._constraint("add", constraint, plain, _name(constraint), False)

    def _drop_constraint(self, plain):
        return self._constraint("remove", plain.get("dropped") or {}, plain, _name(plain), True)

    def _constraint(self, word, constraint, plain, name, reflected):
        found = self._object("constraint", constraint, plain.get("schema"), plain["table"], name, reflected)
        return [(f"{word}_fk" if isinstance(found, ForeignKeyConstraint) else f"{word}_constraint", found)]


def _name(plain):
    name = plain.get("name")
    return name.get("text") if isinstance(name, dict) else name

"""Operations of the changes that the engine found, in plain form (src/schema/changes.hpp)."""

from sqlalchemy.from_plain import column_of, default_of, final_name
from sqlalchemy.from_plain import constraint_of as _constraint_of
from sqlalchemy.from_plain import fill_table
from sqlalchemy.from_plain import index_of as _index_of
from sqlalchemy.types import _from_plain as type_of

from . import ops
from .operation import MigrateOperation, _table


class SchemaChangeOp(MigrateOperation):
    """A change that Alembic has no class for: enum types, sequences, domains, views, functions."""

    def __init__(self, plain, way_back=None):
        self._plain_change, self._way_back = plain, way_back

    @property
    def name(self):
        return self._plain_change["op"]

    def _operation(self):
        return self._plain_change

    def reverse(self):
        if self._way_back is None:
            raise NotImplementedError(f"{self.name} has no reverse")
        return SchemaChangeOp(self._way_back, self._plain_change)

    def to_diff_tuple(self):
        plain = {key: value for key, value in self._plain_change.items() if key != "op"}
        return (self.name, plain)

    def __repr__(self):
        return f"<{self.name}>"


class Maker:
    """Makes operations; `new` and `old` (autogenerate.objects) have the objects that come and those that go."""

    def __init__(self, new, old, dialect_name):
        self._new, self._old, self._dialect_name = new, old, dialect_name

    def operation(self, plain):
        make = getattr(self, "_" + plain["op"], None)
        return SchemaChangeOp(plain) if make is None else make(plain)

    # tables

    def _whole_table(self, side, plain):
        found = side.table(plain.get("schema"), plain["name"])
        if found is not None:
            for constraint in plain.get("constraints") or ():
                side.constraint(plain.get("schema"), plain["name"], constraint)
            return found
        return fill_table(_table(plain["name"], (), plain.get("schema") or None), {**plain, "indexes": ()},
                          self._dialect_name)

    def _create_table(self, plain):
        made = ops.CreateTableOp.from_table(self._whole_table(self._new, plain["table"]))
        if plain.get("if_not_exists"):
            made.if_not_exists = True
        return made

    def _drop_table(self, plain):
        made = ops.DropTableOp.from_table(self._whole_table(self._old, plain["table"]))
        if plain.get("if_exists"):
            made.if_exists = True
        return made

    def _rename_table(self, plain):
        return ops.RenameTableOp(plain["old_name"], plain["new_name"], schema=plain.get("schema") or None)

    def _create_table_comment(self, plain):
        return ops.CreateTableCommentOp(plain["table"], plain.get("comment"), schema=plain.get("schema") or None,
                                        existing_comment=_comment(plain.get("existing_comment")))

    def _drop_table_comment(self, plain):
        return ops.DropTableCommentOp(plain["table"], schema=plain.get("schema") or None,
                                      existing_comment=_comment(plain.get("existing_comment")))

    # columns

    def _column(self, side, schema, table, plain):
        found = side.column(schema, table, plain["name"])
        if found is None:
            found = column_of(plain, self._dialect_name)
            _table(table, (), schema or None).append_column(found)
        return found

    def _add_column(self, plain):
        table = plain["table"]
        schema = table.get("schema") or None
        made = ops.AddColumnOp(table["name"], self._column(self._new, schema, table["name"], table["columns"][0]),
                               schema=schema)
        for key in ("if_not_exists", "inline_references", "inline_primary_key"):
            if plain.get(key):
                setattr(made, key, True)
        return made

    def _drop_column(self, plain):
        schema = plain.get("schema") or None
        made = ops.DropColumnOp.from_column_and_tablename(
            schema, plain["table"], self._column(self._old, schema, plain["table"], plain["column"]))
        if plain.get("if_exists"):
            made.if_exists = True
        made.kw.update(plain.get("options") or {})
        return made

    def _alter_column(self, plain):
        schema, table, column = plain.get("schema") or None, plain["table"], plain["column"]
        kw = dict(plain.get("options") or {})
        for key in ("autoincrement", "existing_autoincrement"):
            if plain.get(key) is not None:
                kw[key] = plain[key]
        made = ops.AlterColumnOp(table, column, schema=schema, **kw)
        new = self._new.column(schema, table, plain.get("new_name") or column)
        old = self._old.column(schema, table, column)
        made.modify_name = plain.get("new_name")
        if plain.get("type") is not None:
            made.modify_type = new.type if new is not None else type_of(plain["type"], self._dialect_name)
        made.modify_nullable = plain.get("nullable")
        if plain.get("comment") is not None:
            made.modify_comment = None if plain["comment"].get("drop") else plain["comment"]["to"]
        changes = [plain[key] for key in ("identity", "computed", "server_default") if plain.get(key) is not None]
        if changes:
            made.modify_server_default = next(
                (self._source(key, plain[key]["to"], new) for key in ("identity", "computed", "server_default")
                 if plain.get(key) is not None and not plain[key].get("drop")), None)
        if plain.get("existing_type") is not None:
            made.existing_type = old.type if old is not None else type_of(plain["existing_type"], self._dialect_name)
        made.existing_nullable = plain.get("existing_nullable")
        made.existing_comment = _comment(plain.get("existing_comment"))
        existing = plain.get("existing_server_default")
        if existing is not None and existing.get("drop"):
            made.existing_server_default = None if changes else False
        elif existing is not None:
            made.existing_server_default = self._source("server_default", existing["to"], old)
        for key in ("identity", "computed"):
            if plain.get(f"existing_{key}") is not None:
                made.existing_server_default = self._source(key, plain[f"existing_{key}"], old)
        return made

    def _source(self, key, plain, column):
        """A server default, an Identity, a Computed."""
        if column is not None and column.server_default is not None:
            return column.server_default
        if key == "server_default":
            return default_of(plain, reflected=False)
        return column_of({"name": "x", key: plain}, self._dialect_name).server_default

    # constraints and indexes

    def _constraint(self, side, schema, table, plain):
        found = side.constraint(schema, table, plain)
        if found is None:
            found = _constraint_of(plain)
            found._attach(_table(table, plain.get("columns") or (), schema))
        return found

    def _add_constraint(self, plain):
        schema, table = plain.get("schema") or None, plain["table"]
        made = ops.AddConstraintOp.from_constraint(self._constraint(self._new, schema, table, plain["constraint"]))
        made.constraint_name = final_name(plain["constraint"].get("name"))
        return made

    def _drop_constraint(self, plain):
        schema, table = plain.get("schema") or None, plain["table"]
        name = final_name(plain.get("name"))
        if plain.get("dropped") is None:
            made = ops.DropConstraintOp(name, table, plain.get("kind") or None, schema=schema)
        else:
            made = ops.DropConstraintOp.from_constraint(self._constraint(self._old, schema, table, plain["dropped"]))
            made.constraint_name = name
        if plain.get("if_exists"):
            made.if_exists = True
        return made

    def _index(self, side, plain):
        schema, table = plain.get("schema") or None, plain["table"]
        found = side.index(schema, table, plain)
        if found is None:
            columns = [item for item in plain["elements"] if isinstance(item, str)]
            found = _index_of(plain, _table(table, columns, schema))
        return found

    def _create_index(self, plain):
        made = ops.CreateIndexOp.from_index(self._index(self._new, plain["index"]))
        if plain.get("if_not_exists"):
            made.if_not_exists = True
        return made

    def _drop_index(self, plain):
        made = ops.DropIndexOp.from_index(self._index(self._old, plain["index"]))
        if plain.get("if_exists"):
            made.if_exists = True
        return made

    def _execute(self, plain):
        return ops.ExecuteSQLOp(plain["text"])


def _comment(plain):
    """A comment that there was: a text, or as a change says it."""
    if isinstance(plain, dict):
        return None if plain.get("drop") else plain.get("to")
    return plain

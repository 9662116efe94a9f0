"""Alembic's operations as changes in plain form (src/schema/plain.hpp): in stored form, as the comparison gives them to
the renderer."""

import plain
import sqlalchemy as sa
from alembic.operations import ops
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import sqltypes

# Names that several of SQLAlchemy's modules have.
AMBIGUOUS = {"ARRAY", "JSON", "JSONB", "TIMESTAMP", "TIME", "DATE", "DATETIME"}
_type = plain.type_


def type_(t):
    """With what a revision file needs to know of the class."""
    if t is None:
        return None
    t = sqltypes.to_instance(t)
    found = _type(t)
    module = type(t).__module__
    if module.startswith("sqlalchemy.dialects."):
        name = module.split(".")[2]
        if name not in ("postgresql", "sqlite"):
            found["python"] = {"module": module, "text": repr(t)}
        elif type(t).__name__ in AMBIGUOUS:
            found["dialect"] = name
        if type(t).__name__ in ("JSON", "JSONB") and repr(getattr(t, "astext_type", sa.Text())) != "Text()":
            found["item"] = type_(t.astext_type)
    elif not module.startswith("sqlalchemy."):
        found["python"] = {"module": module, "text": repr(t)}
    elif isinstance(t, sa.PickleType):
        found = {"name": "PickleType"}
    said = {"as_uuid": True, "none_as_null": False, "asdecimal": not isinstance(t, sa.Float), "as_tuple": False,
            "zero_indexes": False}
    if any(getattr(t, key, value) != value for key, value in said.items()):
        found["python"] = {"module": module, "text": repr(t)}
    return found


plain.type_ = type_


def constraint(c):
    if getattr(c, "_type_bound", False):
        return {"kind": "check", "from_type": True, "columns": [x.name for x in c.columns]}
    found = plain.constraint(c)
    if getattr(c, "comment", None) is not None:
        found["comment"] = c.comment
    return found


def column(c):
    found = plain.column(c)
    for flag in ("index", "unique", "nullable_given", "has_default", "quote"):
        found.pop(flag, None)
    return found | ({"comment": ""} if c.comment == "" else {})


def table(t, **more):
    return plain.present(name=str(t.name), schema=t.schema, comment=None if t.comment == "" else t.comment,
                         prefixes=list(t._prefixes), info=dict(t.info), **more) | {
        "columns": [column(c) for c in t.columns],
        "constraints": [constraint(c) for c in t.constraints]} | ({"comment": ""} if t.comment == "" else {})


def create_table(op):
    made = op.to_table()
    found = plain.present(op="create_table", if_not_exists=bool(op.if_not_exists))
    return found | {"table": table(made, options=plain.options(op.kw))}


def add_constraint(op):
    made = op.to_constraint()
    schema = op.kw.get("source_schema") if isinstance(op, ops.CreateForeignKeyOp) else op.schema
    name = op.source_table if isinstance(op, ops.CreateForeignKeyOp) else op.table_name
    found = plain.add_constraint(op)["constraint"] if isinstance(op, ops.CreateForeignKeyOp) else constraint(made)
    if isinstance(op, ops.CreateForeignKeyOp):
        use_alter = found.get("options", {}).pop("use_alter", None)
        found = plain.present(**found, use_alter=use_alter) | {"columns": found["columns"]}
    return {"op": "add_constraint", "schema": schema, "table": name, "constraint": found}


def _known(value):
    return None if value is None else {"to": value}


def table_comment(op):
    return {"op": "create_table_comment", "schema": op.schema, "table": op.table_name,
            "comment": getattr(op, "comment", None), "existing_comment": _known(op.existing_comment)}


def alter_column(op):
    found = plain.alter_column(op)
    if op.kw.get("autoincrement") is not None:
        found["autoincrement"] = op.kw["autoincrement"]
        found["options"].pop("autoincrement")
    found["existing_comment"] = _known(op.existing_comment)
    if found["comment"] and "to" in found["comment"]:
        found["comment"] = {"to": op.modify_comment}
    return found


def add_column(op):
    found = plain.add_column(op)
    found["table"]["columns"] = [column(op.column)]
    found["table"]["constraints"] = []
    return found


def create_index(op):
    made = op.to_index()
    elements = [getattr(e, "text", e) if type(e).__name__ == "_textual_index_element" else e for e in made.expressions]
    return {"op": "create_index", "if_not_exists": bool(op.if_not_exists),
            "index": plain.index(op.index_name, op.table_name, op.schema, elements, op.unique,
                                 made.dialect_kwargs)}


def drop_index(op):
    made = op.to_index()
    return {"op": "drop_index", "if_exists": bool(op.if_exists),
            "index": plain.present(name=plain.name(op.index_name), table=op.table_name, schema=op.schema,
                                   options=plain.options(made.dialect_kwargs))}


READERS = [(ops.CreateTableOp, create_table), (ops.AddConstraintOp, add_constraint),
           (ops.CreateTableCommentOp, table_comment), (ops.DropTableCommentOp, table_comment),
           (ops.AlterColumnOp, alter_column), (ops.AddColumnOp, add_column), (ops.CreateIndexOp, create_index),
           (ops.DropIndexOp, drop_index)]


def change(op):
    for class_, reader in READERS:
        if isinstance(op, class_):
            return reader(op)
    return plain.operation(op)


def flat(operations):
    return [o for op in operations for o in (op.ops if isinstance(op, ops.ModifyTableOps) else [op])]


def groups(operations):
    found = []
    for op in operations:
        if isinstance(op, ops.ModifyTableOps):
            found.append({"table": op.table_name, "schema": op.schema or "", "changes": [change(o) for o in op.ops]})
        else:
            found.append({"changes": [change(op)]})
    return found


__all__ = ["change", "flat", "groups", "postgresql", "type_"]

"""Turns SQLAlchemy's schema objects and Alembic's operations into limbeck's plain form (src/schema/plain.hpp,
src/sql/PLAIN.md, src/operations/operation.hpp). For tests only: it lets limbeck's DDL be compared without its façades."""

import sqlalchemy as sa
from alembic.operations import ops
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.sql import elements, functions, operators, schema, sqltypes
from sqlalchemy.sql.elements import conv


class Untranslatable(Exception):
    pass


def present(**members):
    return {k: v for k, v in members.items() if v is not None and v is not False and v != {} and v != [] and v != ""}


# --- types

def type_(t):
    if t is None:
        return None
    t = sqltypes.to_instance(t)
    variants = {name: type_(v) for name, v in t._variant_mapping.items()}
    if isinstance(t, sa.types.UserDefinedType):
        return present(name="UserDefined", spec=t.get_col_spec(), variants=variants)
    if isinstance(t, sa.types.TypeDecorator) and not isinstance(t, (sa.Interval, sa.PickleType)):
        return type_(t.impl)
    plain = {"name": type(t).__name__}
    if isinstance(t, postgresql.DOMAIN):
        rules = present(not_null=t.not_null, constraint_name=t.constraint_name)
        if t.check is not None:
            rules["check"] = expression(t.check)
        if t.default is not None:
            rules["server_default"] = default(t.default)
        if not t.create_type:
            rules["create_type"] = False
        plain.update(present(item=type_(t.data_type), type_name=t.name, schema=t.schema, collation=t.collation,
                             domain=rules))
    elif isinstance(t, sa.Enum):
        labels = {"labels": list(t.enums)}
        labels.update(present(create_constraint=t.create_constraint, inherit_schema=t.inherit_schema,
                              metadata_bound=t.metadata is not None))
        if not t.native_enum:
            labels["native_enum"] = False
        if not getattr(t, "create_type", True):
            labels["create_type"] = False
        plain.update(present(length=t.length, type_name=t.name, schema=t.schema, labels=labels,
                             character_set=getattr(t, "charset", None), collation=getattr(t, "collation", None)))
    elif isinstance(t, sa.ARRAY):
        plain.update(present(item=type_(t.item_type), dimensions=t.dimensions))
    elif isinstance(t, sa.Interval):
        plain.update(present(precision=t.second_precision))
    elif isinstance(t, sa.Boolean):
        plain.update(present(create_constraint=t.create_constraint, type_name=t.name))
    else:
        for attribute in ("length", "precision", "scale", "timezone", "varying", "collation", "fields", "unsigned",
                          "zerofill", "display_width"):
            value = getattr(t, attribute, None)
            if value is not None and value is not False:
                plain[attribute] = value
        plain.update(present(character_set=getattr(t, "charset", None)))
        if getattr(t, "fsp", None):
            plain["precision"] = t.fsp
        if isinstance(t, mysql.SET):
            plain["labels"] = {"labels": list(t.values)}
        if getattr(t, "native_uuid", True) is False:
            plain["native_uuid"] = False
    if variants:
        plain["variants"] = variants
    return plain


# --- expressions

OPERATORS = {operators.gt: "gt", operators.lt: "lt", operators.ge: "ge", operators.le: "le", operators.eq: "eq",
             operators.ne: "ne", operators.add: "add", operators.sub: "sub", operators.mul: "mul",
             operators.collate: "collate", operators.is_: "is", operators.is_not: "is_not",
             operators.concat_op: "concat", operators.desc_op: "desc", operators.asc_op: "asc",
             operators.nulls_first_op: "nulls_first", operators.nulls_last_op: "nulls_last", operators.and_: "and",
             operators.or_: "or", operators.inv: "not"}


def operator(op):
    if op in OPERATORS:
        return OPERATORS[op]
    if isinstance(op, operators.custom_op):
        return {"name": "custom", "text": op.opstring, "precedence": op.precedence, "comparison": op.is_comparison}
    raise Untranslatable(f"operator {op}")


def expression(e):
    if isinstance(e, elements.Grouping):
        return expression(e.element)
    if isinstance(e, elements.TextClause):
        return {"node": "text", "text": e.text}
    if isinstance(e, elements.True_):
        return {"node": "constant", "name": "true"}
    if isinstance(e, elements.False_):
        return {"node": "constant", "name": "false"}
    if isinstance(e, elements.Null):
        return {"node": "constant", "name": "null"}
    if isinstance(e, elements.ColumnClause):
        return present(node="column", name=str(e.name), literal=e.is_literal, type=type_(e.type))
    if isinstance(e, elements.BindParameter):
        return {"node": "bind", "key": "param", "value": e.value, "type": type_(e.type), "unique": True}
    if isinstance(e, elements.Label):
        return {"node": "label", "name": e.name, "element": expression(e.element)}
    if isinstance(e, elements.Cast):
        return {"node": "cast", "element": expression(e.clause), "type": type_(e.type)}
    if isinstance(e, elements.CollationClause):
        return {"node": "column", "name": e.collation}
    if isinstance(e, functions.FunctionElement):
        return {"node": "function", "name": e.name, "arguments": [expression(a) for a in e.clauses],
                "type": type_(e.type)}
    if isinstance(e, elements.BooleanClauseList):
        return {"node": "clauses", "op": operator(e.operator), "clauses": [expression(c) for c in e.clauses]}
    if isinstance(e, elements.UnaryExpression):
        return {"node": "unary", "op": operator(e.operator or e.modifier), "operand": expression(e.element)}
    if isinstance(e, elements.BinaryExpression):
        if e.operator in (operators.in_op, operators.not_in_op):
            values = {"node": "clauses", "op": "comma", "clauses": list(e.right.value)}
            return {"node": "in", "element": expression(e.left), "values": values,
                    "negated": e.operator is operators.not_in_op}
        return {"node": "binary", "op": operator(e.operator), "left": expression(e.left), "right": expression(e.right),
                "type": type_(e.type)}
    raise Untranslatable(f"expression {type(e).__name__}")


def default(d):
    """A server default: text is a literal, anything else an expression."""
    if isinstance(d, schema.DefaultClause):
        d = d.arg
    return str(d) if isinstance(d, str) else expression(d)


def condition(c):
    """A CHECK or WHERE: text is SQL."""
    return {"node": "text", "text": c} if isinstance(c, str) else expression(c)


# --- schema

def name(n):
    if n is None:
        return None
    return {"text": str(n), "final": True} if isinstance(n, conv) else str(n)


def options(kwargs):
    plain = {}
    for key, value in kwargs.items():
        if key.endswith("_where") and value is not None:
            value = condition(value)
        elif isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, schema.Column):
            value = value.name
        plain[key] = value
    return plain


def deferral(c):
    return present(initially=c.initially) | ({} if c.deferrable is None else {"deferrable": c.deferrable})


def numbering(n):
    plain = {k: getattr(n, k) for k in ("start", "increment", "minvalue", "maxvalue", "cache", "cycle")
             if getattr(n, k) is not None}
    return plain | present(nominvalue=n.nominvalue, nomaxvalue=n.nomaxvalue)


def identity(i):
    return numbering(i) | present(always=i.always, on_null=i.on_null)


def computed(c):
    return {"sqltext": expression(c.sqltext)} | ({} if c.persisted is None else {"persisted": c.persisted})


def sequence(s):
    return numbering(s) | present(name=s.name, schema=s.schema, optional=s.optional, data_type=type_(s.data_type))


AUTOINCREMENT = {"auto": "auto", True: "yes", False: "no", "ignore_fk": "ignore_fk"}


def column(c):
    plain = present(name=str(c.name), type=type_(c.type), primary_key=c.primary_key, comment=c.comment, index=c.index,
                    unique=c.unique, system=c.system, options=options(c.dialect_kwargs))
    if c._user_defined_nullable is not schema.NULL_UNSPECIFIED:
        plain["nullable_given"] = True
    plain["nullable"] = c.nullable
    plain["autoincrement"] = AUTOINCREMENT[c.autoincrement]
    plain["quote"] = bool(c.name.quote)
    if c.identity is not None:
        plain["identity"] = identity(c.identity)
    elif c.computed is not None:
        plain["computed"] = computed(c.computed)
    elif c.server_default is not None:
        plain["server_default"] = default(c.server_default)
    if isinstance(c.default, sa.Sequence):
        plain["sequence"] = sequence(c.default)
    elif c.default is not None:
        plain["has_default"] = True
    return plain


def target(fk):
    parts = fk._colspec.split(".")
    return parts[-3] if len(parts) > 2 else "", parts[-2], parts[-1]


def foreign_key(c, columns, fks, **more):
    referred_schema, referred_table, _ = target(fks[0])
    plain = present(kind="foreign_key", name=name(c.name), columns=columns, referred_schema=referred_schema,
                    referred_table=referred_table, referred_columns=[target(fk)[2] for fk in fks],
                    onupdate=c.onupdate, ondelete=c.ondelete, match=c.match, use_alter=c.use_alter,
                    deferral=deferral(c), **more)
    kwargs = c._unvalidated_dialect_kw if isinstance(c, sa.ForeignKey) else c.dialect_kwargs
    return plain | present(options=options(kwargs))


def of_column(c):
    """The constraints that stand in a Column(...)."""
    found = [foreign_key(fk, [c.name], [fk], column_level=True) for fk in c.foreign_keys]
    for k in sorted(c.constraints, key=lambda k: k._creation_order):
        found.append(constraint(k) | {"columns": [c.name]})
    return found


def columns_of(c):
    return [x if isinstance(x, str) else x.name for x in (list(c._columns) or c._pending_colargs)]


def constraint(c):
    common = present(name=name(c.name), deferral=deferral(c), options=options(c.dialect_kwargs))
    if isinstance(c, sa.PrimaryKeyConstraint):
        return {"kind": "primary_key", "columns": columns_of(c)} | common
    if isinstance(c, sa.ForeignKeyConstraint):
        return foreign_key(c, [k if isinstance(k, str) else k.name for k in c.column_keys or columns_of(c)],
                           list(c.elements))
    if isinstance(c, postgresql.ExcludeConstraint):
        elements_ = [present(expression=expression(e), operator=op, ops=c.ops.get(getattr(e, "key", None)))
                     for e, _, op in c._render_exprs]
        return {"kind": "exclude", "elements": elements_, "using": c.using} | common | (
            {} if c.where is None else {"where": condition(c.where)})
    if isinstance(c, sa.UniqueConstraint):
        return {"kind": "unique", "columns": columns_of(c)} | common
    if isinstance(c, sa.CheckConstraint):
        return {"kind": "check", "sqltext": condition(c.sqltext)} | common
    raise Untranslatable(f"constraint {type(c).__name__}")


def element(e):
    if isinstance(e, str):
        return e
    if isinstance(e, schema.Column):
        return e.name
    return expression(e)


def index(name_, table, schema_, elements_, unique, kwargs):
    return present(name=name(name_), table=table, schema=schema_, elements=[element(e) for e in elements_],
                   unique=unique, options=options(kwargs))


def table(name_, items, schema_=None, **members):
    plain = present(name=name_, schema=schema_, **members)
    plain["columns"], plain["constraints"], plain["indexes"] = [], [], []
    for item in items:
        if isinstance(item, sa.Column):
            plain["columns"].append(column(item))
    for item in items:
        if isinstance(item, sa.Index):
            plain["indexes"].append(index(item.name, name_, schema_, item.expressions, item.unique,
                                          item.dialect_kwargs))
        elif isinstance(item, sa.Constraint):
            plain["constraints"].append(constraint(item))
    for item in items:
        if isinstance(item, sa.Column):
            plain["constraints"] += of_column(item)
    return plain


# --- operations

def change(value, convert):
    if value is False:
        return None
    return {"drop": True} if value is None else {"to": convert(value)}


def create_table(op):
    return {"op": "create_table", "if_not_exists": bool(op.if_not_exists),
            "table": table(op.table_name, op.columns, op.schema, comment=op.comment, prefixes=op.prefixes,
                           options=options(op.kw))}


def drop_table(op):
    return {"op": "drop_table", "if_exists": bool(op.if_exists), "table": table(op.table_name, [], op.schema)}


def rename_table(op):
    return {"op": "rename_table", "schema": op.schema, "old_name": op.table_name, "new_name": op.new_table_name}


def table_comment(op):
    return {"op": "create_table_comment", "schema": op.schema, "table": op.table_name,
            "comment": getattr(op, "comment", None)}


def add_column(op):
    return {"op": "add_column", "if_not_exists": bool(op.if_not_exists),
            "inline_references": bool(op.inline_references), "inline_primary_key": bool(op.inline_primary_key),
            "table": table(op.table_name, [op.column], op.schema)}


def drop_column(op):
    return {"op": "drop_column", "schema": op.schema, "table": op.table_name, "if_exists": bool(op.if_exists),
            "column": {"name": op.column_name}}


def alter_column(op):
    plain = {"op": "alter_column", "schema": op.schema, "table": op.table_name, "column": op.column_name,
             "new_name": op.modify_name, "type": type_(op.modify_type), "nullable": op.modify_nullable,
             "comment": change(op.modify_comment, str), "existing_type": type_(op.existing_type),
             "existing_nullable": op.existing_nullable, "autoincrement": op.kw.get("autoincrement"),
             "existing_autoincrement": op.kw.get("existing_autoincrement"), "options": options(op.kw)}
    if op.existing_comment is not None:
        plain["existing_comment"] = {"to": op.existing_comment}
    new, old = op.modify_server_default, op.existing_server_default
    if isinstance(new, sa.Identity):
        plain["identity"] = {"to": identity(new)}
    elif isinstance(new, sa.Computed):
        plain["computed"] = {"to": computed(new)}
    else:
        plain["server_default"] = change(new, default)
    if isinstance(old, sa.Identity):
        plain["existing_identity"] = identity(old)
    elif isinstance(old, sa.Computed):
        plain["existing_computed"] = computed(old)
    else:
        plain["existing_server_default"] = change(old, default)
    return plain


def create_index(op):
    return {"op": "create_index", "if_not_exists": bool(op.if_not_exists),
            "index": index(op.index_name, op.table_name, op.schema, op.columns, op.unique, op.kw)}


def drop_index(op):
    return {"op": "drop_index", "if_exists": bool(op.if_exists),
            "index": present(name=name(op.index_name), table=op.table_name, schema=op.schema, options=options(op.kw))}


def add_constraint(op):
    if isinstance(op, ops.CreateForeignKeyOp):
        kw = dict(op.kw)
        plain = {"kind": "foreign_key", "name": name(op.constraint_name), "columns": list(op.local_cols),
                 "referred_table": op.referent_table, "referred_columns": list(op.remote_cols),
                 "referred_schema": kw.pop("referent_schema", None) or ""}
        schema_ = kw.pop("source_schema", None)
        deferral_ = {k: v for k in ("deferrable", "initially") if (v := kw.pop(k, None)) is not None}
        plain |= present(deferral=deferral_, onupdate=kw.pop("onupdate", None), ondelete=kw.pop("ondelete", None),
                         match=kw.pop("match", None), options=options(kw))
        table_name = op.source_table
    elif isinstance(op, ops.CreateCheckConstraintOp):
        kw = dict(op.kw)
        schema_, table_name = op.schema, op.table_name
        deferral_ = {k: v for k in ("deferrable", "initially") if (v := kw.pop(k, None)) is not None}
        plain = {"kind": "check", "name": name(op.constraint_name), "sqltext": condition(op.condition)} | present(
            deferral=deferral_, options=options(kw))
    elif hasattr(op, "elements"):
        plain = constraint(op.to_constraint())
        schema_, table_name = op.schema, op.table_name
    else:
        kw = dict(op.kw)
        schema_, table_name = op.schema, op.table_name
        deferral_ = {k: v for k in ("deferrable", "initially") if (v := kw.pop(k, None)) is not None}
        plain = {"kind": "primary_key" if isinstance(op, ops.CreatePrimaryKeyOp) else "unique",
                 "name": name(op.constraint_name), "columns": list(op.columns)} | present(
            deferral=deferral_, options=options(kw))
    return {"op": "add_constraint", "schema": schema_, "table": table_name, "constraint": plain}


def drop_constraint(op):
    return {"op": "drop_constraint", "schema": op.schema, "table": op.table_name, "name": name(op.constraint_name),
            "kind": op.constraint_type or "", "if_exists": bool(op.if_exists)}


def execute(op):
    """CREATE/DROP of a sequence, the only statement objects that limbeck knows as operations."""
    if isinstance(op.sqltext, sa.schema.CreateSequence):
        return {"op": "create_sequence", "sequence": sequence(op.sqltext.element),
                "if_not_exists": op.sqltext.if_not_exists}
    if isinstance(op.sqltext, sa.schema.DropSequence):
        return {"op": "drop_sequence", "sequence": sequence(op.sqltext.element), "if_exists": op.sqltext.if_exists}
    if isinstance(op.sqltext, postgresql.CreateEnumType):
        return {"op": "create_enum", "type": type_(op.sqltext.element), "checkfirst": False}
    if isinstance(op.sqltext, postgresql.DropEnumType):
        return {"op": "drop_enum", "type": type_(op.sqltext.element), "checkfirst": False}
    raise Untranslatable("execute")


READERS = [(ops.CreateTableOp, create_table), (ops.DropTableOp, drop_table), (ops.RenameTableOp, rename_table),
           (ops.CreateTableCommentOp, table_comment), (ops.DropTableCommentOp, table_comment),
           (ops.AddColumnOp, add_column), (ops.DropColumnOp, drop_column), (ops.AlterColumnOp, alter_column),
           (ops.CreateIndexOp, create_index), (ops.DropIndexOp, drop_index), (ops.AddConstraintOp, add_constraint),
           (ops.DropConstraintOp, drop_constraint), (ops.ExecuteSQLOp, execute)]


def operation(op):
    for class_, reader in READERS:
        if isinstance(op, class_):
            return reader(op)
    raise Untranslatable(f"operation {type(op).__name__}")

"""Operations as objects: from and to schema objects, reversed, as tuples, rewritten."""

from alembic.autogenerate import Rewriter
from alembic.operations import ops
from sqlalchemy import (CheckConstraint, Column, Computed, ForeignKey, ForeignKeyConstraint, Identity, Index, Integer,
                        MetaData, Numeric, PrimaryKeyConstraint, String, Table, UniqueConstraint, text)

metadata = MetaData()
users = Table(
    "users", metadata, Column("id", Integer, primary_key=True), Column("name", String(50), nullable=False),
    Column("age", Integer, server_default=text("0"), comment="years"),
    UniqueConstraint("name", name="uq_name"), CheckConstraint("age > 0", name="ck_age"), comment="people", info={"a": 1})
posts = Table(
    "posts", metadata, Column("id", Integer, Identity(start=3)), Column("user_id", Integer),
    PrimaryKeyConstraint("id", name="pk_posts"),
    ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_user", ondelete="CASCADE", deferrable=True,
                         initially="DEFERRED"), schema=None)
index = Index("ix_name", users.c.name, users.c.age, unique=True, postgresql_where=text("age > 3"))


def show(op):
    values = dict(vars(op))
    for hidden in ("_namespace_metadata", "_constraints_included", "_made", "_reverse", "_mutations", "_info", "_found",
                   "_orig_constraint"):
        values.pop(hidden, None)
    if "columns" in values:
        values["columns"] = sorted(str(getattr(item, "name", item)) for item in values["columns"])
    if "column" in values:
        values["column"] = values["column"].name
    for key, value in values.items():
        if hasattr(value, "text"):
            values[key] = value.text
        if type(value).__name__ == "dict":
            values[key] = {k: getattr(v, "text", v) for k, v in sorted(value.items())}
    return f"{type(op).__name__} {sorted((k, v) for k, v in values.items() if v not in (None, {}, []))}"


def tuple_of(op):
    def part(item):
        if isinstance(item, (Table, Column, Index)) or hasattr(item, "deferrable"):
            return type(item).__name__, str(item.name), getattr(getattr(item, "table", None), "name", None)
        return item.text if hasattr(item, "text") else item if isinstance(item, str) else repr(item)

    found = op.to_diff_tuple()
    return [tuple(map(part, item)) for item in found] if isinstance(found, list) else tuple(map(part, found))


create = ops.CreateTableOp.from_table(users)
made = [
    create, ops.DropTableOp.from_table(posts), ops.AddColumnOp.from_column(users.c.age),
    ops.AddColumnOp.from_column_and_tablename("s", "t", users.c.name),
    ops.DropColumnOp.from_column_and_tablename("s", "t", users.c.name),
    ops.CreateIndexOp.from_index(index), ops.DropIndexOp.from_index(index),
    ops.CreateTableCommentOp("t", "new", existing_comment="old", schema="s"), ops.CreateTableCommentOp("t", "new"),
    ops.DropTableCommentOp("t", existing_comment="old"),
    ops.AlterColumnOp("t", "c", existing_type=Integer(), existing_nullable=False, modify_nullable=True,
                      modify_type=String(5), modify_comment="x", existing_comment=None, schema="s"),
    ops.AlterColumnOp("t", "c", existing_type=Integer(), modify_server_default=text("1"),
                      existing_server_default=text("0")),
]
for table in (users, posts):
    for constraint in sorted(table.constraints, key=lambda item: str(item.name)):
        if not isinstance(constraint, PrimaryKeyConstraint) or constraint.name:
            made += [ops.AddConstraintOp.from_constraint(constraint), ops.DropConstraintOp.from_constraint(constraint)]

for op in made:
    print(show(op))
    print("  ", tuple_of(op))
    back = op.reverse()
    print("  ", show(back))
    print("  ", tuple_of(back))
    again = back.reverse() if not isinstance(op, ops.AddConstraintOp) else back
    print("  ", type(again).__name__)

print(ops.AlterColumnOp("t", "c").has_changes(), made[-1].has_changes())
table = create.to_table()
print(table.name, table.comment, table.info, [column.name for column in table.c],
      sorted(type(item).__name__ for item in table.constraints), table is users)
for refused in (lambda: ops.DropConstraintOp("a", "b").reverse(), lambda: ops.DropColumnOp("a", "b").reverse(),
                lambda: ops.ExecuteSQLOp("x").reverse(), lambda: ops.DropIndexOp("a", "b").reverse().columns):
    try:
        print(refused())
    except Exception as error:
        print(type(error).__name__, error)

# containers
modify = ops.ModifyTableOps("users", [ops.AddColumnOp("users", Column("x", Numeric(10, 2), Computed("age * 2"))),
                                      ops.CreateIndexOp("ix", "users", ["x"])])
script = ops.MigrationScript("abc", ops.UpgradeOps([create, modify]), ops.DowngradeOps([]), message="m",
                             version_path="a//b")
script.upgrade_ops.reverse_into(script.downgrade_ops)
print([type(op).__name__ for op in script.downgrade_ops.ops], [type(op).__name__ for op in script.downgrade_ops.ops[0].ops])
print([item[0] for item in script.upgrade_ops.as_diffs()], script.version_path, script.upgrade_ops.is_empty())
script.upgrade_ops = [script.upgrade_ops, ops.UpgradeOps([])]
try:
    script.upgrade_ops
except ValueError as error:
    print(error)
print(len(script.upgrade_ops_list), type(script.upgrade_ops_list[1].reverse()).__name__)
script.upgrade_ops = script.upgrade_ops_list[0]

# rewriters
first, second = Rewriter(), Rewriter()


@first.rewrites(ops.AddColumnOp)
def add_column(context, revision, op):
    print("add_column", context, revision, op.column.name)
    op.column.nullable = False
    return [op, ops.AlterColumnOp(op.table_name, op.column.name, modify_nullable=True)]


@first.rewrites(ops.CreateIndexOp)
def no_index(context, revision, op):
    return []


@first.rewrites(ops.CreateTableOp)
def create_table(context, revision, op):
    print("create_table", op.table_name)
    return ops.ModifyTableOps(op.table_name, [ops.AddColumnOp(op.table_name, Column("y", Integer))])


@second.rewrites(ops.AlterTableOp)
def alter(context, revision, op):
    print("alter", type(op).__name__)
    return op


@second.rewrites(ops.MigrationScript)
def whole(context, revision, op):
    print("whole", op.rev_id)
    op.message = "changed"
    return op


def chained(context, revision, directives):
    print("chained", [type(item).__name__ for item in directives])


directives = [script]
first.chain(second).chain(chained)("context", ("1",), directives)
print(script.message, [type(op).__name__ for op in script.upgrade_ops.ops],
      [[type(inner).__name__ for inner in op.ops] for op in script.upgrade_ops.ops])
print([type(op).__name__ for op in script.downgrade_ops.ops])
first("context", ("1",), directives)
print([[type(inner).__name__ for inner in op.ops] for op in script.upgrade_ops.ops])
broken = Rewriter()


@broken.rewrites(ops.UpgradeOps)
def two(context, revision, op):
    return [op, op]


try:
    broken("context", (), directives)
except ValueError as error:
    print(error)

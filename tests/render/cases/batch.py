import sqlalchemy as sa
from alembic.operations import ops
from render_case import modify, options
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.sql.elements import conv


def _constraint(constraint, schema=None):
    Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("a", Integer), constraint, schema=schema)
    return ops.AddConstraintOp.from_constraint(constraint)


def _foreign_key(**kw):
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer, primary_key=True))
    constraint = sa.ForeignKeyConstraint(["a"], ["parent.id"], **kw)
    Table("t", metadata, Column("a", Integer), constraint)
    return ops.AddConstraintOp.from_constraint(constraint)


def _all(schema=None):
    t = Table("t", MetaData(), Column("a", Integer), Column("b", String), schema=schema)
    return [ops.AddColumnOp("t", Column("c", Integer), schema=schema), ops.DropColumnOp("t", "d", schema=schema),
            ops.AlterColumnOp("t", "a", schema=schema, existing_type=Integer(), modify_nullable=False),
            ops.AlterColumnOp("t", "b", schema=schema, existing_type=String(), modify_type=sa.Text(),
                              existing_nullable=True, existing_server_default=sa.DefaultClause("x")),
            ops.CreateIndexOp.from_index(sa.Index("i", t.c.a, sa.func.lower(t.c.b), unique=True)),
            ops.CreateIndexOp.from_index(sa.Index(conv("ix_t_b"), t.c.b)),
            ops.DropIndexOp("j", "t", schema=schema), ops.DropIndexOp(conv("ix_t_d"), "t", schema=schema),
            _constraint(sa.UniqueConstraint("a", name="u"), schema), _constraint(sa.UniqueConstraint("a"), schema),
            _constraint(sa.CheckConstraint("a > 0", name=conv("ck_t_a")), schema),
            ops.DropConstraintOp("c", "t", type_="check", schema=schema),
            ops.DropConstraintOp(None, "t", type_="unique", schema=schema),
            ops.CreateTableCommentOp("t", "new", existing_comment="old", schema=schema),
            ops.DropTableCommentOp("t", existing_comment="old", schema=schema)]


@options(render_as_batch=True)
def all_operations():
    return modify("t", _all())


@options(render_as_batch=True)
def in_a_schema():
    return modify("t", _all("app"), schema="app")


@options(render_as_batch=True)
def foreign_keys():
    return modify("t", [_foreign_key(name="f"), _foreign_key(ondelete="CASCADE"), _foreign_key(name=conv("fk_t_a"))])


@options(render_as_batch=True)
def between_tables():
    return [Table("u", MetaData(), Column("id", Integer, primary_key=True)),
            modify("t", [ops.AddColumnOp("t", Column("c", Integer))]),
            modify("u", [ops.DropColumnOp("u", "x"), ops.DropColumnOp("u", "y")]), ops.DropTableOp("old")]


@options(render_as_batch=True, alembic_module_prefix="ops.")
def other_prefix():
    return [ops.DropTableOp("u")]


def not_in_batch():
    return modify("t", [o for o in _all() if not isinstance(o, ops.DropConstraintOp)])

import sqlalchemy as sa
from alembic.operations import ops
from render_case import differs
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.elements import conv


def _table(*items, **kw):
    metadata = kw.pop("metadata", None) or MetaData()
    return Table("t", metadata, Column("id", Integer, primary_key=True), Column("a", Integer), Column("b", String(9)),
                 *items, **kw)


def _parent(schema=None):
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer, primary_key=True), Column("x", Integer), schema=schema)
    return metadata


@differs("op.create_unique_constraint() does not know columns that are only included", postgresql={
    "op.create_unique_constraint('i', 't', ['a'], postgresql_include=['b'])":
    "op.execute('ALTER TABLE t ADD CONSTRAINT i UNIQUE (a) INCLUDE (b)')"})
def unique():
    given = [sa.UniqueConstraint("a"), sa.UniqueConstraint("a", "b", name="u"),
             sa.UniqueConstraint("a", name=conv("by_convention")),
             sa.UniqueConstraint("a", name="d", deferrable=True, initially="DEFERRED"),
             sa.UniqueConstraint("a", name="n", postgresql_nulls_not_distinct=True),
             sa.UniqueConstraint("a", name="i", postgresql_include=["b"])]
    _table(*given)
    return given


def unique_in_a_schema():
    given = sa.UniqueConstraint("a", name="u")
    _table(given, schema="app")
    return given


def foreign_key():
    given = [sa.ForeignKeyConstraint(["a"], ["parent.id"]), sa.ForeignKeyConstraint(["a"], ["parent.id"], name="f"),
             sa.ForeignKeyConstraint(["a"], ["parent.id"], name=conv("fk_t_a_parent")),
             sa.ForeignKeyConstraint(["id", "a"], ["parent.id", "parent.x"], name="two"),
             sa.ForeignKeyConstraint(["a"], ["parent.id"], name="all", onupdate="CASCADE", ondelete="SET NULL",
                                     deferrable=True, initially="DEFERRED", match="FULL"),
             sa.ForeignKeyConstraint(["a"], ["parent.id"], name="late", use_alter=True),
             sa.ForeignKeyConstraint(["a"], ["parent.id"], name="v", postgresql_not_valid=True)]
    _table(*given, metadata=_parent())
    return given


def foreign_key_in_schemas():
    given = sa.ForeignKeyConstraint(["a"], ["app.parent.id"], name="f")
    _table(given, metadata=_parent("app"), schema="other")
    other = sa.ForeignKeyConstraint(["a"], ["app.parent.id"], ondelete="CASCADE")
    _table(other, metadata=_parent("app"))
    return [given, other]


def check():
    given = [sa.CheckConstraint("a > 0", name="c"), sa.CheckConstraint("b <> 'it''s'", name=conv("ck_t_b")),
             sa.CheckConstraint("a > 0"), sa.CheckConstraint("a > 0", name="v", postgresql_not_valid=True),
             sa.CheckConstraint(sa.column("a").in_([1, 9]), name="in")]
    _table(*given)
    return given


def check_in_a_schema():
    given = sa.CheckConstraint("a > 0", name="c")
    _table(given, schema="app")
    return given


def drop():
    return [ops.DropConstraintOp("u", "t", type_="unique"), ops.DropConstraintOp("f", "t", type_="foreignkey"),
            ops.DropConstraintOp("p", "t", type_="primary"), ops.DropConstraintOp("c", "t", type_="check"),
            ops.DropConstraintOp("x", "t"), ops.DropConstraintOp("u", "t", type_="unique", schema="app"),
            ops.DropConstraintOp(conv("by_convention"), "t", type_="unique"),
            ops.DropConstraintOp("c", "t", type_="check", if_exists=True)]


def drop_without_name():
    return [ops.DropConstraintOp(None, "t", type_="foreignkey"),
            ops.DropConstraintOp(None, "t", type_="unique", schema="app")]


@differs("op.create_exclude_constraint() takes columns only", postgresql={
    "op.create_exclude_constraint(op.f('ex_t'), 't', (sa.text('lower(b)'), '='), using='gist')":
    "op.execute('ALTER TABLE t ADD CONSTRAINT ex_t EXCLUDE USING gist (lower(b) WITH =)')"})
def postgresql_exclude():
    given = [postgresql.ExcludeConstraint(("a", "="), (sa.column("during"), "&&"), name="e"),
             postgresql.ExcludeConstraint((sa.column("a"), "="), name="w", where=sa.text("a > 0"), using="gist",
                                          deferrable=True, initially="DEFERRED"),
             postgresql.ExcludeConstraint((sa.func.lower(sa.column("b")), "="), name=conv("ex_t")),
             postgresql.ExcludeConstraint((sa.literal_column("int4range(a, a)"), "&&"), name="l")]
    _table(Column("during", postgresql.TSRANGE), *given)
    return given


def postgresql_exclude_in_table():
    return [_table(postgresql.ExcludeConstraint((sa.column("a"), "="), name="e", where=sa.text("a > 0"))),
            _table(postgresql.ExcludeConstraint((sa.column("a"), "="), using="btree"), schema="app")]


def postgresql_exclude_in_a_schema():
    given = postgresql.ExcludeConstraint((sa.column("a"), "="), name="e")
    _table(given, schema="app")
    return given

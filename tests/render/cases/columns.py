import sqlalchemy as sa
from alembic.operations import ops
from render_case import differs
from sqlalchemy import Column, Integer, String


def _added(*columns):
    return [ops.AddColumnOp("t", column) for column in columns]


def plain():
    return _added(Column("a", Integer), Column("a", String(5), nullable=False), Column("a", sa.Text, comment="note"))


def in_a_schema():
    return ops.AddColumnOp("t", Column("a", Integer), schema="app")


def if_not_exists():
    return ops.AddColumnOp("t", Column("a", Integer), if_not_exists=True)


def drop():
    return [ops.DropColumnOp("t", "a"), ops.DropColumnOp("t", "a", schema="app"),
            ops.DropColumnOp("t", "a", if_exists=True)]


def text_defaults():
    return _added(Column("a", String, server_default="x"), Column("a", String, server_default="it's"),
                  Column("a", String, server_default=""), Column("a", Integer, server_default="5"),
                  Column("a", String, server_default='say "it"'))


def sql_defaults():
    return _added(Column("a", Integer, server_default=sa.text("0")), Column("a", String, server_default=sa.text("'x'")),
                  Column("a", sa.DateTime, server_default=sa.func.now()),
                  Column("a", sa.DateTime, server_default=sa.text("CURRENT_TIMESTAMP")),
                  Column("a", sa.Boolean, server_default=sa.true()), Column("a", sa.Boolean, server_default=sa.false()),
                  Column("a", sa.String, server_default=sa.null()),
                  Column("a", Integer, server_default=sa.func.coalesce(1, 2)),
                  Column("a", Integer, server_default=sa.text("(1 + 2)")),
                  Column("a", Integer, server_default=sa.text("1 + 2")),
                  Column("a", Integer, server_default=sa.literal(3) + 4))


def postgresql_casts():
    return _added(Column("a", sa.JSON, server_default=sa.text("'{}'::jsonb")),
                  Column("a", Integer, server_default=sa.text("nextval('s'::regclass)")),
                  Column("a", Integer, server_default=sa.cast("5", Integer)))


def computed():
    return _added(Column("a", Integer, sa.Computed("b * 2")), Column("a", Integer, sa.Computed("b * 2", persisted=True)),
                  Column("a", Integer, sa.Computed(sa.column("b") + 1, persisted=True)),
                  Column("a", Integer, sa.Computed("b || 'x'"), nullable=False))


def sqlite_computed():
    return _added(Column("a", Integer, sa.Computed("b * 2", persisted=False)))


def identity():
    return _added(Column("a", Integer, sa.Identity()), Column("a", Integer, sa.Identity(always=True)),
                  Column("a", Integer, sa.Identity(start=5, increment=2, minvalue=1, maxvalue=99, cycle=True, cache=3)),
                  Column("a", Integer, sa.Identity(nominvalue=True, nomaxvalue=True, cycle=False)))


def autoincrement():
    return _added(Column("a", Integer, autoincrement=True), Column("a", Integer, autoincrement=False),
                  Column("a", Integer, autoincrement="auto"))


def system():
    return _added(Column("xmin", Integer, system=True))


def options():
    return _added(Column("a", Integer, sqlite_on_conflict_not_null="FAIL", nullable=False),
                  Column("a", Integer, sqlite_on_conflict_unique="IGNORE"))


def unicode():
    return _added(Column("naïve", String, comment="日本", server_default="ü"),
                  Column("a", String, comment="a\xa0b\u200bc\n\td\\"))


def alter_type():
    return [ops.AlterColumnOp("t", "a", existing_type=sa.VARCHAR(length=5), modify_type=String(10),
                              existing_nullable=True),
            ops.AlterColumnOp("t", "a", modify_type=sa.BigInteger()),
            ops.AlterColumnOp("t", "a", schema="app", existing_type=Integer(), modify_type=sa.BigInteger(),
                              existing_nullable=False, existing_server_default=sa.DefaultClause(sa.text("1")))]


def alter_nullable():
    return [ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_nullable=False),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_nullable=True, existing_nullable=False),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_nullable=True, existing_comment="c",
                              existing_server_default=sa.DefaultClause("x"))]


def alter_default():
    return [ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_server_default=None, existing_nullable=True),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_server_default="5"),
            ops.AlterColumnOp("t", "a", existing_type=sa.DateTime(),
                              modify_server_default=sa.DefaultClause(sa.func.now())),
            ops.AlterColumnOp("t", "a", existing_type=sa.Text(),
                              modify_server_default=sa.DefaultClause(sa.text("'x'")),
                              existing_server_default=sa.DefaultClause(sa.text("'y'")))]


def alter_comment():
    return [ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_comment="new", existing_comment="old",
                              existing_nullable=True),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_comment=None, existing_comment="old"),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_comment="")]


def alter_name():
    return [ops.AlterColumnOp("t", "a", modify_name="b"),
            ops.AlterColumnOp("t", "a", modify_name="b", existing_type=Integer(), existing_nullable=False, schema="app")]


def alter_all():
    return ops.AlterColumnOp("t", "a", schema="app", modify_name="b", existing_type=Integer(), modify_type=String(),
                             modify_nullable=False, existing_nullable=True, modify_server_default="x",
                             modify_comment="new", existing_comment="old", autoincrement=True)


@differs("without it the file fails: Alembic then adds a second identity, or drops a default that is none", all={
    "server_default=sa.Identity(always=False, start=9),\n               existing_nullable=False":
    "server_default=sa.Identity(always=False, start=9),\n               existing_nullable=False,\n"
    "               existing_server_default=sa.Identity(always=False)",
    "server_default=None,\n               existing_nullable=False":
    "server_default=None,\n               existing_nullable=False,\n"
    "               existing_server_default=sa.Identity(always=False)"})
def postgresql_alter_identity():
    return [ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_server_default=sa.Identity(always=True),
                              existing_nullable=False),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_server_default=sa.Identity(start=9),
                              existing_server_default=sa.Identity(), existing_nullable=False),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_server_default=None,
                              existing_server_default=sa.Identity(), existing_nullable=False),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_nullable=True, existing_server_default=sa.Identity())]


def alter_computed():
    return [ops.AlterColumnOp("t", "a", existing_type=Integer(), modify_nullable=True,
                              existing_server_default=sa.Computed("b + 1", persisted=True))]


def alter_autoincrement():
    return [ops.AlterColumnOp("t", "a", existing_type=Integer(), autoincrement=True),
            ops.AlterColumnOp("t", "a", existing_type=Integer(), autoincrement=False, existing_nullable=False)]

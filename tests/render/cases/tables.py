import sqlalchemy as sa
from alembic.operations import ops
from render_case import options
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table


def one_column():
    return Table("t", MetaData(), Column("id", Integer, primary_key=True))


def several_columns():
    return Table("users", MetaData(), Column("id", Integer, primary_key=True), Column("name", String(50), nullable=False),
                 Column("age", sa.SmallInteger), Column("born", sa.Date), Column("seen", sa.DateTime(timezone=True)))


def no_primary_key():
    return Table("log", MetaData(), Column("at", sa.DateTime), Column("what", sa.Text))


def composite_primary_key():
    return Table("t", MetaData(), Column("b", Integer, primary_key=True), Column("a", Integer, primary_key=True))


def named_primary_key():
    return Table("t", MetaData(), Column("id", Integer), sa.PrimaryKeyConstraint("id", name="the_key"))


def in_a_schema():
    return Table("t", MetaData(), Column("id", Integer, primary_key=True), schema="app")


def comment():
    return Table("t", MetaData(), Column("id", Integer, comment="it's the key"), comment='said "so"')


def empty_comment():
    return Table("t", MetaData(), Column("id", Integer, comment=""), comment="")


def info():
    return Table("t", MetaData(), Column("id", Integer), info={"a": 1, "b": [True, None, "x"], "c": {"d": 1.5}})


def prefixes():
    return Table("t", MetaData(), Column("id", Integer), prefixes=["TEMPORARY"])


def if_not_exists():
    op = ops.CreateTableOp.from_table(Table("t", MetaData(), Column("id", Integer)))
    op.if_not_exists = True
    return op


def sqlite_options():
    return Table("t", MetaData(), Column("id", Integer, primary_key=True), sqlite_autoincrement=True,
                 sqlite_with_rowid=False)


def options_of_several_databases():
    return Table("t", MetaData(), Column("id", Integer), mysql_engine="InnoDB", postgresql_partition_by="RANGE (id)",
                 mysql_charset="utf8mb4", postgresql_tablespace="fast")


def foreign_key_of_a_column():
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer, primary_key=True))
    return Table("child", metadata, Column("id", Integer, primary_key=True),
                 Column("parent_id", Integer, ForeignKey("parent.id")))


def foreign_key_in_schemas():
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer, primary_key=True), schema="app")
    return Table("child", metadata, Column("parent_id", Integer, ForeignKey("app.parent.id", ondelete="CASCADE")),
                 schema="other")


def foreign_key_to_itself():
    return Table("node", MetaData(), Column("id", Integer, primary_key=True),
                 Column("parent_id", Integer, ForeignKey("node.id")))


def composite_foreign_key():
    metadata = MetaData()
    Table("parent", metadata, Column("a", Integer, primary_key=True), Column("b", Integer, primary_key=True))
    return Table("child", metadata, Column("x", Integer), Column("y", Integer),
                 sa.ForeignKeyConstraint(["x", "y"], ["parent.a", "parent.b"], name="fk_xy", onupdate="CASCADE",
                                         ondelete="SET NULL", deferrable=True, initially="DEFERRED", match="FULL"))


def foreign_key_with_use_alter():
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer, primary_key=True))
    return Table("child", metadata, Column("p", Integer, ForeignKey("parent.id", use_alter=True, name="later")))


def foreign_key_not_valid():
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer, primary_key=True))
    return Table("child", metadata, Column("p", Integer),
                 sa.ForeignKeyConstraint(["p"], ["parent.id"], postgresql_not_valid=True))


def unique_constraints():
    return Table("t", MetaData(), Column("a", Integer, unique=True), Column("b", Integer), Column("c", Integer),
                 sa.UniqueConstraint("b", "c", name="uq_bc"), sa.UniqueConstraint("c", deferrable=True,
                                                                                   initially="DEFERRED"))


def unique_nulls_not_distinct():
    return Table("t", MetaData(), Column("a", Integer), sa.UniqueConstraint("a", name="u",
                                                                            postgresql_nulls_not_distinct=True))


def check_constraints():
    return Table("t", MetaData(), Column("a", Integer), Column("b", Integer), sa.CheckConstraint("a > 0", name="positive"),
                 sa.CheckConstraint("a <> b"), sa.CheckConstraint(sa.column("a") < 10, name="small"))


def check_of_expressions():
    table = Table("t", MetaData(), Column("a", Integer), Column("b", String(10)))
    table.append_constraint(sa.CheckConstraint(sa.and_(table.c.a > 1, table.c.b.in_(["x", "y'z"])), name="both"))
    return table


def check_not_valid():
    return Table("t", MetaData(), Column("a", Integer),
                 sa.CheckConstraint("a > 0", name="positive", postgresql_not_valid=True))


def check_with_times():
    return Table("t", MetaData(), Column("a", sa.Time),
                 sa.CheckConstraint("a > '12:30:00' AND a::text <> 'x'", name="afternoon"))


def indexes():
    table = Table("t", MetaData(), Column("a", Integer, index=True), Column("b", Integer), Column("c", String(9)))
    sa.Index("ix_named", table.c.b, unique=True)
    sa.Index("ix_two", table.c.a, table.c.b)
    return table


def indexes_in_a_schema():
    return Table("t", MetaData(), Column("a", Integer, index=True), schema="app")


def names_by_convention():
    metadata = MetaData(naming_convention={
        "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"})
    Table("parent", metadata, Column("id", Integer, primary_key=True))
    return Table("child", metadata, Column("id", Integer, primary_key=True),
                 Column("parent_id", Integer, ForeignKey("parent.id"), index=True), Column("a", Integer, unique=True),
                 Column("b", Integer), sa.UniqueConstraint("b", name="given"), sa.CheckConstraint("b > 0", name="positive"))


def many_columns():
    return Table("wide", MetaData(), *[Column(f"c{i}", Integer) for i in range(255)])


def too_many_arguments():
    return Table("wide", MetaData(), *[Column(f"c{i}", Integer) for i in range(256)])


def strange_names():
    return Table("my table", MetaData(), Column("it's", Integer), Column('say "it"', Integer),
                 Column("Größe", Integer), Column("a\\b", Integer), Column("100%", Integer), Column("order", Integer))


def two_tables():
    metadata = MetaData()
    return [Table("a", metadata, Column("id", Integer, primary_key=True)),
            Table("b", metadata, Column("id", Integer, primary_key=True),
                  Column("a_id", Integer, ForeignKey("a.id")))]


def drop_table():
    return [ops.DropTableOp("t"), ops.DropTableOp("t", schema="app"), ops.DropTableOp("t", if_exists=True)]


def nothing():
    return []


def table_comments():
    return [ops.CreateTableCommentOp("t", "new", existing_comment="old"), ops.CreateTableCommentOp("t", "it's"),
            ops.CreateTableCommentOp("t", "new", schema="app"), ops.DropTableCommentOp("t", existing_comment="old"),
            ops.DropTableCommentOp("t", schema="app", existing_comment='a "b"')]


@options(sqlalchemy_module_prefix="sqlalchemy.", alembic_module_prefix="alembic.op.")
def other_prefixes():
    return Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("a", String(3), server_default=sa.text("'x'")))


@options(sqlalchemy_module_prefix="", alembic_module_prefix="")
def no_prefixes():
    return [Table("t", MetaData(), Column("id", Integer, primary_key=True)), ops.DropTableOp("u")]

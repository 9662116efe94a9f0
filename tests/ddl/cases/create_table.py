import sqlalchemy as sa
from alembic import op

from ddl_case import differs


def plain():
    op.create_table("account", sa.Column("id", sa.Integer(), nullable=False), sa.Column("name", sa.String(50)),
                    sa.PrimaryKeyConstraint("id"))


def empty():
    op.create_table("t")


def if_not_exists():
    op.create_table("t", sa.Column("a", sa.Integer()), if_not_exists=True)


def in_a_schema():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), schema="My Schema")


def quoting():
    op.create_table("Order", sa.Column("select", sa.Integer()), sa.Column("Mixed", sa.Integer(), primary_key=True),
                    sa.Column("with space", sa.Integer(), unique=True), sa.Column("low", sa.Integer(), quote=True))


def serial_by_flag():
    op.create_table("t", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("x", sa.SmallInteger()))


def serial_small():
    op.create_table("t", sa.Column("id", sa.SmallInteger(), primary_key=True))


def serial_numeric():
    op.create_table("t", sa.Column("id", sa.Numeric(10), primary_key=True))


def serial_refused():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False))


def serial_of_text():
    op.create_table("t", sa.Column("id", sa.String(10), primary_key=True))


def serial_with_default():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, default=3))


def serial_with_server_default():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, server_default="3"))


def serial_foreign_key():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.ForeignKey("u.id"), primary_key=True))


def serial_foreign_key_forced():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.ForeignKey("u.id"), primary_key=True, autoincrement=True))


def serial_ignore_fk():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.ForeignKey("u.id"), primary_key=True,
                                   autoincrement="ignore_fk"))


def composite_key():
    op.create_table("t", sa.Column("a", sa.Integer(), primary_key=True), sa.Column("b", sa.Integer(), primary_key=True))


def composite_key_autoincrement():
    op.create_table("t", sa.Column("a", sa.Integer(), primary_key=True),
                    sa.Column("b", sa.Integer(), primary_key=True, autoincrement=True))


def composite_key_listed():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer(), autoincrement=True),
                    sa.PrimaryKeyConstraint("b", "a", name="pk_t"))


def nullable_key():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, nullable=True))


def nullable_key_listed():
    op.create_table("t", sa.Column("id", sa.String(), nullable=True), sa.PrimaryKeyConstraint("id"))


@differs("mariadb", "what it does offline is what it does on a server, where SQLAlchemy knows of sequences",
         statements=["CREATE TABLE t (\n    id INTEGER NOT NULL, \n    PRIMARY KEY (id)\n)"])
def sequence_default():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.Sequence("t_seq"), primary_key=True))


def sequence_optional():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.Sequence("t_seq", optional=True), primary_key=True))


def identity():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.Identity(), primary_key=True))


def identity_with_options():
    op.create_table("t", sa.Column("id", sa.BigInteger(), sa.Identity(always=True, start=10, increment=5, minvalue=1,
                                                                     maxvalue=1000, cache=3, cycle=True)))


def identity_nullable():
    op.create_table("t", sa.Column("n", sa.Integer(), sa.Identity(nominvalue=True, nomaxvalue=True, cycle=False),
                                   nullable=True))


@differs("postgresql", "servers before PostgreSQL 18 want the word, and 18 takes it",
         statements=["CREATE TABLE t (\n    a INTEGER, \n    b INTEGER GENERATED ALWAYS AS (a * 2) STORED, \n"
                     "    c INTEGER GENERATED ALWAYS AS (a + 1) STORED NOT NULL\n)"])
def computed():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer(), sa.Computed("a * 2")),
                    sa.Column("c", sa.Integer(), sa.Computed("a + 1", persisted=True), nullable=False))


def computed_virtual():
    op.create_table("t", sa.Column("a", sa.Integer()),
                    sa.Column("b", sa.Integer(), sa.Computed("a * 2", persisted=False)))


def defaults():
    op.create_table("t", sa.Column("a", sa.String(), server_default="it's"), sa.Column("b", sa.Integer(), server_default="0"),
                    sa.Column("c", sa.DateTime(), server_default=sa.text("now()")),
                    sa.Column("d", sa.DateTime(), server_default=sa.func.now()),
                    sa.Column("e", sa.Boolean(), server_default=sa.true()),
                    sa.Column("f", sa.Boolean(), server_default=sa.false(), nullable=False),
                    sa.Column("g", sa.JSON(), server_default="{}"),
                    sa.Column("h", sa.Integer(), server_default=sa.text("1")),
                    sa.Column("i", sa.String(), server_default=""),
                    sa.Column("j", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)")),
                    sa.Column("k", sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP")),
                    sa.Column("l", sa.Integer(), server_default=sa.text("-1")),
                    sa.Column("n", sa.String(), server_default=sa.literal_column("lower('X')")),
                    sa.Column("o", sa.DateTime(), server_default=sa.func.current_timestamp()),
                    sa.Column("p", sa.Integer(), server_default=sa.null()))


def postgresql_default_with_cast():
    op.create_table("t", sa.Column("a", sa.String(), server_default=sa.text("'x'::text")))


@differs("sqlite", "SQLite wants an expression in brackets, though it begins with a text",
         statements=["CREATE TABLE t (\n    a VARCHAR DEFAULT ('x' || 'y')\n)"])
def default_that_begins_with_a_text():
    op.create_table("t", sa.Column("a", sa.String(), server_default=sa.text("'x' || 'y'")))


def comments():
    op.create_table("t", sa.Column("a", sa.Integer(), comment="the 'a'"), sa.Column("B", sa.Integer(), comment="bee"),
                    comment="a table's comment", schema="app")


def indexes_by_flag():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True), sa.Column("b", sa.Integer(), index=True, unique=True),
                    sa.Column("c", sa.Integer(), unique=True))


def index_by_flag_in_schema():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True), schema="app")


def index_listed():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Index("ix_a", "a", unique=True))


def constraints():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()),
                    sa.CheckConstraint("a > 0", name="positive"), sa.CheckConstraint("b > a"),
                    sa.UniqueConstraint("a", "b", name="uq_ab"), sa.UniqueConstraint("b"),
                    sa.ForeignKeyConstraint(["a"], ["u.id"], name="fk_a", ondelete="CASCADE", onupdate="SET NULL"),
                    sa.ForeignKeyConstraint(["a", "b"], ["u.x", "u.y"]),
                    sa.PrimaryKeyConstraint("a", name="pk"))


def constraints_of_columns_come_last():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("u.id", name="fk_a"), unique=True),
                    sa.Column("b", sa.Boolean(create_constraint=True, name="b_is_bool"), sa.ForeignKey("s.v.id"),
                              unique=True),
                    sa.UniqueConstraint("a", "b", name="uq"), sa.CheckConstraint("a < 9"))


def check_in_column():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0", name="pos"), nullable=False))


def check_expression():
    op.create_table("t", sa.Column("a", sa.Integer()),
                    sa.CheckConstraint(sa.and_(sa.column("a") > 5, sa.column("a") < 100), name="between"),
                    sa.CheckConstraint(sa.column("a").in_([1, 2, 3])))


def deferred():
    op.create_table("t", sa.Column("a", sa.Integer()),
                    sa.ForeignKeyConstraint(["a"], ["u.id"], deferrable=True, initially="DEFERRED", match="FULL"),
                    sa.UniqueConstraint("a", deferrable=False), sa.CheckConstraint("a > 0", initially="IMMEDIATE"))


def bad_phrase():
    op.create_table("t", sa.Column("a", sa.Integer()))
    op.create_foreign_key(None, "t", "u", ["a"], ["id"], ondelete="CASCADE; DROP TABLE u")


bad_phrase = differs("sqlite", "refused before anything is written",
                     error="No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode "
                           "feature which allows for SQLite migrations using a copy-and-move strategy.")(
    differs("postgresql mysql mariadb", "without the regular expression in the message",
            error="Unexpected SQL phrase: 'CASCADE; DROP TABLE u'")(bad_phrase))


def foreign_key_into_schema():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("app.u.id")), schema="app")


def foreign_key_into_other_schema():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("other.u.id")), schema="app")


def foreign_key_use_alter():
    op.create_table("t", sa.Column("a", sa.Integer()),
                    sa.ForeignKeyConstraint(["a"], ["u.id"], name="fk", use_alter=True))


def foreign_key_to_itself():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("parent", sa.Integer(), sa.ForeignKey("t.id", ondelete="SET NULL")))


def prefixes():
    op.create_table("t", sa.Column("a", sa.Integer()), prefixes=["TEMPORARY"])


def final_names():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.PrimaryKeyConstraint("a", name=op.f("pk_t")),
                    sa.UniqueConstraint("a", name=op.f("uq_t_a")))


def long_final_name():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.UniqueConstraint("a", name=op.f("uq_" + "x" * 70)))


@differs("postgresql", "with no address of an exception class",
         error="Identifier 'uq_" + "x" * 70 + "' exceeds maximum length of 63 characters")
@differs("mysql mariadb", "said before the server says it: a name may have 64 characters, an alias alone 255",
         error="Identifier 'uq_" + "x" * 70 + "' exceeds maximum length of 64 characters")
def long_name():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.UniqueConstraint("a", name="uq_" + "x" * 70))


def system_column():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Column("xmin", sa.Integer(), system=True))


def postgresql_options():
    op.create_table("t", sa.Column("a", sa.Integer()), postgresql_partition_by="RANGE (a)",
                    postgresql_tablespace="Fast", postgresql_inherits=("p", "Q"), postgresql_using="heap",
                    postgresql_on_commit="PRESERVE ROWS", postgresql_with_oids=False)


def postgresql_constraint_options():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()),
                    sa.UniqueConstraint("a", name="uq", postgresql_nulls_not_distinct=True,
                                        postgresql_include=["b"]),
                    sa.UniqueConstraint("b", postgresql_nulls_not_distinct=False),
                    sa.PrimaryKeyConstraint("a", postgresql_include=["b"]),
                    sa.CheckConstraint("a > 0", postgresql_not_valid=True),
                    sa.ForeignKeyConstraint(["a"], ["u.id"], postgresql_not_valid=True,
                                            ondelete="SET NULL (a)"))


def sqlite_autoincrement():
    op.create_table("t", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"),
                    sqlite_autoincrement=True)


def sqlite_autoincrement_foreign_key():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.ForeignKey("u.id"), primary_key=True),
                    sqlite_autoincrement=True)


def sqlite_options():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sqlite_with_rowid=False, sqlite_strict=True)


def sqlite_on_conflict():
    op.create_table("t", sa.Column("a", sa.Integer(), nullable=False, primary_key=True,
                                   sqlite_on_conflict_not_null="FAIL", sqlite_on_conflict_primary_key="ABORT"),
                    sa.Column("b", sa.Integer(), unique=True, sqlite_on_conflict_unique="IGNORE"),
                    sa.UniqueConstraint("a", "b", sqlite_on_conflict="REPLACE"),
                    sa.CheckConstraint("a > 0", sqlite_on_conflict="IGNORE"))


def two_numbered_columns():
    op.create_table("t", sa.Column("a", sa.Integer(), primary_key=True, autoincrement=True),
                    sa.Column("b", sa.Integer(), primary_key=True, autoincrement=True))


two_numbered_columns = differs("sqlite", "limbeck sees the two columns before SQLite's own rule",
                               error="Only one Column may be marked autoincrement=True, found both b and a.")(
    differs("postgresql", "said of the table, as the error comes before its first column is written",
            error="Only one Column may be marked autoincrement=True, found both b and a.")(two_numbered_columns))


def drop():
    op.drop_table("t")
    op.drop_table("Big", schema="app")
    op.drop_table("t", if_exists=True)


def rename():
    op.rename_table("a", "B")
    op.rename_table("a", "b", schema="my.app")


def same_column_twice():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Column("a", sa.Text()))

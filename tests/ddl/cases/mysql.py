import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from ddl_case import differs


def _table(*types):
    op.create_table("t", *[sa.Column(f"c{i}", t) for i, t in enumerate(types)])


def mysql_integers():
    _table(mysql.INTEGER(), mysql.INTEGER(11), mysql.INTEGER(unsigned=True), mysql.BIGINT(20, unsigned=True, zerofill=True),
           mysql.MEDIUMINT(), mysql.MEDIUMINT(8, unsigned=True), mysql.TINYINT(1), mysql.TINYINT(unsigned=True),
           mysql.SMALLINT(5), mysql.BIT(), mysql.BIT(8), mysql.YEAR(), mysql.YEAR(4))


def mysql_numbers():
    _table(mysql.NUMERIC(10, 2, unsigned=True), mysql.DECIMAL(8), mysql.DECIMAL(8, 3, zerofill=True),
           mysql.FLOAT(7, 3), mysql.FLOAT(24), mysql.DOUBLE(10, 4), mysql.DOUBLE(), mysql.REAL(5, 2), mysql.DOUBLE(unsigned=True),
           sa.Float(53), sa.Double())


def mysql_texts():
    _table(mysql.VARCHAR(20, charset="utf8mb4", collation="utf8mb4_bin"), mysql.CHAR(3, collation="latin1_bin"),
           mysql.TEXT(charset="latin1"), mysql.TEXT(1000), mysql.TINYTEXT(), mysql.MEDIUMTEXT(collation="utf8mb4_general_ci"),
           mysql.LONGTEXT(charset="utf8mb4", collation="utf8mb4_unicode_ci"), sa.String(9, collation="utf8mb4_bin"),
           sa.Text(collation="utf8mb4_bin"), sa.NVARCHAR(7, collation="utf8_bin"))


def mysql_binaries():
    _table(mysql.TINYBLOB(), mysql.MEDIUMBLOB(), mysql.LONGBLOB(), mysql.VARBINARY(20), mysql.BINARY(4), sa.LargeBinary(70000))


def mysql_moments():
    _table(mysql.DATETIME(fsp=6), mysql.DATETIME(), mysql.TIMESTAMP(fsp=3), mysql.TIME(fsp=2), sa.DateTime(), sa.Time())


def mysql_enums():
    _table(mysql.ENUM("a", "it's", "back\\slash"), sa.Enum("x", "y", name="e"), mysql.SET("one", "two"),
           mysql.ENUM("a", charset="latin1", collation="latin1_bin"), sa.Enum("long", "longer", native_enum=False))


def mysql_networks():
    _table(mysql.JSON(), sa.Uuid(), sa.UUID())


def mysql_options():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mysql_engine="InnoDB", mysql_charset="utf8mb4",
                    mysql_collate="utf8mb4_bin", mysql_row_format="DYNAMIC", mysql_auto_increment="100",
                    mariadb_engine="InnoDB", mariadb_collate="utf8mb4_bin", mariadb_default_charset="utf8mb4", comment="what's that")


def mysql_collate_before_charset():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mysql_collate="utf8mb4_bin",
                    mysql_default_charset="utf8mb4", mysql_engine="InnoDB")


@differs("mysql", "SQLAlchemy leaves the quotes out, and the server refuses it",
         statements=["CREATE TABLE t (\n    id INTEGER\n)DATA DIRECTORY='/tmp/x'"])
@differs("mariadb", "this is MySQL's option", statements=["CREATE TABLE t (\n    id INTEGER\n)"])
def mysql_data_directory():
    op.create_table("t", sa.Column("id", sa.Integer), mysql_data_directory="/tmp/x")


def mysql_partitions():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mysql_partitions="4", mysql_partition_by="HASH(id)",
                    mysql_engine="InnoDB", mariadb_partitions="4", mariadb_partition_by="HASH(id)", mariadb_engine="InnoDB")


def mysql_comments():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, comment="the key"),
                    sa.Column("a", sa.String(5), nullable=False, server_default="x", comment="back\\slash"), comment="of it")
    op.add_column("t", sa.Column("b", sa.Integer, comment="more"))
    op.create_table_comment("t", "another")
    op.drop_table_comment("t", existing_comment="another")


def mysql_timestamps():
    op.create_table("t", sa.Column("a", sa.TIMESTAMP), sa.Column("b", sa.TIMESTAMP, nullable=False),
                    sa.Column("c", mysql.TIMESTAMP, server_default=sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")),
                    sa.Column("d", sa.DateTime, server_default=sa.text("now()")),
                    sa.Column("e", sa.DateTime, server_default=sa.text("now(3)")),
                    sa.Column("f", sa.DateTime, server_default=sa.func.current_timestamp()))


def mysql_defaults():
    op.create_table("t", sa.Column("a", sa.Integer, server_default=sa.text("1")), sa.Column("b", sa.Integer, server_default=sa.text("-1")),
                    sa.Column("c", sa.String(5), server_default="it's"), sa.Column("d", sa.String(36), server_default=sa.text("uuid()")),
                    sa.Column("e", sa.Integer, server_default=sa.text("(1 + 1)")), sa.Column("f", sa.Text, server_default=sa.text("('x')")))


def mysql_autoincrement():
    op.create_table("a", sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.Integer))
    op.create_table("b", sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False))
    op.create_table("c", sa.Column("x", sa.String(5), primary_key=True), sa.Column("n", mysql.INTEGER(unsigned=True), primary_key=True))
    op.create_table("d", sa.Column("id", sa.Integer, sa.Identity(), primary_key=True))


def mysql_computed():
    op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer, sa.Computed("a + 1", persisted=True), nullable=False),
                    sa.Column("c", sa.Integer, sa.Computed("a + 2", persisted=False), nullable=True))


def mysql_modify():
    op.alter_column("t", "a", nullable=False, existing_type=sa.String(10))
    op.alter_column("t", "a", type_=sa.String(20), existing_type=sa.String(10), existing_nullable=False,
                    existing_server_default="x", existing_comment="of a")
    op.alter_column("t", "a", comment="what's new", existing_type=mysql.INTEGER(11), existing_nullable=True)
    op.alter_column("t", "a", comment=None, existing_type=mysql.INTEGER(11), existing_comment="old")
    op.alter_column("t", "id", existing_type=sa.Integer, autoincrement=True, nullable=False, schema="other")
    op.alter_column("t", "id", existing_type=sa.Integer, type_=sa.BigInteger, existing_autoincrement=True, existing_nullable=False)


def mysql_change():
    op.alter_column("t", "a", new_column_name="b", existing_type=sa.Integer)
    op.alter_column("t", "order", new_column_name="group", existing_type=sa.String(5), existing_nullable=False,
                    existing_server_default=sa.text("'x'"))
    op.alter_column("t", "a", server_default=sa.text("CURRENT_TIMESTAMP"), existing_type=sa.DateTime())
    op.alter_column("t", "a", server_default=sa.text("CURRENT_TIMESTAMP"), existing_type=sa.TIMESTAMP(), existing_nullable=False)
    op.alter_column("t", "a", nullable=False, existing_type=sa.DateTime())
    op.alter_column("t", "a", server_default=None, existing_type=sa.DateTime())


def mysql_default_alone():
    op.alter_column("t", "a", server_default="5")
    op.alter_column("t", "a", server_default=None)
    op.alter_column("t", "a", server_default=sa.text("uuid()"), existing_type=sa.String(36))


def mysql_without_type():
    op.alter_column("t", "a", nullable=False)


def mysql_rename_without_type():
    op.alter_column("t", "a", new_column_name="b")


def mysql_drop_constraints():
    op.drop_constraint("fk", "t", type_="foreignkey")
    op.drop_constraint("uq", "t", type_="unique")
    op.drop_constraint("ck", "t", type_="check")
    op.drop_constraint("pk", "t", type_="primary", schema="s")


def mysql_drop_constraint_of_no_kind():
    op.drop_constraint("x", "t")


def mysql_indexes():
    op.create_index("ix", "t", ["a", "b"], mysql_length={"a": 10}, mariadb_length={"a": 10})
    op.create_index("ix2", "t", ["a"], mysql_length=5, mysql_using="btree", unique=True, mariadb_length=5, mariadb_using="btree")
    op.create_index("ix3", "t", ["a"], mysql_prefix="FULLTEXT", mysql_with_parser="ngram", mariadb_prefix="FULLTEXT")
    op.create_index("ix4", "t", [sa.text("(lower(a))")], schema="s")
    op.create_index("ix5", "t", [sa.text("a DESC")])
    op.drop_index("ix", table_name="t")
    op.drop_index("ix", table_name="t", schema="s")


@differs("mysql mariadb", "SQLAlchemy puts the length behind the order, which is no SQL",
         statements=["CREATE INDEX ix ON t (a(5) DESC, b)"])
def mysql_index_of_a_length_in_falling_order():
    op.create_index("ix", "t", [sa.column("a").desc(), "b"], mysql_length={"a": 5}, mariadb_length={"a": 5})


def mysql_keys():
    op.create_primary_key("pk", "t", ["a", "b"])
    op.create_foreign_key("fk", "t", "u", ["a"], ["id"], ondelete="SET NULL", onupdate="CASCADE")
    op.create_unique_constraint("uq", "t", ["a"])
    op.create_check_constraint("ck", "t", "a > 5")


def mysql_match():
    op.create_foreign_key("fk", "t", "u", ["a"], ["id"], match="FULL")


def mysql_match_of_a_column():
    op.add_column("t", sa.Column("a", sa.Integer, sa.ForeignKey("u.id", match="FULL")), inline_references=True)


def mysql_names():
    op.create_table("order", sa.Column("rank", sa.Integer), sa.Column("Mixed", sa.Integer), sa.Column("offset", sa.Integer),
                    sa.Column("tick`", sa.Integer), schema="some.where")
    op.drop_column("order", "rank", schema="s")
    op.rename_table("a", "Group", schema="s")


def mysql_percent():
    op.create_table("t", sa.Column("a", sa.String(5), server_default="5%"))

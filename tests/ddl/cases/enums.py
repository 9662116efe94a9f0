import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from ddl_case import differs


def native():
    op.create_table("t", sa.Column("e", sa.Enum("a", "b'c", "100%", name="kind")))


def in_a_schema():
    op.create_table("t", sa.Column("e", sa.Enum("a", name="kind", schema="types")), schema="app")


def inherits_schema():
    op.create_table("t", sa.Column("e", sa.Enum("a", name="kind", inherit_schema=True), nullable=False), schema="app")


def twice_in_a_table():
    op.create_table("t", sa.Column("e", sa.Enum("a", name="kind")), sa.Column("f", sa.Enum("a", name="kind")))


def in_two_tables():
    op.create_table("t", sa.Column("e", sa.Enum("a", name="kind")))
    op.create_table("u", sa.Column("e", sa.Enum("a", name="kind")))
    op.drop_table("u")


def without_name():
    op.create_table("t", sa.Column("e", sa.Enum("a", "b")))


def not_native():
    op.create_table("t", sa.Column("e", sa.Enum("a", "bcd", native_enum=False)))


def not_native_with_length():
    op.create_table("t", sa.Column("e", sa.Enum("a", "bcd", native_enum=False, length=20)))


def not_native_with_check():
    op.create_table("t", sa.Column("e", sa.Enum("a", "b'c", native_enum=False, create_constraint=True, name="kind")))


def with_check():
    op.create_table("t", sa.Column("e", sa.Enum("a", "b", create_constraint=True, name="kind")),
                    sa.UniqueConstraint("e"))


def unnamed_check():
    op.create_table("t", sa.Column("e", sa.Enum("a", native_enum=False, create_constraint=True)))


def bound_to_metadata():
    op.create_table("t", sa.Column("e", sa.Enum("a", name="kind", metadata=sa.MetaData())))


def quoted_name():
    op.create_table("t", sa.Column("e", sa.Enum("a", name="MyKind"), server_default="a"))


def postgresql_enum():
    op.create_table("t", sa.Column("e", postgresql.ENUM("a", "b", name="kind")))


def postgresql_enum_not_created():
    op.create_table("t", sa.Column("e", postgresql.ENUM("a", "b", name="kind", create_type=False)))


def postgresql_array_of_enum():
    op.create_table("t", sa.Column("e", postgresql.ARRAY(sa.Enum("a", "b", name="kind"))))


def postgresql_domain():
    op.create_table("t", sa.Column("d", postgresql.DOMAIN("email", sa.Text(), check="VALUE ~ '@'", not_null=True)),
                    sa.Column("p", postgresql.DOMAIN("positive", sa.Integer(), constraint_name="ck_positive",
                                                     check=sa.text("VALUE > 0"), default="1")))


def postgresql_created_alone():
    op.execute(postgresql.CreateEnumType(postgresql.ENUM("a", "b", name="kind", schema="types")))
    op.execute(postgresql.DropEnumType(postgresql.ENUM(name="kind", schema="types")))


def added():
    op.add_column("t", sa.Column("e", sa.Enum("a", "b", name="kind"), nullable=False, server_default="a"))


def altered_from_text():
    op.alter_column("t", "e", existing_type=sa.String(10), type_=sa.Enum("a", "b", name="kind"),
                    existing_nullable=False)


def postgresql_altered_to_check():
    op.alter_column("t", "e", existing_type=sa.String(10),
                    type_=sa.Enum("a", "b", name="ck_kind", native_enum=False, create_constraint=True))


def postgresql_altered_from_check():
    op.alter_column("t", "e", type_=sa.String(10),
                    existing_type=sa.Enum("a", "b", name="ck_kind", native_enum=False, create_constraint=True))


@differs("mysql mariadb", "Alembic wants to create PostgreSQL's type",
         statements=["CREATE TABLE t (\n    e VARCHAR(10)\n)"])
def variant_enum():
    op.create_table("t", sa.Column("e", sa.String(10).with_variant(postgresql.ENUM("a", name="kind"), "postgresql")))

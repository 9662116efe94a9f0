import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from ddl_case import differs




def add():
    op.add_column("t", sa.Column("a", sa.String(20), nullable=False, server_default="x"))
    op.add_column("t", sa.Column("B", sa.Integer()), schema="my.app")


def add_if_not_exists():
    op.add_column("t", sa.Column("a", sa.Integer()), if_not_exists=True)


def add_with_comment_and_index():
    op.add_column("t", sa.Column("a", sa.Integer(), comment="new", index=True))


def add_unique_index():
    op.add_column("t", sa.Column("a", sa.Integer(), index=True, unique=True))


def add_unique():
    op.add_column("t", sa.Column("a", sa.Integer(), unique=True))


def add_with_foreign_key():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("u.id", name="fk", ondelete="CASCADE")))


def add_with_inline_reference():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("s.u.id", name="fk", ondelete="CASCADE", deferrable=True)),
                  inline_references=True)


def add_with_check():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0", name="pos")))


def add_primary_key():
    op.add_column("t", sa.Column("a", sa.Integer(), primary_key=True))


def add_inline_primary_key():
    op.add_column("t", sa.Column("a", sa.Integer(), primary_key=True), inline_primary_key=True)


def add_boolean_with_check():
    op.add_column("t", sa.Column("a", sa.Boolean(create_constraint=True, name="ck")))


def add_enum_with_check():
    op.add_column("t", sa.Column("a", sa.Enum("x", "y", native_enum=False, create_constraint=True, name="ck")))


@differs("postgresql", "servers before PostgreSQL 18 want the word, and 18 takes it",
         statements=["ALTER TABLE t ADD COLUMN a INTEGER GENERATED ALWAYS AS (b + 1) STORED"])
def add_computed():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.Computed("b + 1")))


def add_identity():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.Identity(start=3)))


def add_default_expression():
    op.add_column("t", sa.Column("a", sa.DateTime(), server_default=sa.func.now(), nullable=False))
    op.add_column("t", sa.Column("b", postgresql.UUID(), server_default=sa.text("gen_random_uuid()")))


def drop():
    op.drop_column("t", "a")
    op.drop_column("t", "Big", schema="app")
    op.drop_column("t", "a", if_exists=True)


def alter_nullable():
    op.alter_column("t", "a", nullable=True)
    op.alter_column("t", "a", nullable=False, existing_type=sa.Integer(), schema="app")


def alter_default():
    op.alter_column("t", "a", server_default="it's")
    op.alter_column("t", "a", server_default=None)
    op.alter_column("t", "a", server_default=sa.text("now()"))
    op.alter_column("t", "a", server_default=sa.false(), existing_type=sa.Boolean())


def alter_type():
    op.alter_column("t", "a", type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=False)
    op.alter_column("t", "a", type_=sa.String(30))


def alter_type_using_elsewhere():
    op.alter_column("t", "a", type_=sa.Integer(), postgresql_using="a::integer")


def postgresql_alter_type_using():
    op.alter_column("t", "a", type_=sa.Integer(), postgresql_using="a::integer")
    op.alter_column("t", "a", type_=postgresql.JSONB(), existing_type=sa.Text(), nullable=False,
                    postgresql_using="a::jsonb")


def postgresql_using_without_type():
    op.alter_column("t", "a", nullable=True, postgresql_using="a::integer")


def alter_everything():
    op.alter_column("t", "a", type_=sa.Text(), nullable=False, server_default="x", new_column_name="B",
                    existing_type=sa.String(10))


def postgresql_alter_everything_and_comment():
    op.alter_column("t", "a", type_=sa.Text(), nullable=False, server_default="x", new_column_name="b",
                    comment="it's", existing_comment="was", schema="my.app")
    op.alter_column("t", "a", comment=None, existing_comment="was")


def rename():
    op.alter_column("t", "a", new_column_name="b")
    op.alter_column("Order", "Select", new_column_name="from")


def alter_boolean_with_check():
    op.alter_column("t", "a", existing_type=sa.Boolean(create_constraint=True, name="ck"), type_=sa.Integer())


def postgresql_identity_added():
    op.alter_column("t", "a", server_default=sa.Identity(always=True, start=4))


def postgresql_identity_added_where_none_was():
    op.alter_column("t", "a", server_default=sa.Identity(always=True, start=4), existing_server_default=None)


def postgresql_identity_dropped():
    op.alter_column("t", "a", server_default=None, existing_server_default=sa.Identity())


def postgresql_identity_changed():
    op.alter_column("t", "a", server_default=sa.Identity(always=True, start=5, increment=2, cycle=True, cache=4, maxvalue=9),
                    existing_server_default=sa.Identity(start=1, increment=2))


def sqlite_identity_added():
    op.alter_column("t", "a", server_default=sa.Identity())


def computed_added():
    op.alter_column("t", "a", server_default=sa.Computed("b + 1"))


def computed_dropped():
    op.alter_column("t", "a", server_default=None, existing_server_default=sa.Computed("b + 1"))

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from ddl_case import differs, naming_convention

CONVENTION = {"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
              "ck": "ck_%(table_name)s_%(constraint_name)s",
              "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s"}


def foreign_key():
    op.create_foreign_key("fk", "t", "u", ["a"], ["id"])


def foreign_key_with_options():
    op.create_foreign_key("fk", "t", "u", ["a", "b"], ["x", "y"], ondelete="CASCADE", onupdate="RESTRICT",
                          deferrable=True, initially="DEFERRED", match="SIMPLE", source_schema="app",
                          referent_schema="other")


def foreign_key_unnamed():
    op.create_foreign_key(None, "t", "t", ["parent"], ["id"])


def unique():
    op.create_unique_constraint("uq", "t", ["a", "Big"], schema="app")
    op.create_unique_constraint(None, "t", ["a"], deferrable=True)


def check():
    op.create_check_constraint("ck", "t", "a > 0")
    op.create_check_constraint("ck", "t", sa.column("name") != "", schema="app")


def check_with_function():
    op.create_check_constraint("ck", "t", sa.func.length(sa.column("name")) > 5)


def primary_key():
    op.create_primary_key("pk", "t", ["a", "b"])
    op.create_primary_key(None, "t", ["a"], schema="app")


def postgresql_not_valid():
    op.create_foreign_key("fk", "t", "u", ["a"], ["id"], postgresql_not_valid=True)
    op.create_check_constraint("ck", "t", "a > 0", postgresql_not_valid=True)
    op.create_unique_constraint("uq", "t", ["a"], postgresql_nulls_not_distinct=True)


def postgresql_exclude():
    op.create_exclude_constraint("ex", "t", (sa.column("period"), "&&"), (sa.column("group"), "="),
                                 where=sa.text("\"group\" != 'x'"), using="gist")


def postgresql_exclude_text():
    op.create_table("t", sa.Column("name", sa.Text()),
                    postgresql.ExcludeConstraint((sa.text("lower(name)"), "="), (sa.column("name"), "&&"), using="GIST",
                                                 name="ex", deferrable=True, ops={"name": "text_ops"}))


def drop():
    op.drop_constraint("x", "t")
    op.drop_constraint("x", "Big", type_="foreignkey", schema="app")


def drop_kinds():
    for kind in ("foreignkey", "unique", "check", "primary"):
        op.drop_constraint("x", "t", type_=kind)


def postgresql_drop_if_exists():
    op.drop_constraint("x", "t", type_="unique", if_exists=True)


def drop_of_unknown_kind():
    op.drop_constraint("x", "t", type_="foreign_key")


drop_of_unknown_kind = differs("sqlite", "SQLite refuses first",
                               error="No support for ALTER of constraints in SQLite dialect. Please refer to the batch "
                                     "mode feature which allows for SQLite migrations using a copy-and-move strategy.")(
    drop_of_unknown_kind)


@naming_convention(**CONVENTION)
def convention_on_table():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("a", sa.Integer(), sa.ForeignKey("app.u.id"), unique=True),
                    sa.Column("b", sa.Integer(), index=True), sa.CheckConstraint("a > 0", name="positive"),
                    sa.UniqueConstraint("a", "b"), sa.UniqueConstraint("b", name="mine"),
                    sa.CheckConstraint("a > 1", name=op.f("as_it_is")))


@naming_convention(**CONVENTION)
def convention_check_without_name():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.CheckConstraint("a > 0"))


@naming_convention(**CONVENTION)
def convention_type_check():
    op.create_table("t", sa.Column("e", sa.Enum("a", native_enum=False, create_constraint=True, name="kind")))


@naming_convention(ck="ck_%(table_name)s_%(column_0_name)s")
def convention_type_check_unnamed():
    op.create_table("t", sa.Column("e", sa.Enum("a", native_enum=False, create_constraint=True)))


@naming_convention(**CONVENTION)
def postgresql_convention_alone():
    op.create_foreign_key(None, "t", "u", ["a"], ["id"])
    op.create_unique_constraint(None, "t", ["a", "b"])
    op.create_check_constraint("positive", "t", "a > 0")
    op.create_check_constraint(op.f("positive"), "t", "a > 0")
    op.create_primary_key(None, "t", ["a"])


@naming_convention(uq="uq_%(table_name)s_%(column_0_N_name)s", fk="fk_%(column_0N_name)s_%(referred_table_name)s",
                   ix="ix_%(column_0_N_label)s", pk="%(table_name)s_%(column_0_key)s_%(column_1_name)s_pk")
def convention_tokens():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True), sa.Column("b", sa.Integer()),
                    sa.UniqueConstraint("a", "b"), sa.ForeignKeyConstraint(["a", "b"], ["u.x", "u.y"]),
                    sa.PrimaryKeyConstraint("a", "b"), sa.Index(None, "a", "b"), schema="s")


@naming_convention(uq="uq_%(table_name)s_%(column_0_N_name)s")
def convention_too_long():
    op.create_table("a_table_with_quite_a_long_name_for_a_table",
                    sa.Column("a_column_with_a_long_name", sa.Integer()), sa.Column("another_long_column", sa.Integer()),
                    sa.UniqueConstraint("a_column_with_a_long_name", "another_long_column"))


@naming_convention(**CONVENTION)
def postgresql_convention_added_column():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("u.id"), unique=True))


@naming_convention(**CONVENTION)
def postgresql_convention_altered_enum():
    op.alter_column("t", "e", existing_type=sa.Enum("a", native_enum=False, create_constraint=True, name="kind"),
                    type_=sa.Enum("a", "b", native_enum=False, create_constraint=True, name="kind"))

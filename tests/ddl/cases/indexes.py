import sqlalchemy as sa
from alembic import op

from ddl_case import differs, naming_convention


def plain():
    op.create_index("ix", "t", ["a"])
    op.create_index("ix", "t", ["a", "Big"], unique=True, schema="app")
    op.create_index(op.f("ix_t_a"), "t", ["a"])


def if_not_exists():
    op.create_index("ix", "t", ["a"], if_not_exists=True)
    op.create_index("ix", "t", ["a"], unique=True, if_not_exists=True)


def expressions():
    op.create_index("ix", "t", [sa.text("lower(name)")])
    op.create_index("ix", "t", ["a", sa.text("b DESC")])
    op.create_index("ix", "t", [sa.func.lower(sa.column("name"))])
    op.create_index("ix", "t", [sa.column("a").desc(), sa.column("b").desc().nulls_last()])


def operators():
    op.create_index("ix", "t", [sa.column("a", sa.Integer()) + 1])
    op.create_index("ix", "t", [sa.cast(sa.column("a"), sa.Text())])
    op.create_index("ix", "t", [sa.func.coalesce(sa.column("a"), 0)])
    op.create_index("ix", "t", [sa.literal_column("a || b")])


def unnamed():
    op.create_index(None, "t", ["a"])


@naming_convention(ix="idx_%(table_name)s_%(column_0_N_name)s")
def unnamed_by_convention():
    op.create_index(None, "t", ["a", "b"])


def postgresql_concurrently():
    op.create_index("ix", "t", ["a"], postgresql_concurrently=True, if_not_exists=True)
    op.drop_index("ix", "t", postgresql_concurrently=True, if_exists=True)


def postgresql_methods():
    op.create_index("ix", "t", ["a"], postgresql_using="GIN", postgresql_ops={"a": "gin_trgm_ops"})
    op.create_index("ix", "t", ["a", sa.text("lower(b)")], postgresql_using="hash",
                    postgresql_ops={"lower(b)": "text_pattern_ops"})
    op.create_index("ix", "t", [sa.func.lower(sa.column("n")).label("l")], postgresql_ops={"l": "text_pattern_ops"})


def postgresql_where():
    op.create_index("ix", "t", ["a"], postgresql_where=sa.text("a IS NOT NULL"))
    op.create_index("ix", "t", ["a"], unique=True, postgresql_where="deleted = false")
    op.create_index("ix", "t", ["a"], postgresql_where=sa.column("status") == "it's")


def postgresql_storage():
    op.create_index("ix", "t", ["a"], postgresql_include=["b", "C"], postgresql_with={"fillfactor": 50, "fastupdate": "off"},
                    postgresql_tablespace="Fast", postgresql_nulls_not_distinct=True, unique=True,
                    postgresql_where=sa.text("a > 0"))
    op.create_index("ix", "t", ["a"], postgresql_nulls_not_distinct=False)


def sqlite_where():
    op.create_index("ix", "t", ["a"], sqlite_where=sa.text("a > 0"), unique=True)
    op.create_index("ix", "t", ["a"], sqlite_where=sa.column("a") > 5, schema="app")


def other_databases_options():
    op.create_index("ix", "t", ["a"], postgresql_using="gin", mysql_length=10, sqlite_where=sa.text("a > 0"))


@differs("mysql mariadb", "Alembic writes `ON no_table`", error="DROP INDEX requires the name of the table of index 'ix'")
def drop():
    op.drop_index("ix")
    op.drop_index("Ix", table_name="t", schema="app")
    op.drop_index(op.f("ix"), "t", if_exists=True)


def long_final_name():
    op.create_index(op.f("ix_" + "y" * 80), "t", ["a"])
    op.drop_index(op.f("ix_" + "y" * 80), "t")

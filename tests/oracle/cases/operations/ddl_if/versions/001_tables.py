"""tables"""
import sqlalchemy as sa
from alembic import context, op

revision = "aaa111"
down_revision = None

metadata = sa.MetaData()
things = sa.Table(
    "things", metadata,
    sa.Column("a", sa.Integer),
    sa.UniqueConstraint("a", name="uq").ddl_if(callable_=lambda ddl, target, bind, **kw: False),
    sa.UniqueConstraint("a", name="uq_said").ddl_if(
        callable_=lambda ddl, target, bind, state, dialect, **kw: state == dialect.name, state="postgresql"),
)
sa.Index("ix_mysql", things.c.a).ddl_if(dialect="mysql")
sa.Index("ix_both", things.c.a).ddl_if(dialect=("postgresql", "sqlite"))


def upgrade():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer),
        sa.CheckConstraint("a > 1", name="ck_mysql").ddl_if(dialect="mysql"),
        sa.CheckConstraint("a > 2", name="ck_postgresql").ddl_if(dialect="postgresql"),
        sa.CheckConstraint("a > 3", name="ck_both").ddl_if(dialect=("postgresql", "sqlite")),
    )
    if context.is_offline_mode():
        op.execute(sa.schema.CreateTable(things))
    else:
        metadata.create_all(op.get_bind())


def downgrade():
    op.drop_table("things")
    op.drop_table("t")

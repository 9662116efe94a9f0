"""tables

Revision ID: 4c6c9c2b1f01
Revises:
Create Date: 2024-03-04 10:00:00.000000

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateColumn

revision = "4c6c9c2b1f01"
down_revision = None
branch_labels = None
depends_on = None


class Keyed(sa.UniqueConstraint):
    pass


@compiles(sa.ForeignKeyConstraint, "postgresql", "sqlite")
def without_name(element, compiler, **kw):
    element.name = None
    return compiler.visit_foreign_key_constraint(element, **kw)


@compiles(Keyed)
def with_words(element, compiler, **kw):
    return "CONSTRAINT keyed UNIQUE (number)"


@compiles(CreateColumn)
def longer(element, compiler, **kw):
    return compiler.visit_create_column(element, **kw).replace("VARCHAR(4)", "VARCHAR(40)")


def upgrade():
    op.create_table(
        "author",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(4)),
        sa.Column("number", sa.Integer()),
        sa.Column("other", sa.Integer(), sa.ForeignKey("author.id", name="fk_other")),
        Keyed("number", name="uq_number"),
    )


def downgrade():
    op.drop_table("author")

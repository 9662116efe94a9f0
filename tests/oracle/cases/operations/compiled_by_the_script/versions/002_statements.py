"""statements

Revision ID: 4c6c9c2b1f02
Revises: 4c6c9c2b1f01
Create Date: 2024-03-05 10:00:00.000000

"""
import sqlalchemy as sa
from alembic import op
from alembic.ddl import base
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import Insert

revision = "4c6c9c2b1f02"
down_revision = "4c6c9c2b1f01"
branch_labels = None
depends_on = None


@compiles(base.AddColumn, "postgresql", "sqlite")
def add_column(element, compiler, **kw):
    return "ALTER TABLE author ADD COLUMN added INTEGER DEFAULT 4"


@compiles(sa.Index, "oracle")
def never(element, compiler, **kw):
    raise AssertionError


@compiles(Insert)
def insert(insert, compiler, **kw):
    # Not for the version table, whose rows are limbeck's own affair.
    return compiler.visit_insert(insert, **kw).replace("INSERT INTO author", "INSERT /* ours */ INTO author")


def upgrade():
    op.add_column("author", sa.Column("something", sa.Text()))
    op.create_index("ix_author_added", "author", ["added"])
    op.bulk_insert(sa.table("author", sa.column("id", sa.Integer), sa.column("name", sa.String)), [{"id": 1, "name": "Ada"}])


def downgrade():
    op.drop_index("ix_author_added", "author")

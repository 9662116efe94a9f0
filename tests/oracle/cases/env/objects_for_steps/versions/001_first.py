"""first

Revision ID: aaa111
Revises:

"""
import sqlalchemy as sa

revision = "aaa111"
down_revision = None
branch_labels = None
depends_on = None


def upgrade(op, tables, filler):
    op.create_table("kinds", *[sa.Column(c.name, c.type, primary_key=c.primary_key) for c in tables["kinds"].columns])
    filler.fill(op, tables["kinds"], "red")


def downgrade(op, tables, filler):
    op.drop_table("kinds")

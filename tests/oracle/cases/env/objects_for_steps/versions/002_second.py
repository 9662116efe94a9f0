"""second

Revision ID: bbb222
Revises: aaa111

"""
revision = "bbb222"
down_revision = "aaa111"
branch_labels = None
depends_on = None


def upgrade(op, filler, **others):
    filler.fill(op, others["tables"]["kinds"], "blue")


def downgrade(op, tables, **others):
    op.execute(tables["kinds"].delete().where(tables["kinds"].c.name == "blue"))

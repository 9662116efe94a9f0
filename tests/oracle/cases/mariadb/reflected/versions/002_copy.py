"""copy

Revision ID: ad6b37077956
Revises: 88d043df2c1b
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ad6b37077956"
down_revision = "88d043df2c1b"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    t = sa.Table("t", sa.MetaData(), autoload_with=bind)
    op.create_table("copy", *[sa.Column(column.name, column.type, primary_key=column.primary_key) for column in t.columns])
    copy = sa.Table("copy", sa.MetaData(), autoload_with=bind)
    bind.execute(copy.insert().from_select(["id", "a", "b"], sa.select(t.c.id, t.c.a, t.c.b)))


def downgrade():
    op.drop_table("copy")

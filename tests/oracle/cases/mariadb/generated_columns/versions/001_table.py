"""table

Revision ID: d2f0dbb20d3f
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "d2f0dbb20d3f"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("v", sa.Integer, sa.Computed("a * 2")), sa.Column("s", sa.Integer, sa.Computed("a + 1", persisted=True)))
    op.execute("INSERT INTO t (id, a) VALUES (1, 21)")


def downgrade():
    op.drop_table("t")

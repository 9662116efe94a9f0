"""added

Revision ID: f44d461e8700
Revises: d2f0dbb20d3f
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "f44d461e8700"
down_revision = "d2f0dbb20d3f"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("t", sa.Column("w", sa.String(20), sa.Computed("concat('n', a)", persisted=True)))
    op.create_index("ix_v", "t", ["v"])


def downgrade():
    op.drop_index("ix_v", "t")
    op.drop_column("t", "w")

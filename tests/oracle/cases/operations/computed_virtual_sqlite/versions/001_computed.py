"""computed

Revision ID: 29d734109238
Revises:
Create Date: 2024-03-05 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "29d734109238"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("box", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("w", sa.Integer()),
                    sa.Column("twice", sa.Integer(), sa.Computed("w * 2")))
    op.add_column("box", sa.Column("thrice", sa.Integer(), sa.Computed("w * 3", persisted=False)))


def downgrade():
    op.drop_table("box")

"""computed

Revision ID: fbdb8d197091
Revises:
Create Date: 2024-03-05 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "fbdb8d197091"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "box",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("w", sa.Integer()),
        sa.Column("h", sa.Integer()),
        sa.Column("area", sa.Integer(), sa.Computed("w * h", persisted=True)),
    )
    op.execute("INSERT INTO box (id, w, h) VALUES (1, 3, 4)")


def downgrade():
    op.drop_table("box")

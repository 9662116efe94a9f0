"""index

Revision ID: 2a6abaf8566f
Revises: 17c594e93ab4
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "2a6abaf8566f"
down_revision = "17c594e93ab4"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_ab", "t", [sa.desc("a"), "b"])
    op.create_index("ix_text", "t", [sa.text("b ASC"), sa.text("a DESC")])


def downgrade():
    op.drop_index("ix_text", "t")
    op.drop_index("ix_ab", "t")

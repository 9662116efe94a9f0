"""comment

Revision ID: 5f2be1c09a77
Revises:
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5f2be1c09a77"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table_comment("t", "it's words")


def downgrade():
    op.drop_table_comment("t", existing_comment="it's words")
    op.drop_table("t")

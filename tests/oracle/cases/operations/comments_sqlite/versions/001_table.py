"""table

Revision ID: 9f8267f2ac53
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "9f8267f2ac53"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("noted", sa.Column("id", sa.Integer(), primary_key=True, comment="the key"), comment="words")
    op.add_column("noted", sa.Column("more", sa.Text(), comment="added later"))


def downgrade():
    op.drop_table("noted")

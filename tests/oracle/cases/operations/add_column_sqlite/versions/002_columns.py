"""columns

Revision ID: 798d6ff1a834
Revises: 0b8bad6402ef
Create Date: 2024-03-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "798d6ff1a834"
down_revision = "0b8bad6402ef"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("item", sa.Column("name", sa.String(30), index=True))
    op.add_column("item", sa.Column("weight", sa.Float(), nullable=False, server_default=sa.text("1.5")))
    op.add_column("item", sa.Column("colour", sa.String(), server_default="red"))


def downgrade():
    op.drop_column("item", "colour")
    op.drop_column("item", "weight")
    op.drop_index(op.f("ix_item_name"), table_name="item")
    op.drop_column("item", "name")

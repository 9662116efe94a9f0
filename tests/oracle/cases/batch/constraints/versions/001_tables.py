"""tables

Revision ID: 7c939c6c25fb
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "7c939c6c25fb"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("room", sa.Integer()))
    op.create_table("item", sa.Column("id", sa.Integer(), nullable=False), sa.Column("shelf_id", sa.Integer()),
                    sa.Column("code", sa.String(5)), sa.Column("n", sa.Integer()))
    op.execute("INSERT INTO shelf (id) VALUES (1)")
    op.execute("INSERT INTO item (id, shelf_id, code, n) VALUES (1, 1, 'a', 1), (2, NULL, 'b', 2)")


def downgrade():
    op.drop_table("item")
    op.drop_table("shelf")

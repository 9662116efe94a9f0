"""in print, and quantity

Revision ID: c95d1f604be2
Revises: b0e2597c1d38
Create Date: 2024-04-15 14:21:59.347712

"""
import sqlalchemy as sa
from alembic import op

revision = "c95d1f604be2"
down_revision = "b0e2597c1d38"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("book", sa.Column("in_print", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("book", sa.Column("blurb", sa.Text(), nullable=True))
    op.add_column("sale", sa.Column("quantity", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.execute("UPDATE book SET blurb = 'A matchmaker''s 100% honest mistakes' WHERE title = 'Emma'")


def downgrade():
    with op.batch_alter_table("sale") as batch_op:
        batch_op.drop_column("quantity")
    with op.batch_alter_table("book") as batch_op:
        batch_op.drop_column("blurb")
        batch_op.drop_column("in_print")

"""tables

Revision ID: 824fe2622001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "824fe2622001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("up", sa.Integer()),
                    sa.Column("a", sa.String(9)),
                    sa.ForeignKeyConstraint(["up"], ["t.id"], name="fk_self", ondelete="SET NULL"))
    op.execute("INSERT INTO t (id, up, a) VALUES (1, NULL, 'a'), (2, 1, 'b')")


def downgrade():
    op.drop_table("t")

"""tables

Revision ID: 1e7116b6c001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1e7116b6c001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.String(9)),
                    sqlite_autoincrement=True)
    op.execute("INSERT INTO t (id, a) VALUES (1, 'a'), (8, 'b')")
    op.execute("DELETE FROM t WHERE id = 8")


def downgrade():
    op.drop_table("t")

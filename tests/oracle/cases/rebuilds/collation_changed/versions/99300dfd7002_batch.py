"""batch

Revision ID: 99300dfd7002
Revises: 99300dfd7001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "99300dfd7002"
down_revision = "99300dfd7001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), type_=sa.String(9, collation="RTRIM"))


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), type_=sa.String(9, collation="NOCASE"))

"""index

Revision ID: e1587a6a80b6
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e1587a6a80b6"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("task", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("state", sa.String(30)))
    op.create_index("ix_open", "task", ["state"], unique=True, sqlite_where=sa.text("state = 'open'"),
                    postgresql_where=sa.text("never"))


def downgrade():
    op.drop_index("ix_open", table_name="task")
    op.drop_table("task")

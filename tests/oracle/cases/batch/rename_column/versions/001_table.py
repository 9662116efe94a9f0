"""table

Revision ID: 5805cad3918c
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5805cad3918c"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("old", sa.String(9), nullable=False),
                    sa.Column("other", sa.Integer(), server_default=sa.text("3")))
    op.execute("INSERT INTO t (id, old) VALUES (1, 'one'), (2, 'two')")


def downgrade():
    op.drop_table("t")

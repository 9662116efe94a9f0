"""types

Revision ID: db6043e5af30
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "db6043e5af30"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "upper",
        sa.Column("id", sa.INTEGER(), nullable=False),
        sa.Column("a", sa.BIGINT()),
        sa.Column("b", sa.SMALLINT()),
        sa.Column("c", sa.CHAR(length=3)),
        sa.Column("d", sa.TEXT()),
        sa.Column("e", sa.BOOLEAN()),
        sa.Column("f", sa.DATE()),
        sa.Column("g", sa.TIMESTAMP()),
        sa.Column("h", sa.TIME()),
        sa.Column("i", sa.NUMERIC(12, 4)),
        sa.Column("j", sa.DECIMAL(8, 3)),
        sa.Column("k", sa.FLOAT()),
        sa.Column("l", sa.REAL()),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("upper")

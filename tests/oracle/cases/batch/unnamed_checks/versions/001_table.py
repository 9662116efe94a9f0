"""table

Revision ID: 1f0c5a2d7b91
Revises: 
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1f0c5a2d7b91"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("ready", sa.Boolean(create_constraint=True)),
        sa.Column("grade", sa.Enum("low", "high", create_constraint=True)),
        sa.Column("weight", sa.Integer(), sa.CheckConstraint("weight > 0")),
        sa.Column("size", sa.Integer()),
        sa.CheckConstraint("size < 100"),
        sa.CheckConstraint("size > 1", name="ck_size"),
    )
    op.execute("INSERT INTO part (id, ready, grade, weight, size) VALUES (1, 1, 'low', 3, 5)")


def downgrade():
    op.drop_table("part")

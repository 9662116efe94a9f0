"""defaults

Revision ID: ebf72375a547
Revises:
Create Date: 2024-03-05 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ebf72375a547"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "defaults",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("a", sa.String(30), server_default="plain"),
        sa.Column("b", sa.String(30), server_default="it's quoted"),
        sa.Column("c", sa.Integer(), server_default=sa.text("42")),
        sa.Column("d", sa.Integer(), server_default="7"),
        sa.Column("e", sa.Boolean(), server_default=sa.true()),
        sa.Column("f", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("g", sa.DateTime(), server_default=sa.func.now()),
        sa.Column("h", sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP")),
        sa.Column("i", sa.String(30), server_default=sa.text("'x:y'")),
        sa.Column("j", sa.String(30), server_default=""),
        sa.Column("k", sa.String(30), server_default="100%"),
        sa.Column("l", sa.JSON(), server_default="{}"),
        sa.Column("m", sa.DateTime(), server_default=sa.func.current_timestamp()),
        sa.Column("n", sa.Integer(), server_default=sa.literal(5)),
    )
    op.add_column("defaults", sa.Column("z", sa.Integer(), nullable=False, server_default="0"))


def downgrade():
    op.drop_table("defaults")

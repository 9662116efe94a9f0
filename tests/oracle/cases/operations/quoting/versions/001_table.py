"""table

Revision ID: 94a92c52b64c
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "94a92c52b64c"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "Order",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("select", sa.String(5)),
        sa.Column("user", sa.Integer()),
        sa.Column("Mixed Case", sa.Integer()),
        sa.Column("with-dash", sa.Integer()),
        sa.Column('quo"te', sa.Integer()),
        sa.UniqueConstraint("select", "user", name="Unique Thing"),
    )
    op.create_index("ix_Mixed", "Order", ["Mixed Case"])
    op.add_column("Order", sa.Column("table", sa.String(3), server_default="50%"))
    op.execute("INSERT INTO \"Order\" (id, \"select\") VALUES (1, 'a%b')")


def downgrade():
    op.drop_index("ix_Mixed", table_name="Order")
    op.drop_table("Order")

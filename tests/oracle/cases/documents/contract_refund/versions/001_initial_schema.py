"""Initial schema"""
from alembic import op
import sqlalchemy as sa

revision = "abc123"
down_revision = None


def upgrade():
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("amount", sa.Numeric(10, 2), nullable=False),
    )
    op.create_table(
        "extractions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("contract_id", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20)),
    )


def downgrade():
    op.drop_table("extractions")
    op.drop_table("contracts")

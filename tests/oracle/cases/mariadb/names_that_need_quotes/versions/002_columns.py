"""columns

Revision ID: 4f3a1a5e8af4
Revises: 45b09cc8cac9
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "4f3a1a5e8af4"
down_revision = "45b09cc8cac9"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("Select", sa.Column("group", sa.Integer, server_default="1"))
    op.alter_column("Select", "a b", new_column_name="from", existing_type=sa.String(5))


def downgrade():
    op.alter_column("Select", "from", new_column_name="a b", existing_type=sa.String(5), existing_nullable=True)
    op.drop_column("Select", "group")

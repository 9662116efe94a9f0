"""rename

Revision ID: 1c9b92c7fed9
Revises: 5805cad3918c
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1c9b92c7fed9"
down_revision = "5805cad3918c"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("old", new_column_name="new", existing_type=sa.String(9), existing_nullable=False)


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("new", new_column_name="old")

"""batch

Revision ID: a2485fe11002
Revises: a2485fe11001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "a2485fe11002"
down_revision = "a2485fe11001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), type_=sa.Text())


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", existing_type=sa.Text(), type_=sa.String(9))

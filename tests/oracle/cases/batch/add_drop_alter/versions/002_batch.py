"""batch

Revision ID: 949a9169f57e
Revises: 64dbca30bbf3
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "949a9169f57e"
down_revision = "64dbca30bbf3"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(50), nullable=True))
        batch_op.drop_column("gone")
        batch_op.alter_column("age", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("name", type_=sa.String(80), existing_type=sa.String(20))
        batch_op.alter_column("code", server_default="y", existing_type=sa.String(5))


def downgrade():
    with op.batch_alter_table("person") as batch_op:
        batch_op.alter_column("code", server_default=None)
        batch_op.alter_column("name", type_=sa.String(20))
        batch_op.alter_column("age", nullable=True)
        batch_op.add_column(sa.Column("gone", sa.Text()))
        batch_op.drop_column("email")

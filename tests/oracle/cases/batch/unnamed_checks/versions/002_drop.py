"""drop

Revision ID: 2a9be4470c13
Revises: 1f0c5a2d7b91
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "2a9be4470c13"
down_revision = "1f0c5a2d7b91"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("part") as batch_op:
        batch_op.drop_column("ready")
        batch_op.alter_column("grade", type_=sa.String(10), existing_type=sa.Enum("low", "high", create_constraint=True))


def downgrade():
    with op.batch_alter_table("part") as batch_op:
        batch_op.add_column(sa.Column("ready", sa.Boolean(create_constraint=True, name="ck_ready")))
        batch_op.alter_column("grade", type_=sa.Enum("low", "high", name="ck_grade", create_constraint=True))

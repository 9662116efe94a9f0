"""copy

Revision ID: b1b27f1ffa4b
Revises: 977c387b887d
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "b1b27f1ffa4b"
down_revision = "977c387b887d"
branch_labels = None
depends_on = None


meta = sa.MetaData()
before = sa.Table("t", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("flag", sa.Boolean()),
                  sa.Column("s", sa.String(7)))
after = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True),
                 sa.Column("flag", sa.Boolean(), nullable=False), sa.Column("s", sa.String(7)))


def upgrade():
    with op.batch_alter_table("t", copy_from=before) as batch_op:
        batch_op.alter_column("flag", nullable=False, existing_type=sa.Boolean())
        batch_op.create_check_constraint("ck_s", "length(s) < 7")


def downgrade():
    with op.batch_alter_table("t", copy_from=after) as batch_op:
        batch_op.alter_column("flag", nullable=True)

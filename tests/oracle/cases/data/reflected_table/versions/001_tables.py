"""tables

Revision ID: 1a27e4a9b306
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1a27e4a9b306"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.String(10), index=True))
    op.create_table("child", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("parent_id", sa.Integer(), sa.ForeignKey("parent.id", name="fk_p")),
                    sa.Column("code", sa.String(5), nullable=False), sa.UniqueConstraint("code", name="uq_code"))


def downgrade():
    op.drop_table("child")
    op.drop_table("parent")

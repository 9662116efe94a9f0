"""columns

Revision ID: c73e300dfcab
Revises: b9672b19bc27
Create Date: 2024-03-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c73e300dfcab"
down_revision = "b9672b19bc27"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("item", sa.Column("name", sa.String(30), index=True))
    op.add_column("item", sa.Column("code", sa.String(30), unique=True))
    op.add_column("item", sa.Column("shelf_id", sa.Integer(), sa.ForeignKey("shelf.id", ondelete="CASCADE")))
    op.add_column("item", sa.Column("other_id", sa.Integer(), sa.ForeignKey("shelf.id", name="fk_other")))
    op.add_column("item", sa.Column("weight", sa.Float(), nullable=False, server_default=sa.text("1.5")))
    op.add_column("item", sa.Column("maybe", sa.Float()), if_not_exists=True)


def downgrade():
    op.drop_column("item", "maybe", if_exists=True)
    op.drop_column("item", "weight")
    op.drop_column("item", "other_id")
    op.drop_column("item", "shelf_id")
    op.drop_column("item", "code")
    op.drop_index("ix_item_name", table_name="item")
    op.drop_column("item", "name")

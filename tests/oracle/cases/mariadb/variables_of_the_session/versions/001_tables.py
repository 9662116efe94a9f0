"""tables

Revision ID: 6bc75dc2b518
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "6bc75dc2b518"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("p", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("p_id", sa.Integer, sa.ForeignKey("p.id", name="fk_p")))


def downgrade():
    op.drop_table("t")
    op.drop_table("p")

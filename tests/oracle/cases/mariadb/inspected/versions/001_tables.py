"""tables

Revision ID: 1cc31c9d4c04
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1cc31c9d4c04"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("p", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(20), nullable=False, server_default="x"), sa.Column("p_id", sa.Integer, sa.ForeignKey("p.id", name="fk_p")), sa.CheckConstraint("length(a) > 0", name="ck_a"), sa.UniqueConstraint("a", name="uq_a"), comment="things")
    op.create_table("seen", sa.Column("n", sa.Integer, primary_key=True, autoincrement=False), sa.Column("what", sa.String(200)))


def downgrade():
    op.drop_table("seen")
    op.drop_table("t")
    op.drop_table("p")

"""tables

Revision ID: e76779298c94
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e76779298c94"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("node", sa.Column("id", sa.Integer, primary_key=True), sa.Column("up", sa.Integer, sa.ForeignKey("node.id", name="fk_up")))
    op.create_table("pair", sa.Column("a", sa.Integer, primary_key=True, autoincrement=False), sa.Column("b", sa.Integer, primary_key=True), sa.Column("of", sa.Integer))
    op.create_table("uses", sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.Integer), sa.Column("y", sa.Integer), sa.ForeignKeyConstraint(["x", "y"], ["pair.a", "pair.b"], name="fk_pair", ondelete="CASCADE"))


def downgrade():
    op.drop_table("uses")
    op.drop_table("pair")
    op.drop_table("node")

"""tables

Revision ID: 5df29f1c2be2
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5df29f1c2be2"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("p", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("c", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("p_id", sa.Integer()),
                    sa.Column("u", sa.Integer()), sa.ForeignKeyConstraint(["p_id"], ["p.id"]), sa.UniqueConstraint("u"))
    op.execute("INSERT INTO p (id) VALUES (5)")
    op.execute("INSERT INTO c (id, p_id, u) VALUES (1, 5, 1)")


def downgrade():
    op.drop_table("c")
    op.drop_table("p")

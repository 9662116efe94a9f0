"""table

Revision ID: cbc29730f294
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "cbc29730f294"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("p", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("full", sa.String(40)),
                    sa.Column("n", sa.Integer()))
    op.execute("INSERT INTO p (id, \"full\", n) VALUES (1, 'Ada Lovelace', 3), (2, 'Alan Turing', 4), (3, 'Plato', NULL)")


def downgrade():
    op.drop_table("p")

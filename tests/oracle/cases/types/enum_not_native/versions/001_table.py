"""table

Revision ID: 763774791a9d
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "763774791a9d"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("job", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("a", sa.Enum("new", "finished", name="plain", native_enum=False)),
                    sa.Column("b", sa.Enum("x", "y", name="checked", native_enum=False, create_constraint=True)))


def downgrade():
    op.drop_table("job")

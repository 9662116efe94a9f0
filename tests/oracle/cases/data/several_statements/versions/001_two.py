"""two

Revision ID: 78b333303c12
Revises:
Create Date: 2024-03-08 10:00:00.000000

"""
from alembic import op

revision = "78b333303c12"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE a (id integer); CREATE TABLE b (id integer); INSERT INTO a VALUES (1), (2);")


def downgrade():
    op.execute("DROP TABLE a; DROP TABLE b")

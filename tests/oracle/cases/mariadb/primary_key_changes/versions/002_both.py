"""both

Revision ID: a1fecf0e1c34
Revises: ec028afac11d
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "a1fecf0e1c34"
down_revision = "ec028afac11d"
branch_labels = None
depends_on = None


def upgrade():
    op.create_primary_key("pk_t", "t", ["a", "b"])


def downgrade():
    op.drop_constraint("pk_t", "t", type_="primary")

"""twice

Revision ID: d2a96cd87024
Revises: 14edb8946062
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "d2a96cd87024"
down_revision = "14edb8946062"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("t", sa.Column("c", sa.Integer), if_not_exists=True)
    op.add_column("t", sa.Column("c", sa.Integer), if_not_exists=True)


def downgrade():
    op.drop_column("t", "c", if_exists=True)
    op.drop_column("t", "c", if_exists=True)

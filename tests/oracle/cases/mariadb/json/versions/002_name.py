"""name

Revision ID: ae41baec0911
Revises: 603f502473dc
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ae41baec0911"
down_revision = "603f502473dc"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("t", sa.Column("name", sa.String(30), sa.Computed("json_value(doc, '$.name')", persisted=False)))


def downgrade():
    op.drop_column("t", "name")

"""set

Revision ID: 882f9a9d8dc0
Revises: ae41baec0911
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "882f9a9d8dc0"
down_revision = "ae41baec0911"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE t SET doc = JSON_SET(doc, '$.name', 'new') WHERE id = 1")


def downgrade():
    op.execute("UPDATE t SET doc = JSON_SET(doc, '$.name', 'O''Neil') WHERE id = 1")

"""move

Revision ID: 6c30d869af07
Revises: 5f7c5c48d428
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "6c30d869af07"
down_revision = "5f7c5c48d428"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TEMPORARY TABLE helper AS SELECT id, CONCAT(b, '-moved') AS w FROM t")
    op.execute("UPDATE t JOIN helper ON helper.id = t.id SET t.b = helper.w")
    op.execute("DROP TEMPORARY TABLE helper")


def downgrade():
    op.execute("UPDATE t SET b = REPLACE(b, '-moved', '')")

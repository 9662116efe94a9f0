"""data

Revision ID: ccc333
Revises: bbb222
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ccc333"
down_revision = "bbb222"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    if bind is not None and not op.get_context().as_sql:
        bind.execute(sa.text("INSERT INTO two (id) VALUES (:a)"), {"a": 1})
        assert bind.execute(sa.text("SELECT count(*) FROM two")).scalar() == 1


def downgrade():
    op.execute("DELETE FROM two")

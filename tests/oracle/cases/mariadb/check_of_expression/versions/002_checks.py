"""checks

Revision ID: 6d618161158c
Revises: 1a5789259799
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "6d618161158c"
down_revision = "1a5789259799"
branch_labels = None
depends_on = None


def upgrade():
    op.create_check_constraint("ck_in", "t", sa.column("b").in_(["one", "zwei", "it's"]))
    op.create_check_constraint("ck_and", "t", sa.and_(sa.column("a") > 1, sa.or_(sa.column("b") != "x", sa.column("a").is_(None))))


def downgrade():
    op.drop_constraint("ck_and", "t", type_="check")
    op.drop_constraint("ck_in", "t", type_="check")

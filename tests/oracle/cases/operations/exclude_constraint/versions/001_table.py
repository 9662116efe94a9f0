"""table

Revision ID: abf0acf72987
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "abf0acf72987"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("during", postgresql.TSRANGE()),
        postgresql.ExcludeConstraint(("during", "&&"), name="no_overlap", using="gist"),
    )
    op.create_table("other", sa.Column("span", postgresql.INT4RANGE()))
    op.create_exclude_constraint("ex_span", "other", (sa.column("span"), "&&"), using="gist")


def downgrade():
    op.drop_constraint("ex_span", "other")
    op.drop_table("other")
    op.drop_table("booking")

"""by hand

Revision ID: 23fe8c0eb29d
Revises: da5751732aed
Create Date: 2024-03-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "23fe8c0eb29d"
down_revision = "da5751732aed"
branch_labels = None
depends_on = None


def upgrade():
    colour = postgresql.ENUM("red", "green", name="colour", create_type=False)
    colour.create(op.get_bind(), checkfirst=False)
    op.add_column("job", sa.Column("colour", colour, nullable=True))
    op.create_table("paint", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("c", colour))


def downgrade():
    op.drop_table("paint")
    op.drop_column("job", "colour")
    op.execute("DROP TYPE colour")

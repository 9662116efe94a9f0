import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("day", postgresql.DOMAIN("date", sa.Integer, create_type=False)))


def downgrade():
    op.drop_table("t")

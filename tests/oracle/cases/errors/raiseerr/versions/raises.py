"""raises"""
from alembic import op
import sqlalchemy as sa

revision = "aaa111"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("one", sa.Column("id", sa.Integer(), primary_key=True))
    raise ValueError("the moon is wrong")


def downgrade():
    pass

import sqlalchemy as sa
from alembic import op

revision = "two"
down_revision = None


def upgrade():
    op.create_table("of_two", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("of_two")

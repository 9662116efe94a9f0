import sqlalchemy as sa
from alembic import op

revision = "one"
down_revision = None


def upgrade():
    op.create_table("of_one", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("of_one")

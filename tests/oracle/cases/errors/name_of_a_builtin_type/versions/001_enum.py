import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("kind", sa.Enum("a", "b", name="text")))


def downgrade():
    op.drop_table("t")

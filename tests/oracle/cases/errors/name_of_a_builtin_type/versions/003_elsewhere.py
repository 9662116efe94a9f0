import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("kind", sa.Enum("a", "b", name="text", schema="public")))


def downgrade():
    op.drop_table("t")

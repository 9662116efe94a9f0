"""a rename, and a rebuild of the renamed table"""
import sqlalchemy as sa
from alembic import op

revision = "ba7c03"
down_revision = "ba7c02"


def upgrade():
    op.rename_table("node", "knot")
    with op.batch_alter_table("knot", recreate="always") as batch:
        batch.add_column(sa.Column("more", sa.Text))


def downgrade():
    with op.batch_alter_table("knot", recreate="always") as batch:
        batch.drop_column("more")
    op.rename_table("knot", "node")

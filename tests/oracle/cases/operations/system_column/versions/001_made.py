"""made"""
import sqlalchemy as sa
from alembic import op

revision = "made"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, server_default=sa.FetchedValue()),
                    sa.Column("a", sa.Integer, sa.FetchedValue(), nullable=False), sa.Column("xmin", sa.Integer, system=True))
    op.add_column("t", sa.Column("b", sa.Integer, server_default=sa.FetchedValue()))
    op.add_column("t", sa.Column("c", sa.Integer, system=True))
    with op.batch_alter_table("t") as batch:
        batch.alter_column("b", nullable=False, existing_type=sa.Integer, existing_server_default=sa.FetchedValue())


def downgrade():
    op.drop_table("t")

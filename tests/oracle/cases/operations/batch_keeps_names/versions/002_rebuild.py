"""a rebuild"""
import sqlalchemy as sa
from alembic import op

revision = "ba7c02"
down_revision = "ba7c01"


def upgrade():
    with op.batch_alter_table("node", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("amount", new_column_name="sum", existing_type=sa.Integer())
    op.execute("INSERT INTO node (word) VALUES ('next')")


def downgrade():
    with op.batch_alter_table("node", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("sum", new_column_name="amount", existing_type=sa.Integer())

"""longer names, and when authors were born

Revision ID: d7a83b20e5c9
Revises: c95d1f604be2
Create Date: 2024-06-02 10:37:18.290866

"""
import sqlalchemy as sa
from alembic import op

revision = "d7a83b20e5c9"
down_revision = "c95d1f604be2"
branch_labels = None
depends_on = None


def upgrade():
    # SQLite cannot change a column's type in place: the batch rebuilds the table and keeps its rows, indexes and
    # the books that point to it with ON DELETE CASCADE.
    with op.batch_alter_table("author") as batch_op:
        batch_op.alter_column(
            "name", existing_type=sa.String(length=80), type_=sa.String(length=120), existing_nullable=False
        )
        batch_op.add_column(sa.Column("born", sa.Integer(), nullable=True))
    op.execute("UPDATE author SET born = 1797 WHERE name = 'Mary Shelley'")


def downgrade():
    with op.batch_alter_table("author") as batch_op:
        batch_op.drop_column("born")
        batch_op.alter_column(
            "name", existing_type=sa.String(length=120), type_=sa.String(length=80), existing_nullable=False
        )

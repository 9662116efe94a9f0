"""change

Revision ID: 546895148ed8
Revises: db0b44d1657e
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "546895148ed8"
down_revision = "db0b44d1657e"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("created", sa.DateTime(), nullable=True))
        batch_op.alter_column("admin", existing_type=sa.BOOLEAN(), nullable=False)
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.VARCHAR(length=5), type_=sa.Enum("short", "long", "eternal", name="tokenkind"),
                              existing_nullable=False)


def downgrade():
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.alter_column("kind", type_=sa.VARCHAR(length=5), existing_nullable=False)
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.alter_column("admin", existing_type=sa.BOOLEAN(), nullable=True)
        batch_op.drop_column("created")

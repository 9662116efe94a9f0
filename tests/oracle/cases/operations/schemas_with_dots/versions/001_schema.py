"""schema

Revision ID: 8d1f0a63b2c4
Revises:
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.sql.elements import quoted_name

revision = "8d1f0a63b2c4"
down_revision = None
branch_labels = None
depends_on = None

DOTTED = quoted_name("some.schema", quote=True)


def upgrade():
    op.execute('CREATE SCHEMA "some.schema"')
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), schema=DOTTED)
    op.add_column("t", sa.Column("a", sa.String(9), server_default="x"), schema=DOTTED)
    op.rename_table("t", "u", schema=DOTTED)


def downgrade():
    op.drop_table("u", schema=DOTTED)
    op.execute('DROP SCHEMA "some.schema"')

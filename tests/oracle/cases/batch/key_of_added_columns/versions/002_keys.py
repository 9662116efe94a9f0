"""keys

Revision ID: bbb222
Revises: aaa111
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "bbb222"
down_revision = 'aaa111'


def upgrade():
    with op.batch_alter_table("plain", recreate="always") as batch:
        batch.add_column(sa.Column("b", sa.String(5), primary_key=True))
        batch.add_column(sa.Column("c", sa.Integer(), primary_key=True))
    with op.batch_alter_table("replaced", recreate="always") as batch:
        batch.drop_column("a")
        batch.add_column(sa.Column("b", sa.String(36), primary_key=True))
    with op.batch_alter_table("kept", recreate="always") as batch:
        batch.add_column(sa.Column("b", sa.String(5), primary_key=True))


def downgrade():
    with op.batch_alter_table("kept", recreate="always") as batch:
        batch.drop_column("b")

"""keys

Revision ID: bbb222
Revises: aaa111
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "bbb222"
down_revision = "aaa111"


def upgrade():
    with op.batch_alter_table("number", recreate="always") as batch:
        batch.create_primary_key("pk_number", ["id"])
    with op.batch_alter_table("pair", recreate="always") as batch:
        batch.create_primary_key("pk_pair", ["a", "b"])


def downgrade():
    with op.batch_alter_table("pair", recreate="always") as batch:
        batch.drop_constraint("pk_pair", type_="primary")
    with op.batch_alter_table("number", recreate="always") as batch:
        batch.drop_constraint("pk_number", type_="primary")

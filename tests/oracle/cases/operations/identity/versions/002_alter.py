"""alter

Revision ID: d9121965d017
Revises: 78cf8fc4c9d5
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "d9121965d017"
down_revision = "78cf8fc4c9d5"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("two", "id", server_default=sa.Identity(always=False, start=7),
                    existing_server_default=sa.Identity(always=True, start=100))
    op.alter_column("one", "id", server_default=None, existing_server_default=sa.Identity())


def downgrade():
    op.alter_column("one", "id", server_default=sa.Identity(), existing_server_default=None)
    op.alter_column("two", "id", server_default=sa.Identity(always=True, start=9),
                    existing_server_default=sa.Identity(always=False, start=7))

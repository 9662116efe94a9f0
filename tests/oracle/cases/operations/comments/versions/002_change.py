"""change

Revision ID: af66fe746a14
Revises: b62d542df24e
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op

revision = "af66fe746a14"
down_revision = "b62d542df24e"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table_comment("noted", "other words", existing_comment="a table with words")
    op.alter_column("noted", "name", comment="new words", existing_comment="it's quoted")
    op.alter_column("noted", "more", comment=None, existing_comment="added later")


def downgrade():
    op.alter_column("noted", "more", comment="added later")
    op.alter_column("noted", "name", comment="it's quoted")
    op.drop_table_comment("noted", existing_comment="other words")

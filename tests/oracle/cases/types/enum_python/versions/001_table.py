"""table

Revision ID: b4d3440caf23
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
import enum

from alembic import op
import sqlalchemy as sa

revision = "b4d3440caf23"
down_revision = None
branch_labels = None
depends_on = None


class Size(enum.Enum):
    SMALL = "s"
    LARGE = "l"


def upgrade():
    op.create_table("shirt", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("size", sa.Enum(Size)),
                    sa.Column("size2", sa.Enum(Size, values_callable=lambda e: [m.value for m in e], name="size_two")))


def downgrade():
    op.drop_table("shirt")
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TYPE size")
        op.execute("DROP TYPE size_two")

"""table

Revision ID: 341a2b284f1d
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "341a2b284f1d"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("job", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("plain", sa.Enum("new", "finished", name="plain")),
                    sa.Column("checked", sa.Enum("x", "it's", name="checked_kind", create_constraint=True)),
                    sa.Column("flag", sa.Boolean(create_constraint=True, name="ck_flag")),
                    sa.Column("long", sa.Enum("a", "b", name="long", length=40)))


def downgrade():
    op.drop_table("job")

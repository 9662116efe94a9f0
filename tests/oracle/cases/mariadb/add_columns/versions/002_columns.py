"""columns

Revision ID: 7a6e1227c9b9
Revises: 485dd075c662
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "7a6e1227c9b9"
down_revision = "485dd075c662"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("t", sa.Column("c", sa.Integer, nullable=False, server_default="3", comment="third"))
    op.add_column("t", sa.Column("d", sa.String(9), unique=True))
    op.add_column("t", sa.Column("e", sa.Integer, index=True))
    op.add_column("t", sa.Column("f", sa.Date, server_default=sa.text("'2020-02-02'")))


def downgrade():
    op.drop_column("t", "f")
    op.drop_column("t", "e")
    op.drop_column("t", "d")
    op.drop_column("t", "c")

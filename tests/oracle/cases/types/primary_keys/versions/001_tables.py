"""tables

Revision ID: 2de0e2a112e5
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "2de0e2a112e5"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("a", sa.Column("id", sa.BigInteger(), primary_key=True))
    op.create_table("b", sa.Column("id", sa.SmallInteger(), primary_key=True))
    op.create_table("c", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False))
    op.create_table("d", sa.Column("id", sa.String(5), primary_key=True))
    op.create_table("e", sa.Column("x", sa.Integer(), primary_key=True), sa.Column("y", sa.Integer(), primary_key=True))
    op.create_table("f", sa.Column("id", sa.Integer(), sa.ForeignKey("a.id"), primary_key=True))
    op.create_table("g", sa.Column("x", sa.Integer(), primary_key=True, autoincrement=True),
                    sa.Column("y", sa.Integer(), primary_key=True))
    op.execute(sa.schema.CreateSequence(sa.Sequence("numbers", start=10, increment=2)))
    op.create_table("h", sa.Column("id", sa.Integer(), sa.Sequence("numbers"),
                                   server_default=sa.text("nextval('numbers')"), primary_key=True))


def downgrade():
    for name in "hgfedcba":
        op.drop_table(name)
    op.execute("DROP SEQUENCE numbers")

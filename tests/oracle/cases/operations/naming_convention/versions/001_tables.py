"""tables

Revision ID: f15966a76f3f
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "f15966a76f3f"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("maker", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table(
        "car",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("maker_id", sa.Integer(), sa.ForeignKey("maker.id")),
        sa.Column("plate", sa.String(10), unique=True),
        sa.Column("colour", sa.String(10), index=True),
        sa.Column("doors", sa.Integer()),
        sa.CheckConstraint("doors > 0", name="doors"),
        sa.CheckConstraint("doors < 9", name=op.f("ck_exact")),
        sa.UniqueConstraint("plate", "colour"),
        sa.ForeignKeyConstraint(["doors"], ["maker.id"], name=op.f("fk_given")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_car_doors"), "car", ["doors"])
    op.create_index(None, "car", ["maker_id"])


def downgrade():
    op.drop_index(op.f("ix_car_doors"), table_name="car")
    op.drop_table("car")
    op.drop_table("maker")

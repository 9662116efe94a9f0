"""customers and sales

Revision ID: 83c4d90ab6f1
Revises: 5b81e7d3f2a0
Create Date: 2024-02-20 11:03:27.004519

"""
import sqlalchemy as sa
from alembic import op

revision = "83c4d90ab6f1"
down_revision = "5b81e7d3f2a0"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("joined", sa.DateTime(), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("email", name=op.f("uq_customer_email")),
    )
    op.create_table(
        "sale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], name=op.f("fk_sale_book_id_book")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_sale_customer_id_customer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale")),
        sa.UniqueConstraint("customer_id", "book_id", "day", name="uq_sale_once_a_day"),
    )
    op.create_index(op.f("ix_sale_book_id"), "sale", ["book_id"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_sale_book_id"), table_name="sale")
    op.drop_table("sale")
    op.drop_table("customer")

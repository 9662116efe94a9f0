"""named

Revision ID: b816b669010e
Revises: 310a8bcacb7d
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "b816b669010e"
down_revision = "310a8bcacb7d"
branch_labels = None
depends_on = None


def upgrade():
    op.create_unique_constraint(op.f("uq_t_b"), "t", ["b"])
    op.create_index(op.f("ix_t_a"), "t", ["a"])
    op.create_unique_constraint(None, "t", ["a", "b"])


def downgrade():
    op.drop_index("a", table_name="t")
    op.drop_index(op.f("ix_t_a"), table_name="t")
    op.drop_constraint(op.f("uq_t_b"), "t", type_="unique")

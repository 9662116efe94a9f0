"""index"""
import sqlalchemy as sa
from alembic import context, op

revision = "aaa111"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("a", sa.Integer))
    if context.get_x_argument(as_dictionary=True)["what"] == "index":
        op.create_index("ix", "t", ["a"], postgresql_concurently=True)
    else:
        op.create_unique_constraint("uq", "t", ["a"], postgresql_where=sa.text("a > 1"))


def downgrade():
    op.drop_table("t")

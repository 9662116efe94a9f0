"""step b1b1"""
from alembic import op

revision = "b1b1"
down_revision = "a1a1"
branch_labels = ("left",)


def upgrade():
    op.execute("CREATE TABLE t_b1b1 (a int)")


def downgrade():
    op.execute("DROP TABLE t_b1b1")

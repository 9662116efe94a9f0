"""step c1c1"""
from alembic import op

revision = "c1c1"
down_revision = "a1a1"
branch_labels = ("right",)


def upgrade():
    op.execute("CREATE TABLE t_c1c1 (a int)")


def downgrade():
    op.execute("DROP TABLE t_c1c1")

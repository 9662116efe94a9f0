"""step a1a1"""
from alembic import op

revision = "a1a1"
down_revision = None
branch_labels = None


def upgrade():
    op.execute("CREATE TABLE t_a1a1 (a int)")


def downgrade():
    op.execute("DROP TABLE t_a1a1")

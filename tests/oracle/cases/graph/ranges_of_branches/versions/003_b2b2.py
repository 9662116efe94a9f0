"""step b2b2"""
from alembic import op

revision = "b2b2"
down_revision = "b1b1"
branch_labels = None


def upgrade():
    op.execute("CREATE TABLE t_b2b2 (a int)")


def downgrade():
    op.execute("DROP TABLE t_b2b2")

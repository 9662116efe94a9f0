"""step c2c2"""
from alembic import op

revision = "c2c2"
down_revision = "c1c1"
branch_labels = None


def upgrade():
    op.execute("CREATE TABLE t_c2c2 (a int)")


def downgrade():
    op.execute("DROP TABLE t_c2c2")

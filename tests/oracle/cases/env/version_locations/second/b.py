"second folder"
from alembic import op

revision: str = "bbb222"
down_revision: str | None = "aaa111"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.execute("CREATE TABLE b (id INTEGER)")


def downgrade() -> None:
    op.execute("DROP TABLE b")

"""two"""

from alembic import op

revision = "bbb"
down_revision = "aaa"


def upgrade():
    op.execute("insert into nowhere values (1)")


def downgrade():
    pass

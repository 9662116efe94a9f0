from alembic import op

revision = "bbb222"
down_revision = "aaa111"


def upgrade():
    op.execute("CREATE TABLE b (id INTEGER)")


def downgrade():
    op.execute("DROP TABLE b")

from alembic import op

revision = "aaa111"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE a (id INTEGER)")


def downgrade():
    op.execute("DROP TABLE a")

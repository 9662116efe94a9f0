from alembic import op

number = 1
revision = f"r{number}"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE a (id INTEGER)")


def downgrade():
    op.execute("DROP TABLE a")

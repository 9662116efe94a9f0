from alembic import op

revision = "r" + str(2)
down_revision = "r%d" % 1


def upgrade():
    op.execute("CREATE TABLE b (id INTEGER)")


def downgrade():
    op.execute("DROP TABLE b")

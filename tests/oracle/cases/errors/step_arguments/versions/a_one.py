"""one"""

revision = "aaa"
down_revision = None


def upgrade(engine_name):
    pass


def downgrade():
    raise TypeError("of the body")

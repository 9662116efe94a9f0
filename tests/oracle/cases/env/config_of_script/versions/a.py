"""first"""
revision = "aaa111"
down_revision = None


def upgrade():
    pass


def downgrade():
    pass

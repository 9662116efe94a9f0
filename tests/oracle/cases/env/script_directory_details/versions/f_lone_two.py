"""lone two

Revision ID: ffff66

"""
revision = "ffff66"
down_revision = "eeee55"
branch_labels = None
depends_on = "dddd44"

flag = "of ffff66"


def upgrade():
    pass


def downgrade():
    pass

"""

Revision ID: eeee55

"""
revision = "eeee55"
down_revision = None
branch_labels = ("lone",)
depends_on = "bbbb22"

flag = "of eeee55"


def upgrade():
    pass


def downgrade():
    pass

"""left one

Revision ID: bbbb22

"""
revision = "bbbb22"
down_revision = "aaaa11"
branch_labels = ("left",)
depends_on = None

flag = "of bbbb22"


def upgrade():
    pass


def downgrade():
    pass

"""joined

Revision ID: dddd44

"""
revision = "dddd44"
down_revision = ("bbbb22", "cccc33")
branch_labels = None
depends_on = None

flag = "of dddd44"


def upgrade():
    pass


def downgrade():
    pass

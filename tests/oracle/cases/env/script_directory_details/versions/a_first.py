"""first
of two lines

Revision ID: aaaa11

"""
revision = "aaaa11"
down_revision = None
branch_labels = None
depends_on = None

flag = "of aaaa11"


def upgrade():
    pass


def downgrade():
    pass

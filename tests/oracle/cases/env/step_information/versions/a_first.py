"""first
of two lines

Revision ID: aaa111

"""
revision = "aaa111"
down_revision = None
branch_labels = None
depends_on = None

flag = "of aaa111"


def upgrade(**kw):
    pass


def downgrade(**kw):
    pass

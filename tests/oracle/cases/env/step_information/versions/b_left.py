"""left one

Revision ID: bbb222

"""
revision = "bbb222"
down_revision = "aaa111"
branch_labels = ("left",)
depends_on = None

flag = "of bbb222"


def upgrade(**kw):
    pass


def downgrade(**kw):
    pass

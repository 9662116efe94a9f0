"""right one

Revision ID: ccc333

"""
revision = "ccc333"
down_revision = "aaa111"
branch_labels = "right"
depends_on = None

flag = "of ccc333"


def upgrade(**kw):
    pass


def downgrade(**kw):
    pass

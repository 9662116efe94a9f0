"""joined

Revision ID: ddd444

"""
revision = "ddd444"
down_revision = ("bbb222", "ccc333")
branch_labels = None
depends_on = None

flag = "of ddd444"


def upgrade(**kw):
    pass


def downgrade(**kw):
    pass

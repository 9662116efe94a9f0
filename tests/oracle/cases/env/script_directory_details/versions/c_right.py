"""right one

Revision ID: cccc33

"""
revision = "cccc33"
down_revision = "aaaa11"
branch_labels = "right"
depends_on = None

flag = "of cccc33"


def upgrade():
    pass


def downgrade():
    pass

"""one"""

revision = "aaa"
down_revision = None
branch_labels = ("shop",)


def upgrade():
    pass


def downgrade():
    pass

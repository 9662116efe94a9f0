revision = "aaa111"
down_revision = None

type Name = str


def upgrade():
    pass

"""a failure that is caught without a savepoint"""
import sqlalchemy as sa
from alembic import op

revision = "fa0c02"
down_revision = "fa0c01"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return
    try:
        op.execute("SELECT nothing FROM nowhere")
    except sa.exc.ProgrammingError:
        pass
    try:
        op.execute("INSERT INTO t (word) VALUES ('after a failure')")
    except sa.exc.InternalError as error:
        raise RuntimeError("refused: " + str(error.orig).split(",")[0]) from None


def downgrade():
    pass

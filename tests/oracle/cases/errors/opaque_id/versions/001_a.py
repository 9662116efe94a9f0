"""An id that is computed."""
import no_such_package

revision = no_such_package.new_id()
down_revision = None


def upgrade():
    pass


def downgrade():
    pass

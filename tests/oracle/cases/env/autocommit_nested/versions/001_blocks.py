"""a block within a block"""
from alembic import op

revision = "ac0b01"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE before (a int)")
    with op.get_context().autocommit_block():
        op.execute("CREATE TABLE outer_one (a int)")
        with op.get_context().autocommit_block():
            op.execute("CREATE TABLE inner_one (a int)")
        op.execute("CREATE TABLE outer_two (a int)")
    op.execute("CREATE TABLE after (a int)")


def downgrade():
    for name in ("before", "outer_one", "inner_one", "outer_two", "after"):
        op.execute(f"DROP TABLE {name}")

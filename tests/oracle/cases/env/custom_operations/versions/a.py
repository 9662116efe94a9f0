"""counters"""
from alembic import context, op
from alembic.operations import Operations

revision = "aaa111"
down_revision = None


def upgrade():
    assert op.create_counter("one") == "ONE"
    assert op.make_counter("two", start=5) == "TWO"
    assert op.invoke(context.config.attributes["big"]("three")) == "THREE"
    assert Operations(op.get_context()).create_counter("four") == "FOUR"
    op.invoke(context.config.attributes["big"]("four").reverse())


def downgrade():
    for name in ("one", "two", "three"):
        op.drop_counter(name)

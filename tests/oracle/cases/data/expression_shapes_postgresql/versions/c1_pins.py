"""pins"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "c1c1c1c1c1c1"
down_revision = None

board = sa.table("board", sa.column("id", sa.Integer), sa.column("pins", postgresql.JSONB))
pin = sa.table("pin", sa.column("board_id", sa.Integer), sa.column("word", sa.Text), sa.column("place", sa.Integer))


def pins(form):
    made = sa.func.jsonb_array_elements_text(board.c.pins).table_valued("word", with_ordinality="place")
    return form(made)


def upgrade():
    op.create_table("board", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("pins", postgresql.JSONB()))
    op.create_table("pin", sa.Column("board_id", sa.Integer()), sa.Column("word", sa.Text()),
                    sa.Column("place", sa.Integer()))
    op.execute("""INSERT INTO board (id, pins) VALUES (1, '["map", "key"]'), (2, '[]')""")
    for form in (
        lambda made: made.render_derived(),
        lambda made: made.render_derived(name="p"),
        lambda made: made.render_derived(name="p").lateral(),
        lambda made: made.render_derived(name="p").lateral("q"),
        lambda made: made.render_derived(name="p").alias(),
        lambda made: made.render_derived().alias(),
        lambda made: made.lateral("q").render_derived(),
        lambda made: made.lateral().render_derived(name="r"),
    ):
        items = pins(form)
        op.execute(pin.insert().from_select(
            ["board_id", "word", "place"],
            sa.select(board.c.id, items.c.word, items.c.place).select_from(board).join(items, sa.true())))


def downgrade():
    op.drop_table("pin")
    op.drop_table("board")

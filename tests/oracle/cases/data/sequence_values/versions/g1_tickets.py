"""tickets"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateSequence, DropSequence, Sequence

revision = "g1g1g1g1g1g1"
down_revision = None

numbers = Sequence("ticket_number", start=5)


def upgrade():
    bind = op.get_bind()
    op.execute(CreateSequence(numbers))
    ticket = op.create_table("ticket", sa.Column("id", sa.Integer()), sa.Column("number", sa.Integer()))
    assert bind.execute(numbers) == 5
    assert bind.scalar(numbers) == 6
    assert bind.scalar(sa.func.nextval("ticket_number")) == 7
    bind.execute(ticket.insert().values(id=1, number=numbers.next_value()))
    assert bind.execute(sa.select("*").select_from(ticket)).all() == [(1, 8)]


def downgrade():
    op.drop_table("ticket")
    op.execute(DropSequence(numbers))

"""Sequences and identities that are asked for the next value"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "82d4a9b3197b"
down_revision = "54f46d929fe8"

Base = declarative_base()
numbers = sa.Sequence("ticket_number", start=500, increment=10, metadata=Base.metadata)


class Ticket(Base):
    __tablename__ = "ticket"
    id = sa.Column(sa.Integer, sa.Identity(always=True, start=7), primary_key=True)
    number = sa.Column(sa.Integer, numbers, server_default=numbers.next_value())


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        tickets = [Ticket() for _ in range(3)]
        session.add_all(tickets)
        session.flush()
        print([(ticket.id, ticket.number) for ticket in tickets], session.scalar(numbers), session.scalar(numbers.next_value()))
        session.execute(sa.insert(Ticket), [{}, {}])
        session.execute(sa.text("SELECT setval('ticket_number', 1000)"))
        session.commit()
        print(session.scalars(sa.select(Ticket.number).order_by(Ticket.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

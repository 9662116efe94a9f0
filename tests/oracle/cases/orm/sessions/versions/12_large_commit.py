"""Many rows in one flush, in several pages of statements"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "9c0ee408631a"
down_revision = "c9abfdc556dc"

Base = declarative_base()


class Number(Base):
    __tablename__ = "number"
    id = sa.Column(sa.Integer, primary_key=True)
    value = sa.Column(sa.Integer)
    word = sa.Column(sa.String(20), server_default="none")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        numbers = [Number(value=value) for value in range(2500)]
        session.add_all(numbers)
        session.flush()
        print([number.id for number in numbers[:3]], numbers[-1].id, numbers[1700].word)
        for number in numbers[::500]:
            number.word = f"word {number.value}"
        session.commit()
        print(session.execute(sa.select(Number.word, sa.func.count()).group_by(Number.word)
                              .order_by(sa.func.count().desc(), Number.word)).all())
        total = sum(number.value for number in session.scalars(sa.select(Number).execution_options(yield_per=100)))
        print(total)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

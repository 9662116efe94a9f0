"""INSERT … ON CONFLICT of both dialects with entities"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, declarative_base

revision = "3970d1a54761"
down_revision = "ffeb9acd596b"

Base = declarative_base()


class Stock(Base):
    __tablename__ = "stock"
    id = sa.Column(sa.Integer, primary_key=True)
    code = sa.Column(sa.String(10), unique=True)
    amount = sa.Column(sa.Integer)


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    insert = {"sqlite": sqlite, "postgresql": postgresql}[bind.dialect.name].insert
    with Session(bind) as session:
        session.add(Stock(code="a", amount=1))
        session.flush()
        rows = [{"code": "a", "amount": 5}, {"code": "b", "amount": 6}]
        statement = insert(Stock).values(rows)
        statement = statement.on_conflict_do_update(index_elements=[Stock.code],
                                                    set_={"amount": Stock.amount + statement.excluded.amount})
        found = session.scalars(statement.returning(Stock), execution_options={"populate_existing": True})
        print(sorted((stock.code, stock.amount) for stock in found))
        done = session.execute(insert(Stock).values(code="a", amount=0).on_conflict_do_nothing())
        print(done.rowcount)
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

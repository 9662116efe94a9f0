"""Query.update and Query.delete with every way of synchronizing"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "4c3fc9f8a8b8"
down_revision = "abc3a8569242"

Base = declarative_base()


class Coin(Base):
    __tablename__ = "coin"
    id = sa.Column(sa.Integer, primary_key=True)
    value = sa.Column(sa.Integer)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    session = Session(op.get_bind())
    session.bulk_save_objects([Coin(id=n, value=n) for n in range(1, 9)])
    coins = session.query(Coin).order_by(Coin.id).all()
    print(session.query(Coin).filter(Coin.id > 6).update({Coin.value: Coin.value * 10}, synchronize_session="fetch"))
    print(session.query(Coin).filter(Coin.id < 3).update({"value": 0}, synchronize_session="evaluate"))
    print(session.query(Coin).update({"value": Coin.value + 1}, synchronize_session=False), [coin.value for coin in coins])
    print(session.query(Coin).filter(Coin.value == 1).delete(), session.query(Coin).filter_by(id=8).delete("fetch"))
    print([coin in session for coin in coins])
    session.expire_all()
    print([(coin.id, coin.value) for coin in session.query(Coin).order_by(Coin.id)])
    session.commit()


def downgrade():
    Session(op.get_bind()).query(Coin).delete()
    op.drop_table("coin")

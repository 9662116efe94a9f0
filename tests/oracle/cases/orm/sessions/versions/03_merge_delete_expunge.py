"""merge, delete, expunge, and the states of an object"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, make_transient, make_transient_to_detached

revision = "ba492034620a"
down_revision = "fa4260537f3b"

Base = declarative_base()


class Item(Base):
    __tablename__ = "item"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))


def state(item):
    found = sa.inspect(item)
    return [word for word in ("transient", "pending", "persistent", "deleted", "detached") if getattr(found, word)]


def upgrade():
    Base.metadata.create_all(op.get_bind())
    session = Session(op.get_bind())
    item = Item(id=1, name="a")
    print(state(item))
    session.add(item)
    print(state(item))
    session.flush()
    print(state(item))
    session.expunge(item)
    print(state(item), item in session)
    item.name = "merged"
    again = session.merge(item)
    print(again is item, again.name, again in session)
    session.merge(Item(id=2, name="new by merge"))
    session.flush()
    session.delete(session.get(Item, 2))
    session.flush()
    print(session.scalars(sa.select(Item.name)).all())
    other = Item(id=1)
    session.expunge_all()
    make_transient_to_detached(other)
    session.add(other)
    print(other.name)
    session.expunge(other)
    make_transient(other)
    other.id = 3
    session.add(other)
    session.commit()
    session.close()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

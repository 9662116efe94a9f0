"""default and onupdate: values, functions, SQL, of the server; insert_default, sentinels"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "7d662abd62d9"
down_revision = "b9e91097efe0"

Base = declarative_base()
numbers = iter(range(100, 200))


class Kept(Base):
    __tablename__ = "kept"
    id = sa.Column(sa.Integer, primary_key=True)
    fixed = sa.Column(sa.String(10), default="fixed")
    counted = sa.Column(sa.Integer, default=lambda: next(numbers), onupdate=lambda: next(numbers))
    seen = sa.Column(sa.Integer, default=lambda context: context.get_current_parameters()["counted"] * 2)
    by_sql = sa.Column(sa.String(10), default=sa.func.upper("sql"), onupdate=sa.func.lower("CHANGED"))
    by_server = sa.Column(sa.String(10), server_default=sa.text("'server'"))
    fetched = sa.Column(sa.Integer, sa.FetchedValue())
    __mapper_args__ = {"eager_defaults": "auto"}


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        one = Kept(id=1)
        session.add_all([one, Kept(id=2, fixed=None, by_server="mine")])
        session.flush()
        print(one.fixed, one.counted, one.seen, one.by_sql, one.by_server, one.fetched)
        one.fixed = "other"
        session.flush()
        print(one.counted, one.by_sql)
        one.fetched = Kept.id + 41
        session.commit()
        print(one.fetched, session.get(Kept, 2).fixed)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

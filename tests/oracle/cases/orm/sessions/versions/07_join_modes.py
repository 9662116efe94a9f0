"""join_transaction_mode: a session that joins the migration's transaction"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "9881310b8e7b"
down_revision = "c9663e2bd01e"

Base = declarative_base()


class Joined(Base):
    __tablename__ = "joined"
    id = sa.Column(sa.Integer, primary_key=True)


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    with Session(bind, join_transaction_mode="create_savepoint") as session:
        session.add(Joined(id=1))
        session.commit()
        session.add(Joined(id=2))
        session.rollback()
    with Session(bind, join_transaction_mode="rollback_only") as session:
        session.add(Joined(id=3))
        session.commit()
    with Session(bind, join_transaction_mode="conditional_savepoint") as session:
        session.add(Joined(id=4))
        session.commit()
    with bind.begin_nested():
        with Session(bind, join_transaction_mode="conditional_savepoint") as session:
            session.add(Joined(id=5))
            session.rollback()
            session.add(Joined(id=6))
            session.commit()
    print(bind.scalars(sa.select(Joined.id).order_by(Joined.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

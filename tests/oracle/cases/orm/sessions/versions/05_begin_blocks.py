"""begin() and begin_nested() as blocks, in_transaction, get_transaction"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "6e79c435c592"
down_revision = "2e47c225156c"

Base = declarative_base()


class Step(Base):
    __tablename__ = "step"
    id = sa.Column(sa.Integer, primary_key=True)
    word = sa.Column(sa.String(20), unique=True)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session, session.begin():
        session.add(Step(id=1, word="outer"))
        with session.begin_nested() as nested:
            session.add(Step(id=2, word="inner"))
            print(nested.is_active, session.in_nested_transaction())
        print(session.in_transaction(), session.in_nested_transaction())
    with Session(op.get_bind()) as session:
        print(session.in_transaction())
        nested = session.begin_nested()
        session.add(Step(id=3, word="undone"))
        session.flush()
        nested.rollback()
        session.add(Step(id=4, word="kept"))
        session.commit()
        print(session.scalars(sa.select(Step.id).order_by(Step.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

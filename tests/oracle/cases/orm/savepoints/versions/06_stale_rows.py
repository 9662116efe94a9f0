"""Rows that somebody else has deleted: update and delete of the missing"""
import warnings

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base
from sqlalchemy.orm.exc import StaleDataError

revision = "d351168c0639"
down_revision = "7b91f0757e24"

Base = declarative_base()


class Lost(Base):
    __tablename__ = "lost"
    id = sa.Column(sa.Integer, primary_key=True)
    text = sa.Column(sa.String(20))


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    with Session(bind) as session:
        session.add_all([Lost(id=number, text="x") for number in (1, 2, 3)])
        session.commit()
        lost = session.get(Lost, 1)
        bind.execute(sa.text("DELETE FROM lost WHERE id = 1"))
        try:
            with session.begin_nested():
                lost.text = "y"
        except StaleDataError as error:
            print(error)
        session.expunge_all()
        gone = session.get(Lost, 2)
        bind.execute(sa.text("DELETE FROM lost WHERE id = 2"))
        session.delete(gone)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            session.commit()
        print([str(warning.message) for warning in caught])
        print(session.scalars(sa.select(Lost.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

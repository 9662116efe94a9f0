"""What the session refuses: detached loading, objects of two sessions, missing keys"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import Session, declarative_base
from sqlalchemy.orm.exc import DetachedInstanceError, ObjectDeletedError

revision = "f773e0699112"
down_revision = "a596615d69b6"

Base = declarative_base()


class Ghost(Base):
    __tablename__ = "ghost"
    name = sa.Column(sa.String(20), primary_key=True)
    size = sa.Column(sa.Integer)


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    first, second = Session(bind), Session(bind)
    ghost = Ghost(name="boo", size=1)
    first.add(ghost)
    first.flush()
    try:
        second.add(ghost)
    except InvalidRequestError as error:
        print(type(error).__name__, "is already attached to session" in str(error))
    second.close()
    first.expire(ghost)
    first.expunge(ghost)
    try:
        print(ghost.size)
    except DetachedInstanceError as error:
        print(type(error).__name__)
    first.add(ghost)
    bind.execute(sa.text("DELETE FROM ghost"))
    try:
        print(ghost.size)
    except ObjectDeletedError as error:
        print(type(error).__name__)
    first.expunge_all()
    first.add(Ghost(name="twin"))
    first.flush()
    try:
        with first.begin_nested():
            first.add(Ghost(name="twin"))
    except IntegrityError as error:
        print(type(error).__name__)
    first.close()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

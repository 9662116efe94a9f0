"""An IntegrityError that a savepoint takes back"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, declarative_base

revision = "5401f8a560e9"
down_revision = None

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(30), unique=True, nullable=False)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        for number, email in enumerate(["a@x", "b@x", "a@x", None, "c@x"], 1):
            try:
                with session.begin_nested():
                    session.add(User(id=number, email=email))
            except IntegrityError as error:
                print(number, type(error.orig).__bases__[0].__name__, isinstance(error.orig, Exception))
        session.commit()
        print(session.execute(sa.select(User.id, User.email).order_by(User.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

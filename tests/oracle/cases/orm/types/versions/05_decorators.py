"""TypeDecorators, cached and coerced, and types of one's own with comparators"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import types
from sqlalchemy.orm import Session, declarative_base

revision = "b9e91097efe0"
down_revision = "2b62de494bd4"

Base = declarative_base()


class Words(types.TypeDecorator):
    impl = types.String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else "|".join(value)

    def process_result_value(self, value, dialect):
        return None if value is None else tuple(value.split("|"))


class Shifted(types.TypeDecorator):
    impl = types.Integer
    cache_ok = True

    def __init__(self, by):
        super().__init__()
        self.by = by

    def bind_expression(self, value):
        return value + self.by

    def column_expression(self, column):
        return column - self.by


class Hidden(Base):
    __tablename__ = "hidden"
    id = sa.Column(sa.Integer, primary_key=True)
    words = sa.Column(Words(50))
    number = sa.Column(Shifted(1000))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Hidden(id=1, words=["a", "b"], number=5), Hidden(id=2)])
        session.commit()
        print([(one.words, one.number) for one in session.scalars(sa.select(Hidden).order_by(Hidden.id))])
        print(session.scalars(sa.select(Hidden.id).where(Hidden.words == ("a", "b"))).all(),
              session.execute(sa.text("SELECT words, number FROM hidden WHERE id = 1")).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

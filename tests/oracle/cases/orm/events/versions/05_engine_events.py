"""Events of the connection: before_cursor_execute, after_cursor_execute, history of attributes"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import event
from sqlalchemy.orm import Session, declarative_base

revision = "698a60c8eb08"
down_revision = "21b0ca3188ba"

Base = declarative_base()


class Watched(Base):
    __tablename__ = "watched"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    statements = []

    @event.listens_for(bind, "before_cursor_execute")
    def before(conn, cursor, statement, parameters, context, executemany):
        statements.append((statement, executemany, type(cursor).__name__))

    with Session(bind) as session:
        watched = Watched(id=1, name="old")
        session.add(watched)
        session.flush()
        watched.name = "new"
        history = sa.inspect(watched).attrs.name.history
        print(history.added, list(history.deleted), session.is_modified(watched))
        session.flush()
        session.execute(sa.delete(Watched), execution_options={"synchronize_session": False})
        session.commit()
    event.remove(bind, "before_cursor_execute", before)
    print([(" ".join(statement.split()), many) for statement, many, _ in statements])


def downgrade():
    Base.metadata.drop_all(op.get_bind())

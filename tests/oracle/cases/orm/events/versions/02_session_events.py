"""before_flush, after_flush, before_commit, after_commit, do_orm_execute"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import event
from sqlalchemy.orm import Session, declarative_base, with_loader_criteria

revision = "6eaa87521142"
down_revision = "10508df259c2"

Base = declarative_base()


class Entry(Base):
    __tablename__ = "entry"
    id = sa.Column(sa.Integer, primary_key=True)
    words = sa.Column(sa.String(20))
    hidden = sa.Column(sa.Boolean, default=False)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    session = Session(op.get_bind())
    said = []

    @event.listens_for(session, "before_flush")
    def before_flush(session, context, instances):
        said.append(("before flush", len(session.new), len(session.dirty)))
        for one in session.new:
            one.words = one.words.upper()

    @event.listens_for(session, "after_flush")
    def after_flush(session, context):
        said.append(("after flush", len(session.new)))

    @event.listens_for(session, "before_commit")
    def before_commit(session):
        said.append("before commit")

    @event.listens_for(session, "after_commit")
    def after_commit(session):
        said.append("after commit")

    @event.listens_for(session, "do_orm_execute")
    def only_shown(state):
        if state.is_select and not state.is_column_load:
            state.statement = state.statement.options(with_loader_criteria(Entry, Entry.hidden.is_(False)))

    session.add_all([Entry(words="one"), Entry(words="two", hidden=True)])
    session.commit()
    print([entry.words for entry in session.scalars(sa.select(Entry))])
    session.close()
    print(said)


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""get, refresh, expire, expire_all: what is read again"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "fa4260537f3b"
down_revision = "3e43344e4766"

Base = declarative_base()


class Note(Base):
    __tablename__ = "note"
    id = sa.Column(sa.Integer, primary_key=True)
    text = sa.Column(sa.Text)
    stars = sa.Column(sa.Integer, server_default="3")


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    with Session(bind) as session:
        session.add(Note(id=1, text="one"))
        session.flush()
        note = session.get(Note, 1)
        print(note.stars, session.get(Note, 1) is note, session.get(Note, 99))
        bind.execute(sa.text("UPDATE note SET text = 'changed', stars = 5"))
        print(note.text, note.stars)
        session.expire(note, ["text"])
        print(note.text, note.stars)
        session.refresh(note)
        print(note.text, note.stars)
        bind.execute(sa.text("UPDATE note SET text = 'again'"))
        session.expire_all()
        print(note.text, sa.inspect(note).persistent, "text" in sa.inspect(note).unloaded)
        print(session.get(Note, 1, populate_existing=True).text)
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

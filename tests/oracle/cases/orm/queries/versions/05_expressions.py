"""Expressions: case, cast, between, like with escape, in of nothing, tuples, nulls last"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "42a0174bbc93"
down_revision = "1248811aadfd"

Base = declarative_base()


class Word(Base):
    __tablename__ = "word"
    id = sa.Column(sa.Integer, primary_key=True)
    text = sa.Column(sa.String(30))
    size = sa.Column(sa.Integer)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        texts = ["100%", "it's", "back\\slash", "under_score", ":colon %s %(x)s ?", "ünï", "", None]
        session.add_all([Word(id=n, text=text, size=None if text is None else len(text)) for n, text in enumerate(texts, 1)])
        session.flush()

        def ids(*conditions):
            return session.scalars(sa.select(Word.id).where(*conditions).order_by(Word.id)).all()

        print(ids(Word.text.contains("%", autoescape=True)), ids(Word.text.startswith("under/_", escape="/")),
              ids(Word.text.like("%'%")), ids(Word.text == "back\\slash"), ids(Word.text.in_([])), ids(Word.text.is_(None)),
              ids(Word.size.between(4, 10)), ids(sa.tuple_(Word.id, Word.size).in_([(1, 4), (2, 5)])),
              ids(sa.or_(Word.text == ":colon %s %(x)s ?", Word.text == "ünï")), ids(Word.text.not_in(["100%", ""])))
        print(session.execute(sa.select(Word.id, sa.case((Word.size > 5, "long"), (Word.size > 0, "short"), else_="none"),
                                        sa.cast(Word.size, sa.String), Word.size / 2.0, Word.size % 3)
                              .order_by(Word.size.desc().nulls_last(), Word.id)).all())
        print(session.execute(sa.text("SELECT id FROM word WHERE text LIKE '1%' AND text = :a"), {"a": "100%"}).scalars().all())
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())

"""One to many and back, ordered, with back_populates"""
from typing import List, Optional

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

revision = "160584de8b68"
down_revision = None


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(30))
    books: Mapped[List["Book"]] = relationship(back_populates="author", order_by="Book.title.desc()")


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(30))
    author_id: Mapped[Optional[int]] = mapped_column(sa.ForeignKey("author.id"))
    author: Mapped[Optional[Author]] = relationship(back_populates="books")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        ann = Author(name="ann", books=[Book(title="b"), Book(title="c"), Book(title="a")])
        session.add(ann)
        session.commit()
        print([book.title for book in ann.books])
        moved = ann.books[0]
        moved.author = Author(name="bob")
        print(len(ann.books), moved.author.books == [moved])
        session.commit()
        ann.books.remove(ann.books[0])
        session.commit()
        print(session.execute(sa.select(Book.title, Book.author_id).order_by(Book.title)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

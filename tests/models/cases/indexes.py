"""Indexes in every form."""
from sqlalchemy import Column, Index, Integer, MetaData, String, Table, and_, cast, desc, func, literal_column, or_, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), index=True)
    code: Mapped[str] = mapped_column(unique=True, index=True)
    n: Mapped[int | None]
    __table_args__ = (
        Index("one", "name", "n"),
        Index("two", name.desc(), "n"),
        Index("three", func.lower(name), text("n desc")),
        Index("four", "n", unique=True, postgresql_where=text("n > 3"), sqlite_where=text("n > 3")),
        Index("five", literal_column("name || code"), postgresql_using="btree", postgresql_concurrently=True),
        Index("six", "name", postgresql_where=and_(name.is_not(None), code == "it's")),
        Index("seven", "name", postgresql_tablespace="fast", mysql_length=10),
        Index("eight", (name + code).label("both")),
        Index("nine", func.coalesce(text("n"), 0), desc("name")),
    )


Index("ten", T.name, T.n.desc())
Index("eleven", func.lower(T.name), postgresql_where=T.n.in_([1, 2]))
Index("twelve", T.__table__.c.name, postgresql_where=or_(T.n == 5, T.code.like("x%")))
target_metadata = Base.metadata

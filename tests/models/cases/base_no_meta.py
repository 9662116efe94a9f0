"""DeclarativeBaseNoMeta."""
from sqlalchemy.orm import DeclarativeBaseNoMeta, Mapped, mapped_column


class Base(DeclarativeBaseNoMeta):
    pass


class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]


target_metadata = Base.metadata

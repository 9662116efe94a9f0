from sqlalchemy import Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    __table_args__ = [Index("x", "id")]
    id: Mapped[int] = mapped_column(primary_key=True)


target_metadata = Base.metadata
left_to_sqlalchemy = True

"""A plain annotation where Mapped[] is wanted."""
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: int = mapped_column(primary_key=True)


target_metadata = Base.metadata
left_to_sqlalchemy = True

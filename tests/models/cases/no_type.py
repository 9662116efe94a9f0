"""A column without a type."""
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    b = mapped_column(nullable=True)


target_metadata = Base.metadata
left_to_sqlalchemy = True

"""An annotation that no type is known for."""
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Thing:
    pass


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    b: Mapped[Thing]


target_metadata = Base.metadata
left_to_sqlalchemy = True

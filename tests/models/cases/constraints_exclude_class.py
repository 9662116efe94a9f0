from sqlalchemy import Column, Integer, func
from sqlalchemy.dialects.postgresql import INT4RANGE, TSTZRANGE, ExcludeConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[int]
    during = mapped_column(TSTZRANGE)
    __table_args__ = (ExcludeConstraint((room, "="), (during, "&&"), using="gist", name="free"),)


target_metadata = Base.metadata
target_dialects = ("postgresql",)

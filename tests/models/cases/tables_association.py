"""Association tables and relationships with secondary."""
from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, backref, mapped_column, relationship


class Base(DeclarativeBase):
    pass


left_right = Table("left_right", Base.metadata,
                   Column("left_id", ForeignKey("left.id"), primary_key=True),
                   Column("right_id", ForeignKey("right.id", ondelete="CASCADE"), primary_key=True),
                   Column("extra", String(5)))


class Left(Base):
    __tablename__ = "left"
    id: Mapped[int] = mapped_column(primary_key=True)
    rights: Mapped[list["Right"]] = relationship(secondary=left_right, backref=backref("lefts", lazy="dynamic"))


class Right(Base):
    __tablename__ = "right"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("right.id"))
    parent = relationship("Right", remote_side=[id], primaryjoin="Right.id == foreign(Right.parent_id)")


target_metadata = Base.metadata

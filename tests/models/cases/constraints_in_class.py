"""Constraints in __table_args__ and outside of the class."""
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, String
from sqlalchemy import UniqueConstraint, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    __table_args__ = (
        UniqueConstraint("x", "y", name="uq_xy"),
        CheckConstraint("x < y", name="less"),
        Index("ix_y", "y", postgresql_using="hash"),
        Index("ix_lower_name", text("lower(name)"), unique=True),
        Index("ix_ops", "name", postgresql_ops={"name": "text_pattern_ops"}, postgresql_include=["x"],
              postgresql_with={"fillfactor": 50}, postgresql_nulls_not_distinct=True, unique=True),
        {"schema": "s", "comment": "about a", "sqlite_autoincrement": True, "info": {"x": 1}},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    x: Mapped[int]
    y: Mapped[int]
    name: Mapped[str] = mapped_column(String(30))


class B(Base):
    __tablename__ = "b"
    id = Column(Integer, primary_key=True)
    ax = Column(Integer)
    ay = Column(Integer)
    s = Column(String)
    __table_args__ = (ForeignKeyConstraint(["ax", "ay"], ["s.a.x", "s.a.y"]), Index("own", ax, ay.desc()),
                      Index(None, "s"))


Index("outer", B.s, unique=True)
Index("lowered", func.lower(B.s), B.ax.desc().nulls_last())
UniqueConstraint(B.ax, B.s)
CheckConstraint(B.ax > 5, name="five")
target_metadata = Base.metadata

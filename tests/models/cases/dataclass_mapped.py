"""MappedAsDataclass, with all that belongs to dataclasses alone."""
from typing import List, Optional

from sqlalchemy import ForeignKey, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    pass


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str] = mapped_column(String(20), default="x")
    nick: Mapped[Optional[str]] = mapped_column(default=None)
    tags: Mapped[str] = mapped_column(default_factory=str, repr=False)
    rank: Mapped[int] = mapped_column(insert_default=4, server_default="5")
    members: Mapped[List["Member"]] = relationship(back_populates="team", default_factory=list)


class Member(Base, unsafe_hash=True):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    made: Mapped[str] = mapped_column(init=False, insert_default=func.now())
    team: Mapped[Team] = relationship(back_populates="members", default=None)


target_metadata = Base.metadata

"""SQLModel's Field: keys, foreign keys, indexes, uniqueness, nullability, lengths."""
from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(index=True, max_length=40)
    headquarters: str
    heroes: List["Hero"] = Relationship(back_populates="team", cascade_delete=True)


class HeroBase(SQLModel):
    name: str = Field(index=True)
    age: int | None = Field(default=None, index=True, ge=0)
    secret: str = Field(unique=True, max_length=10, min_length=2)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id", ondelete="SET NULL")


class Hero(HeroBase, table=True):
    __tablename__ = "heroes"
    id: int | None = Field(default=None, primary_key=True)
    never_null: Optional[str] = Field(default=None, nullable=False)
    may_null: str = Field(nullable=True)
    team: Team | None = Relationship(back_populates="heroes")


class HeroCreate(HeroBase):
    password: str


class CamelCaseName(SQLModel, table=True):
    __table_args__ = {"schema": "other", "comment": "a table"}
    id: int = Field(primary_key=True)
    parent: int = Field(foreign_key="heroes.id", ondelete="CASCADE")
    hero: int = Field(foreign_key="heroes.id", primary_key=True)


target_metadata = SQLModel.metadata

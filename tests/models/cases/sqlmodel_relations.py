"""Link models, self references, inheritance of fields."""
from typing import Optional

from sqlmodel import Field, Relationship, SQLModel


class Link(SQLModel, table=True):
    team_id: int | None = Field(default=None, foreign_key="team.id", primary_key=True)
    hero_id: int | None = Field(default=None, foreign_key="hero.id", primary_key=True)
    extra: bool = False
    team: "Team" = Relationship(back_populates="links")


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    links: list[Link] = Relationship(back_populates="team")
    heroes: list["Hero"] = Relationship(back_populates="teams", link_model=Link)


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    boss_id: int | None = Field(default=None, foreign_key="hero.id")
    boss: Optional["Hero"] = Relationship(back_populates="staff", sa_relationship_kwargs={"remote_side": "Hero.id"})
    staff: list["Hero"] = Relationship(back_populates="boss")
    teams: list[Team] = Relationship(back_populates="heroes", link_model=Link)


target_metadata = SQLModel.metadata

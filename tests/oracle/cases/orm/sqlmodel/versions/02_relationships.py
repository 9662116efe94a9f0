"""Relationships with back_populates and a link model"""
from typing import List, Optional

from alembic import op
from sqlmodel import Field, Relationship, Session, SQLModel, select

revision = "b18bfa31196c"
down_revision = "665800df3521"


class Link(SQLModel, table=True):
    __tablename__ = "fan_club_link"
    club_id: Optional[int] = Field(default=None, foreign_key="fanclub.id", primary_key=True)
    fan_id: Optional[int] = Field(default=None, foreign_key="fan.id", primary_key=True)


class FanClub(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    fans: List["Fan"] = Relationship(back_populates="clubs", link_model=Link)
    rooms: List["ClubRoom"] = Relationship(back_populates="club")


class Fan(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    clubs: List[FanClub] = Relationship(back_populates="fans", link_model=Link)


class ClubRoom(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    club_id: Optional[int] = Field(default=None, foreign_key="fanclub.id")
    club: Optional[FanClub] = Relationship(back_populates="rooms")


TABLES = [model.__table__ for model in (FanClub, Fan, Link, ClubRoom)]


def upgrade():
    SQLModel.metadata.create_all(op.get_bind(), tables=TABLES)
    with Session(op.get_bind()) as session:
        club = FanClub(name="c", fans=[Fan(name="f1"), Fan(name="f2")], rooms=[ClubRoom()])
        session.add(club)
        session.commit()
        session.refresh(club)
        print(sorted(fan.name for fan in club.fans), club.rooms[0].club.name)
        fan = session.exec(select(Fan).where(Fan.name == "f1")).one()
        print([club.name for club in fan.clubs])
        fan.clubs.clear()
        session.commit()
        print(session.exec(select(FanClub, Fan).join(Link, Link.club_id == FanClub.id).join(Fan, Fan.id == Link.fan_id)).one()[1].name)


def downgrade():
    SQLModel.metadata.drop_all(op.get_bind(), tables=TABLES)

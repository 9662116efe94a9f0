"""A table between two with columns of its own, as a class"""
from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship

revision = "d4ffa61cf35c"
down_revision = "0a897134d1dc"

Base = declarative_base()


class Membership(Base):
    __tablename__ = "membership"
    person_id = sa.Column(sa.ForeignKey("person.id"), primary_key=True)
    team_id = sa.Column(sa.ForeignKey("team.id"), primary_key=True)
    since = sa.Column(sa.Date)
    person = relationship("Person", back_populates="memberships")
    team = relationship("Team", back_populates="memberships")


class Person(Base):
    __tablename__ = "person"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    memberships = relationship(Membership, back_populates="person", cascade="all, delete-orphan")


class Team(Base):
    __tablename__ = "team"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    memberships = relationship(Membership, back_populates="team", order_by=Membership.since)
    people = relationship(Person, secondary="membership", viewonly=True, order_by=Person.name)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        team = Team(name="red")
        for name, since in (("zoe", date(2020, 1, 2)), ("abe", date(2021, 3, 4))):
            team.memberships.append(Membership(person=Person(name=name), since=since))
        session.add(team)
        session.commit()
        print([(one.person.name, one.since) for one in team.memberships], [person.name for person in team.people])
        session.delete(session.scalars(sa.select(Person).filter_by(name="zoe")).one())
        session.commit()
        print(session.execute(sa.select(Membership.since, Team.name).join(Team)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())

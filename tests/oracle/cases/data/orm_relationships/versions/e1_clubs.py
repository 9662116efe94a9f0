"""clubs"""
from typing import List, Optional

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, backref, declarative_base, mapped_column, relationship

revision = "e1e1e1e1e1e1"
down_revision = None

Base = declarative_base()


class Club(Base):
    __tablename__ = "club"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    members = relationship("Member", back_populates="club")


class Member(Base):
    __tablename__ = "member"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    club_id = sa.Column(sa.ForeignKey("club.id"))
    club = relationship(Club, back_populates="members")
    mentor_id = sa.Column(sa.ForeignKey("member.id"))
    pupils = relationship("Member", backref=backref("mentor", remote_side=[id]))


class Card(Base):
    __tablename__ = "card"
    id = sa.Column(sa.Integer, primary_key=True)
    member_id = sa.Column(sa.Integer, sa.ForeignKey("member.id"))
    sponsor_id = sa.Column(sa.Integer, sa.ForeignKey("member.id"))
    member = relationship("Member", foreign_keys=[member_id], backref="cards")
    sponsor = relationship("Member", foreign_keys="Card.sponsor_id")


class Other(DeclarativeBase):
    pass


class Shelf(Other):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(primary_key=True)
    books: Mapped[List["Book"]] = relationship(back_populates="shelf")


class Book(Other):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(20))
    shelf_id: Mapped[Optional[int]] = mapped_column(sa.ForeignKey("shelf.id"))
    shelf: Mapped[Optional["Shelf"]] = relationship(back_populates="books")


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    Other.metadata.create_all(bind)
    with Session(bind) as session:
        chess = Club(id=1, name="chess", members=[Member(id=1, name="ann")])
        session.add(chess)
        session.add(Member(id=2, name="bea", club=chess))
        session.add(Club(id=2, name="empty"))
        session.flush()
        session.get(Club, 1).members.append(Member(id=3, name="cem", mentor_id=1))
        session.commit()
    with Session(bind) as session:
        club = session.get(Club, 1)
        assert sorted(member.name for member in club.members) == ["ann", "bea", "cem"]
        assert session.get(Club, 2).members == []
        assert session.get(Member, 2).club is club
        assert session.get(Member, 3).mentor.name == "ann" and session.get(Member, 1).mentor is None
        assert [pupil.name for pupil in session.get(Member, 1).pupils] == ["cem"]
        session.add(Card(id=1, member=session.get(Member, 2), sponsor_id=1))
        session.commit()
    with Session(bind) as session:
        card = session.query(Card).one()
        assert (card.member.name, card.sponsor.name) == ("bea", "ann")
        assert [card.id for card in session.get(Member, 2).cards] == [1]
        names = session.query(Club.name, Member.name).join(Club.members).order_by(Member.id).all()
        assert [tuple(row) for row in names] == [("chess", "ann"), ("chess", "bea"), ("chess", "cem")]
        found = session.execute(sa.select(Member.name).join(Member.club).where(Club.name == "chess", Member.id > 1))
        assert sorted(found.scalars()) == ["bea", "cem"]
        for member in session.get(Club, 1).members:
            member.name = member.name.upper()
        session.commit()
    with Session(bind) as session:
        session.add(Shelf(id=1, books=[Book(id=1, title="one"), Book(id=2, title="two")]))
        session.add(Book(id=3, title="three"))
        session.commit()
        assert session.get(Book, 3).shelf is None
        assert session.get(Book, 2).shelf.id == 1
        assert len(session.get(Shelf, 1).books) == 2


def downgrade():
    Other.metadata.drop_all(op.get_bind())
    Base.metadata.drop_all(op.get_bind())

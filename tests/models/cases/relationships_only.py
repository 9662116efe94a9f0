"""Relationships of every kind leave the schema alone."""
from __future__ import annotations

from typing import Any, List, Set

from sqlalchemy import ForeignKey, and_
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import (DeclarativeBase, DynamicMapped, Mapped, WriteOnlyMapped, attribute_keyed_dict, backref, foreign,
                            mapped_column, registry, relationship, remote)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    posts: WriteOnlyMapped[Post] = relationship(back_populates="user")
    comments: DynamicMapped[Comment] = relationship()
    children: Mapped[List[User]] = relationship(backref=backref("parent", remote_side=[id]))
    notes: Mapped[dict[str, Note]] = relationship(collection_class=attribute_keyed_dict("key"), cascade="all")
    keywords: AssociationProxy[List[str]] = association_proxy("notes", "key")
    newest = relationship("Post", primaryjoin="and_(User.id == foreign(Post.user_id), Post.id > 3)", viewonly=True)
    later: Mapped[Set[Later]] = relationship(secondary="link", order_by="Later.id")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    user: Mapped[User] = relationship(back_populates="posts", foreign_keys=[user_id], overlaps="newest")


class Comment(Base):
    __tablename__ = "comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class Link(Base):
    __tablename__ = "link"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    later_id: Mapped[int] = mapped_column(ForeignKey("later.id"), primary_key=True)


class Later(Base):
    __tablename__ = "later"
    id: Mapped[int] = mapped_column(primary_key=True)


target_metadata = Base.metadata

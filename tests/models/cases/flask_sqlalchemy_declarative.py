"""Flask-SQLAlchemy over a DeclarativeBase."""
needs = ["flask_sqlalchemy"]
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    metadata = MetaData(schema="app")


db = SQLAlchemy(model_class=Base)


class UserAccount(db.Model):
    id: Mapped[int] = mapped_column(db.Integer, primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    items: Mapped[list["Item"]] = relationship(back_populates="owner")


class Item(db.Model):
    __tablename__ = "things"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("app.user_account.id"))
    owner: Mapped[UserAccount] = relationship(back_populates="items")


class Other(DeclarativeBase):
    pass


second = SQLAlchemy(model_class=Other, disable_autonaming=True)


class Row(second.Model):
    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)


target_metadata = [db.metadata, second.metadata]

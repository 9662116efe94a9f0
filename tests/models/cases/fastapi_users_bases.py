needs = ["fastapi_users_db_sqlalchemy"]
from fastapi_users_db_sqlalchemy import (SQLAlchemyBaseOAuthAccountTable, SQLAlchemyBaseOAuthAccountTableUUID,
                                         SQLAlchemyBaseUserTable, SQLAlchemyBaseUserTableUUID)
from fastapi_users_db_sqlalchemy.access_token import SQLAlchemyBaseAccessTokenTableUUID
from fastapi_users_db_sqlalchemy.generics import GUID, TIMESTAMPAware
from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class OAuthAccount(SQLAlchemyBaseOAuthAccountTableUUID, Base):
    pass


class User(SQLAlchemyBaseUserTableUUID, Base):
    oauth_accounts: Mapped[list[OAuthAccount]] = relationship("OAuthAccount", lazy="joined")
    role: Mapped[str | None]


class AccessToken(SQLAlchemyBaseAccessTokenTableUUID, Base):
    pass


class Member(SQLAlchemyBaseUserTable[int], Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)


class MemberAccount(SQLAlchemyBaseOAuthAccountTable[int], Base):
    __tablename__ = "member_account"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)

    @declared_attr
    def user_id(cls) -> Mapped[int]:
        return mapped_column(Integer, ForeignKey("member.id", ondelete="cascade"), nullable=False)


target_metadata = Base.metadata

"""The table of access tokens."""

import typing
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from .generics import GUID, TIMESTAMPAware, now_utc

ID = typing.TypeVar("ID")


class SQLAlchemyBaseAccessTokenTable(typing.Generic[ID]):
    __tablename__ = "accesstoken"

    token: Mapped[str] = mapped_column(String(length=43), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMPAware(timezone=True), index=True, nullable=False, default=now_utc
    )


class SQLAlchemyBaseAccessTokenTableUUID(SQLAlchemyBaseAccessTokenTable[uuid.UUID]):
    @declared_attr
    def user_id(cls) -> Mapped[GUID]:
        return mapped_column(GUID, ForeignKey("user.id", ondelete="cascade"), nullable=False)


class SQLAlchemyAccessTokenDatabase:
    """Holds what it is given, so that modules that make one import."""

    def __init__(self, session, access_token_table):
        self.session = session
        self.access_token_table = access_token_table

    def __class_getitem__(cls, item):
        return cls

needs = ["sqlalchemy_utils"]
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy_utils import (ChoiceType, EmailType, IPAddressType, JSONType, LtreeType, ScalarListType, Timestamp, TSVectorType,
                              URLType, UUIDType)


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    choice = Column(ChoiceType([("a", "A")]))
    number = Column(ChoiceType([(1, "A")], impl=Integer()))
    mail = Column(EmailType)
    data = Column(JSONType)
    words = Column(ScalarListType)
    vector = Column(TSVectorType("mail"))
    uuid = Column(UUIDType(binary=False))
    raw = Column(UUIDType())


target_metadata = Base.metadata
target_dialects = ("postgresql",)

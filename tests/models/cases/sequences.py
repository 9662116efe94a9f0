from sqlalchemy import BigInteger, Column, Integer, MetaData, Sequence, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(schema="q")


alone = Sequence("alone", start=100, metadata=Base.metadata)
elsewhere = Sequence("elsewhere", schema="z", increment=5, minvalue=1, maxvalue=1000, cycle=True, cache=3,
                     data_type=BigInteger, metadata=Base.metadata)


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(Sequence("t_id"), primary_key=True)
    b = mapped_column(Integer, alone, server_default=alone.next_value())
    c = mapped_column(Integer, Sequence("c_seq", metadata=Base.metadata, optional=True))


target_metadata = Base.metadata
target_dialects = ("postgresql",)

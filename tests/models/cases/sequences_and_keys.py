"""Sequences of columns, metadata and servers."""
from sqlalchemy import BigInteger, Column, Identity, Integer, MetaData, Sequence, Table, text

target_metadata = MetaData()
counter = Sequence("counter", metadata=target_metadata, start=10, increment=-1, maxvalue=10, minvalue=-100)
Table("a", target_metadata, Column("id", Integer, counter, primary_key=True, server_default=counter.next_value()),
      Column("b", BigInteger, Sequence("b_seq", data_type=BigInteger, schema="z")))
Table("c", target_metadata, Column("id", Integer, Identity(start=1, cycle=False, nominvalue=True), primary_key=True))
Table("d", target_metadata, Column("id", BigInteger, Sequence("d_seq"), primary_key=True), schema="s")
target_dialects = ("postgresql",)

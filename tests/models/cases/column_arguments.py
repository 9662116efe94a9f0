"""Columns with everything."""
from sqlalchemy import CheckConstraint, Column, Computed, ForeignKey, Identity, Integer, MetaData, Sequence, String, Table

target_metadata = MetaData()
a = Table("a", target_metadata,
          Column("id", Integer, Sequence("a_seq", start=5, increment=2), primary_key=True),
          Column("name", String(30), key="title", comment="it's a name", info={"hint": 1}),
          Column("b", Integer, CheckConstraint("b > 0", name="positive"), autoincrement=False),
          Column("twice", Integer, Computed("b * 2", persisted=True)),
          Column("once", Integer, Computed("b + 1")),
          Column("Upper Case", Integer, nullable=False, default=3, onupdate=4),
          comment="all of it", info={"owner": "me"})
Table("b", target_metadata,
      Column("id", Integer, Identity(always=True, start=10, cycle=True), primary_key=True),
      Column("plain", Integer, Identity()),
      Column("a_id", ForeignKey("a.id", ondelete="SET NULL", onupdate="CASCADE", deferrable=True, initially="DEFERRED",
                                name="fk_to_a")),
      Column("a_title", None, ForeignKey(a.c.title), unique=True, index=True))

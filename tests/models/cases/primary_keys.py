"""Primary keys in every form."""
from sqlalchemy import BigInteger, Column, Identity, Integer, MetaData, PrimaryKeyConstraint, Sequence, SmallInteger
from sqlalchemy import String, Table, text, Numeric, ForeignKey, Uuid, Float

target_metadata = MetaData()
Table("a", target_metadata, Column("x", Integer, primary_key=True), Column("y", Integer, primary_key=True))
Table("b", target_metadata, Column("x", Integer, primary_key=True, autoincrement=True),
      Column("y", Integer, primary_key=True))
Table("c", target_metadata, Column("x", Integer), Column("y", Integer), PrimaryKeyConstraint("y", "x", name="pk_c"))
Table("d", target_metadata, Column("x", BigInteger, primary_key=True, autoincrement=False))
Table("e", target_metadata, Column("x", SmallInteger, primary_key=True))
Table("f", target_metadata, Column("x", Integer, primary_key=True, server_default=text("4")))
Table("g", target_metadata, Column("x", Integer, primary_key=True, default=3))
Table("h", target_metadata, Column("x", String(3), primary_key=True))
Table("i", target_metadata, Column("x", Integer, ForeignKey("a.x"), primary_key=True))
Table("j", target_metadata, Column("x", Integer, ForeignKey("a.x"), primary_key=True, autoincrement="ignore_fk"))
Table("k", target_metadata, Column("x", Uuid, primary_key=True, server_default=text("gen_random_uuid()")))
Table("l", target_metadata, Column("x", Integer, nullable=True, primary_key=True))
Table("m", target_metadata, Column("x", Integer))
Table("n", target_metadata, Column("x", Numeric(10, 0), primary_key=True))
Table("o", target_metadata, Column("x", Integer, Identity(), primary_key=True))
Table("p", target_metadata, Column("x", Integer), Column("y", Integer, primary_key=True),
      PrimaryKeyConstraint("x", deferrable=True))
target_dialects = ("postgresql",)

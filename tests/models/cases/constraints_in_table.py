"""Constraints within Table()."""
from sqlalchemy import (CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, MetaData, PrimaryKeyConstraint,
                        String, Table, UniqueConstraint, func, text)

target_metadata = MetaData()
a = Table("a", target_metadata,
          Column("x", Integer), Column("y", Integer), Column("z", String(9)),
          PrimaryKeyConstraint("x", "y", name="pk_a"),
          UniqueConstraint("y", "z", name="uq_yz", deferrable=True, initially="IMMEDIATE"),
          UniqueConstraint("z"),
          CheckConstraint("x > y", name="ck_xy"),
          CheckConstraint(text("z <> ''")),
          Index("ix_a_z", "z", unique=True),
          Index("ix_lower", func.lower(text("z"))))
Table("b", target_metadata,
      Column("id", Integer, primary_key=True), Column("x", Integer), Column("y", Integer),
      ForeignKeyConstraint(["x", "y"], ["a.x", "a.y"], ondelete="CASCADE", name="fk_xy", match="FULL"),
      ForeignKeyConstraint(["y", "x"], [a.c.x, a.c.y], use_alter=True, name="later"))
Index("outside", a.c.x.desc(), a.c.z)
Index("partial", a.c.x, postgresql_where=a.c.y > 3, sqlite_where=a.c.y > 3)

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, String, Table, UniqueConstraint

target_metadata = MetaData()
Table("a", target_metadata, Column("id", Integer, primary_key=True), Column("day", Integer, primary_key=True),
      postgresql_partition_by="RANGE (day)", sqlite_with_rowid=False, mysql_engine="InnoDB",
      mysql_charset="utf8mb4", prefixes=["TEMPORARY"])
Table("b", target_metadata, Column("id", Integer, primary_key=True), postgresql_tablespace="fast",
      postgresql_inherits="a", sqlite_strict=True, postgresql_on_commit="DROP")
Table("c", target_metadata, Column("id", Integer, primary_key=True, sqlite_on_conflict_primary_key="REPLACE"),
      Column("x", Integer, unique=True, sqlite_on_conflict_unique="IGNORE"),
      Column("y", Integer, nullable=False, sqlite_on_conflict_not_null="FAIL"),
      UniqueConstraint("x", "y", sqlite_on_conflict="IGNORE", postgresql_nulls_not_distinct=True),
      CheckConstraint("x > 0", sqlite_on_conflict="ROLLBACK"), sqlite_autoincrement=True)

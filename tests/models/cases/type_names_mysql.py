"""Types of other databases as variants."""
from sqlalchemy import JSON, BigInteger, Boolean, Column, DateTime, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.dialects import mysql
from sqlalchemy.dialects.mysql import LONGTEXT, MEDIUMBLOB, TINYINT

target_metadata = MetaData()
Table("t", target_metadata, Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
      Column("a", Text().with_variant(LONGTEXT(), "mysql", "mariadb")),
      Column("b", LargeBinary().with_variant(MEDIUMBLOB, "mysql")),
      Column("c", Boolean().with_variant(TINYINT(1), "mysql")),
      Column("d", DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")),
      Column("e", String(5).with_variant(String(9), "postgresql", "sqlite")), mysql_engine="InnoDB",
      mysql_row_format="DYNAMIC", mariadb_engine="Aria")

"""Types of SQL Server and Oracle as variants."""
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table
from sqlalchemy.dialects import mssql, oracle

target_metadata = MetaData()
Table("t", target_metadata, Column("id", Integer, primary_key=True),
      Column("a", DateTime().with_variant(mssql.DATETIME2, "mssql")),
      Column("b", String(5).with_variant(oracle.VARCHAR2(5), "oracle")))
left_to_sqlalchemy = True

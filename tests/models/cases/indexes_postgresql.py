"""Indexes of PostgreSQL: GIN over JSONB and text search, operator classes, expressions."""
from sqlalchemy import Column, Computed, Index, Integer, MetaData, String, Table, Text, cast, func, literal_column, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

target_metadata = MetaData()
t = Table("t", target_metadata, Column("id", Integer, primary_key=True), Column("data", JSONB), Column("title", Text),
          Column("tags", ARRAY(String)), Column("search", TSVECTOR, Computed("to_tsvector('english', title)", persisted=True)))
Index("one", t.c.data, postgresql_using="gin", postgresql_ops={"data": "jsonb_path_ops"})
Index("two", func.to_tsvector(literal_column("'english'"), t.c.title), postgresql_using="gin")
Index("three", t.c.data.op("->>")("key"))
Index("four", t.c.search, postgresql_using="gin", postgresql_with={"fastupdate": "off"})
Index("five", text("title COLLATE \"C\""), postgresql_where=text("title IS NOT NULL"), _table=t)
Index("six", t.c.title.desc().nulls_last(), t.c.id.asc())
Index("seven", cast(t.c.id, Text), unique=True)
Index("eight", t.c.title, postgresql_ops={"title": "gin_trgm_ops"}, postgresql_using="gin")
Index("nine", func.lower(t.c.title).label("low"), postgresql_ops={"low": "text_pattern_ops"})
target_dialects = ("postgresql",)

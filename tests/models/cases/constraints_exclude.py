from sqlalchemy import Column, Integer, MetaData, String, Table, text
from sqlalchemy.dialects.postgresql import INT4RANGE, TSRANGE, ExcludeConstraint
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

target_metadata = MetaData()
t = Table("t", target_metadata,
          Column("id", Integer, primary_key=True), Column("room", Integer), Column("during", TSRANGE),
          ExcludeConstraint(("room", "="), ("during", "&&"), name="no_overlap", using="gist"),
          ExcludeConstraint((text("int4range(room, id)"), "&&"), where=text("room > 3"), deferrable=True))


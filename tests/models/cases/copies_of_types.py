"""One column object, type or constraint used in several places."""
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

Kind = sa.Enum("a", "b", name="kind")
created = sa.Column("created", sa.DateTime, server_default=sa.func.now())
target_metadata = sa.MetaData()
shared = [sa.Column("id", sa.Integer, primary_key=True), sa.Column("kind", Kind)]
sa.Table("a", target_metadata, *[column.copy() if hasattr(column, "copy") else column._copy() for column in shared],
         created._copy())
sa.Table("b", target_metadata, *[column._copy() for column in shared], created._copy(), sa.Column("again", Kind))
a = target_metadata.tables["a"]
sa.Table("c", target_metadata, sa.Column("id", a.c.id.type, sa.ForeignKey(a.c.id), primary_key=True),
         sa.UniqueConstraint("id", name="u"))
selected = sa.select(a.c.id, a.c.kind)

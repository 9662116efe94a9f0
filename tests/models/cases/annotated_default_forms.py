from sqlalchemy import DateTime, FetchedValue, Integer, String, Text, cast, false, func, literal, literal_column, null
from sqlalchemy import text, true
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import DefaultClause


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    a = mapped_column(String, server_default="it's")
    b = mapped_column(Integer, server_default="0")
    c = mapped_column(Integer, server_default=text("1 + 1"))
    d = mapped_column(DateTime, server_default=func.now())
    e = mapped_column(DateTime, server_default=func.current_timestamp(), server_onupdate=FetchedValue())
    f: Mapped[bool] = mapped_column(server_default=true())
    g: Mapped[bool] = mapped_column(server_default=false())
    h = mapped_column(Text, server_default="")
    i = mapped_column(Text, server_default=literal_column("'x'::text"))
    j = mapped_column(Text, server_default=cast("q", String(3)))
    k = mapped_column(Integer, server_default=literal(5))
    l = mapped_column(postgresql.JSONB, server_default=text("'{}'::jsonb"))
    m = mapped_column(Integer, server_default=FetchedValue())
    n = mapped_column(Integer, DefaultClause("8"))
    o = mapped_column(Text, server_default=null())
    p = mapped_column(postgresql.ARRAY(String), server_default="{}")
    q: Mapped[str] = mapped_column(default="x", onupdate=lambda: "y")
    r = mapped_column(Integer, default=func.random())
    s = mapped_column(DateTime(timezone=True), server_default=func.timezone("utc", func.now()))


target_metadata = Base.metadata

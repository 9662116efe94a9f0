"""Tables, columns and constraints that are made by hand."""
import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import postgresql

metadata = sa.MetaData()
users = sa.Table(
    "users", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50), nullable=False, unique=True, index=True),
    sa.Column("tags", postgresql.ARRAY(sa.Text)),
    sa.Column("kind", sa.Enum("a", "bcd", name="kind")),
    sa.Column("team_id", sa.ForeignKey("s.teams.id", ondelete="CASCADE"), key="team"),
    sa.Column("n", sa.Integer, sa.CheckConstraint("n > 0", name="positive"), server_default="1"),
    sa.UniqueConstraint("name", "n", name="uq"),
)
teams = sa.Table("teams", metadata, sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
                 schema="s")
print(list(users.c.keys()), users.key, teams.key, teams.fullname, sorted(metadata.tables))
for column in users.c:
    print(column.name, column.key, column.nullable, column.primary_key, column.unique, column.index, repr(column.type))
print(repr(users.c.team.type), [fk.target_fullname for fk in users.c.team.foreign_keys])
print(next(iter(users.c.team.foreign_keys)).column is teams.c.id)
print([c.name for c in users.primary_key.columns], [t.name for t in metadata.sorted_tables])
print(teams.c.id.nullable, teams.c.id.identity.always, users.c.n.server_default.arg)
print("users" in metadata.tables, users.c["id"] is users.c.id, users.c.get("x"))
index = sa.Index("ix_lower", sa.func.lower(users.c.name), postgresql_using="gin")
print(index.table is users, index in users.indexes, index.dialect_kwargs["postgresql_using"])
print(sa.Table("users", metadata) is users)
for wrong in (
    lambda: sa.Table("users", metadata, sa.Column("x", sa.Integer)),
    lambda: sa.Table("t", sa.MetaData(), sa.Column("x", sa.Integer), sa.Column("x", sa.Integer)),
    lambda: sa.Column("x", sa.Integer, object()),
    lambda: sa.Column("x", sa.Integer, name="y"),
    lambda: sa.Enum(1),
    lambda: sa.String(5).with_variant(sa.Text()),
    lambda: sa.ForeignKeyConstraint(["a", "b"], ["t.x"]),
):
    try:
        wrong()
        print("no error")
    except Exception as error:
        # A façade may leave the words to SQLAlchemy itself: it refuses.
        print("refused" if isinstance(error, exc.ArgumentError) or type(error).__name__ == "Error" else type(error).__name__)
copy = users.to_metadata(sa.MetaData(), schema="z")
print(copy.fullname, list(copy.c.keys()), sorted(str(c.name) for c in copy.constraints if c.name))
print(repr(sa.Numeric(10, 2)), repr(sa.String(3)), sa.Enum("a", "bcd", name="x").length, sa.Enum("x", name="n").enums)
print(isinstance(sa.VARCHAR(3), sa.String), issubclass(postgresql.JSONB, sa.JSON), isinstance(sa.BIGINT(), sa.Integer))


class Money(sa.types.TypeDecorator):
    impl = sa.Numeric(10, 2)
    cache_ok = True


print(type(Money().impl).__name__, Money().precision)
print(issubclass(exc.IntegrityError, exc.DBAPIError), issubclass(exc.NoSuchTableError, exc.InvalidRequestError))
print(sorted(c.name for c in sa.inspect(users).columns))

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None

# (column as the table has it, type of the statement that reads it)
READ = [
    ("n", sa.Numeric(asdecimal=False)), ("n", sa.Numeric(10, 2)), ("n", sa.Float()), ("n", sa.Float(asdecimal=True)),
    ("f", sa.Float()), ("f", sa.Float(asdecimal=True)), ("f", sa.Numeric()), ("f", sa.Numeric(10, 2)),
    ("f", sa.Float(asdecimal=True, decimal_return_scale=3)), ("i", sa.Numeric(asdecimal=False)), ("i", sa.Float()),
    ("u", sa.Uuid()), ("u", sa.Uuid(as_uuid=False)), ("t", sa.Enum("one", "two", name="number")), ("t", sa.String()),
    ("no_f", sa.Float()), ("no_f", sa.Numeric()), ("no_u", sa.Uuid(as_uuid=False)), ("no_t", sa.Enum("one", name="number")),
]
ARRAYS = [
    postgresql.ARRAY(sa.Numeric(asdecimal=False), as_tuple=True), postgresql.ARRAY(sa.Numeric()),
    sa.ARRAY(sa.Float(asdecimal=True), dimensions=2),
]


def upgrade():
    bind = op.get_bind()
    op.create_table(
        "v", sa.Column("n", sa.Numeric(10, 2)), sa.Column("f", sa.Double()), sa.Column("i", sa.Integer()),
        sa.Column("u", sa.Uuid()), sa.Column("t", sa.String(10)), sa.Column("no_f", sa.Float()), sa.Column("no_u", sa.Uuid()),
        sa.Column("no_t", sa.String(10)))
    op.execute("INSERT INTO v (n, f, i, u, t) VALUES (1.5, 0.1, 7, '12345678123412341234123456789abc', 'one')")
    op.create_table("notes", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("words", sa.String(200)))
    notes = sa.table("notes", sa.column("id"), sa.column("words"))
    found = []
    keys = sa.table("v", sa.column("u", sa.Uuid(as_uuid=False)), sa.column("t"))
    bind.execute(sa.update(keys).values(u="abcdef12-1234-1234-1234-123456789abc"))
    found.append(repr(bind.execute(sa.select(keys.c.u).where(keys.c.u == "abcdef12-1234-1234-1234-123456789abc")).all()))
    for name, type_ in READ:
        value = bind.execute(sa.select(sa.column(name, type_)).select_from(sa.table("v"))).scalar()
        found.append(f"{name} {type_!r}: {value!r}")
    try:
        value = bind.execute(sa.select(sa.column("t", sa.Enum("other", name="number"))).select_from(sa.table("v"))).scalar()
        found.append(repr(value))
    except LookupError as error:
        found.append(str(error))
    found.append(f"{issubclass(sa.Float, sa.Numeric)} {isinstance(sa.Double(), sa.Float)} {issubclass(sa.REAL, sa.Numeric)}")
    if bind.dialect.name == "postgresql":
        some = sa.literal(1) == sa.func.any(sa.literal_column("ARRAY[1, 2]"))
        found.append(repr(bind.execute(sa.select(some, ~some)).one()))
        for type_, text in zip(ARRAYS, ("ARRAY[1.5, 2]::numeric[]", "ARRAY[1.5, 2]::numeric[]",
                                        "ARRAY[[0.5::float8, 2], [3, NULL]]")):
            value = bind.execute(sa.select(sa.literal_column(text, type_))).scalar()
            found.append(f"{type_!r}: {value!r}")
    bind.execute(sa.insert(notes), [{"id": number, "words": words} for number, words in enumerate(found)])


def downgrade():
    op.drop_table("notes")
    op.drop_table("v")

import sqlalchemy as sa
from alembic.operations import ops
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.sql.elements import conv


def _table(schema=None):
    return Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("a", Integer), Column("b", String(9)),
                 Column("Weird Name", Integer), schema=schema)


def _both(*indexes):
    return [op for index in indexes for op in (ops.CreateIndexOp.from_index(index), ops.DropIndexOp.from_index(index))]


def of_columns():
    t = _table()
    return _both(sa.Index("i", t.c.a), sa.Index("i", t.c.a, t.c.b), sa.Index("i", t.c.a, unique=True),
                 sa.Index("i", t.c["Weird Name"]))


def names():
    t = _table()
    return _both(sa.Index(conv("ix_t_a"), t.c.a), sa.Index(None, t.c.b), sa.Index("it's", t.c.a))


def in_a_schema():
    t = _table("app")
    return _both(sa.Index("i", t.c.a), sa.Index("i", t.c.a, postgresql_where=t.c.a > 5))


def of_expressions():
    t = _table()
    return _both(sa.Index("i", sa.func.lower(t.c.b)), sa.Index("i", t.c.a + 1), sa.Index("i", sa.text("lower(b)"), t.c.a),
                 sa.Index("i", t.c.a.desc()), sa.Index("i", t.c.a.desc().nulls_last()), sa.Index("i", sa.cast(t.c.b, Integer)),
                 sa.Index("i", t.c.b.collate("C")), sa.Index("i", sa.literal_column("b || 'x'"), t.c.a),
                 sa.Index("i", sa.func.coalesce(t.c.b, "none")), sa.Index("i", (t.c.a > 5) & (t.c.b == "x")))


def labels():
    t = _table()
    return _both(sa.Index("i", sa.func.lower(t.c.b).label("low"), postgresql_ops={"low": "text_pattern_ops"}),
                 sa.Index("i", (t.c.a + 1).label("next")))


def postgresql_options():
    t = _table()
    return _both(sa.Index("i", t.c.a, postgresql_using="hash"),
                 sa.Index("i", t.c.a, postgresql_where=sa.text("a > 5 AND b <> 'x'")),
                 sa.Index("i", t.c.a, postgresql_where=t.c.b.is_not(None)),
                 sa.Index("i", t.c.b, postgresql_ops={"b": "varchar_pattern_ops"}),
                 sa.Index("i", t.c.a, postgresql_include=["b"]),
                 sa.Index("i", t.c.a, postgresql_with={"fillfactor": 50, "fastupdate": "on"}),
                 sa.Index("i", t.c.a, postgresql_tablespace="fast", postgresql_using="btree"),
                 sa.Index("i", t.c.a, postgresql_nulls_not_distinct=True, unique=True),
                 sa.Index("i", t.c.a, postgresql_concurrently=True))



def sqlite_options():
    t = _table()
    return _both(sa.Index("i", t.c.a, sqlite_where=t.c.a > 5), sa.Index("i", t.c.a, sqlite_where=sa.text("a > 5")))


def options_of_another_database():
    t = _table()
    return _both(sa.Index("i", t.c.a, mysql_length=5), sa.Index("i", t.c.a, mysql_prefix="FULLTEXT"))


def existing():
    t = _table()
    return [ops.CreateIndexOp("i", "t", ["a"], if_not_exists=True), ops.DropIndexOp("i", "t", if_exists=True),
            ops.DropIndexOp("i", "t", schema="app"), ops.DropIndexOp(conv("ix_t_a"), "t")]

"""What façades do not have, and refuse nowhere: the step that ends for want of it is run with SQLAlchemy itself, and the
script's own mistakes end there as they do with Alembic."""

import shutil

from common import database, expect, must, on, run
from support import projects
from test_taking_up import WORDS, at, project_of, refused

TABLE = ('op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))\n'
         'op.bulk_insert(sa.table("t", sa.column("id"), sa.column("n")), [{"id": 1, "n": 3}, {"id": 2, "n": 5}])',
         'op.drop_table("t")')
START = 'bind = op.get_bind()\nt = sa.table("t", sa.column("id", sa.Integer), sa.column("n", sa.Integer))\n'
# (what the step does, what t has then)
STEPS = {
    "a method": ('bind.execute(sa.select(t).where(t.c.id == 1).into("copied"))\n'
                 'op.execute("UPDATE t SET n = (SELECT n + 10 FROM copied) WHERE id = 2")', [(1, 3), (2, 13)]),
    "an operator": ("bind.execute(sa.update(t).values(n=t.c.n * 2 + (t.c.n - t.c.n) ** 2))", [(1, 6), (2, 10)]),
    "an argument": ('rows = bind.execute(sa.select(t.c.id, sa.func.sum(t.c.n).over(order_by=t.c.id, rows=(None, None), '
                    'exclude="CURRENT ROW"))).all()\n'
                    'for key, n in rows:\n    bind.execute(sa.update(t).values(n=n).where(t.c.id == key))', [(1, 5), (2, 3)]),
    "a method of a result": ('found = bind.execute(sa.select(t.c.id, t.c.n).order_by(t.c.id)).columns("n").all()\n'
                             'bind.execute(sa.update(t).values(n=found[1][0]).where(t.c.id == 1))', [(1, 5), (2, 5)]),
    "a method of an inspector": ('found = sa.inspect(bind).get_multi_columns()\n'
                                 'bind.execute(sa.update(t).values(n=len(found[None, "t"])))', [(1, 2), (2, 2)]),
    "an argument of an inspector": ('found = sa.inspect(bind).get_columns("t", oracle_resolve_synonyms=True)\n'
                                    'bind.execute(sa.update(t).values(n=len(found)))', [(1, 2), (2, 2)]),
    "a relationship": ('''
from sqlalchemy.orm import aliased, configure_mappers, declarative_base, relationship
Base = declarative_base()
class One(Base):
    __tablename__ = "t"
    id = sa.Column(sa.Integer, primary_key=True)
    n = sa.Column(sa.Integer)
class Other(Base):
    __tablename__ = "other"
    id = sa.Column(sa.ForeignKey("t.id"), primary_key=True)
    one = relationship(One, backref="others")
configure_mappers()
Other.__table__.create(bind)
bind.execute(sa.insert(Other).values(id=2))
for key, in bind.execute(sa.select(One.id).join(One.others)).all():
    bind.execute(sa.update(One).values(n=7).where(One.id == key))
other = aliased(One)
bind.execute(sa.update(One).values(n=sa.select(other.n + 1).where(other.id == 2).scalar_subquery()).where(One.id == 1))
''', [(1, 8), (2, 7)]),
    "an event": ('''
def heard(table, connection, **kw):
    connection.execute(sa.update(t).values(n=t.c.n + 1))
sa.event.listen(sa.MetaData, "before_create", heard, once=True)
for _ in range(2):
    sa.MetaData().create_all(bind)
''', [(1, 4), (2, 6)]),
    "operators of a type": ('''
class Negative(sa.types.TypeDecorator):
    impl = sa.Integer
    cache_ok = True
    class comparator_factory(sa.types.TypeDecorator.Comparator):
        def __eq__(self, other):
            return sa.cast(self.expr, sa.Integer) == -other
t = sa.table("t", sa.column("id", Negative), sa.column("n", sa.Integer))
bind.execute(sa.update(t).values(n=9).where(t.c.id == -2))
''', [(1, 3), (2, 9)]),
    "values of a type": ('''
class Doubled(sa.Integer):
    def bind_processor(self, dialect):
        return lambda value: value * 2
t = sa.table("t", sa.column("id", sa.Integer), sa.column("n", Doubled))
bind.execute(sa.update(t).values(n=4).where(t.c.id == 1))
''', [(1, 8), (2, 5)]),
    "a class": ('from sqlalchemy import CreateTableAs\nop.execute(CreateTableAs(sa.select(t), "copied"))\n'
                'op.execute("UPDATE t SET n = (SELECT count(*) FROM copied)")', [(1, 2), (2, 2)]),
}


@on("sqlite", "postgresql")
def test_it_is_run_with_sqlalchemy(tool, folder, server, kind):
    for name, (step, rows) in STEPS.items():
        if (name, kind) == ("an operator", "sqlite"):
            continue  # its library may be built without pow()
        place = folder / name
        place.mkdir()
        target = database(kind, place, server)
        project = project_of(place, target, [TABLE, (START + step, "pass"), projects.table_and_index(3)])
        said = must(run(tool, ["upgrade", "head"], project), name).stderr
        expect(said.count(WORDS) == 1 and said.count("Running upgrade  -> r0001") == 1, said)
        found = target.execute("SELECT id, n FROM t ORDER BY id")
        expect(found == rows and at(target) == ["r0003"], (name, found))
        # Where that is not wanted the error is the script's.
        place = folder / f"{name}, quick"
        place.mkdir()
        target.drop()
        target = database(kind, place, server)
        project = project_of(place, target, [TABLE, (START + step, "pass")], settings="runtime = quick")
        refused(tool, ["upgrade", "head"], project, "0002_step.py")
        expect(at(target) == ["r0001"], (name, at(target)))
        target.drop()


@on("postgresql")
def test_values_of_the_driver(tool, folder, server, kind):
    """What no type converts: bytes are views of memory, and ranges are objects of psycopg2's, which only its stand-in has."""
    view = ("data, several = bind.execute(sa.text(r\"SELECT '\\x0102'::bytea, ARRAY['\\x03'::bytea, NULL]\")).one()\n"
            "assert type(data) is memoryview and bytes(data) == b'\\x01\\x02', data\n"
            "assert bytes(several[0]) == b'\\x03' and several[1] is None, several\n"
            "typed = bind.execute(sa.select(sa.cast(sa.literal(b'x'), sa.LargeBinary))).scalar()\n"
            "assert typed == b'x' and type(typed) is bytes, typed\n")
    bounds = ("one, several = bind.execute(sa.text('SELECT int4range(1, n), ARRAY[int4range(2, 4)] FROM t WHERE id = 1')).one()\n"
              "bind.execute(sa.update(t).values(n=one.upper * 10 + several[0].lower))")
    for name, step, taken, rows in (("view", view, 0, [(1, 3), (2, 5)]), ("range", bounds, 1, [(1, 32), (2, 32)])):
        target = database(kind, folder, server)
        place = folder / name
        place.mkdir()
        project = project_of(place, target, [TABLE, (START + step, "pass")])
        said = must(run(tool, ["upgrade", "head"], project), name).stderr
        expect(said.count(WORDS) == taken, said)
        found = target.execute("SELECT id, n FROM t ORDER BY id")
        expect(found == rows, (name, found))
        target.drop()


@on("sqlite", "postgresql")
def test_what_the_script_has_committed_is_not_done_again(tool, folder, server, kind):
    """It is in the database already: the step ends there, and the error says what stays."""
    lack = STEPS["an argument"][0]
    own = ('with sa.create_engine(bind.engine.url).begin() as own:\n'
           '    own.execute(sa.text("INSERT INTO t (id, n) VALUES (3, 0)"))\n')
    for name, commits in (("of the step", 'op.execute("INSERT INTO t (id, n) VALUES (3, 0)")\nbind.commit()\n'),
                          ("of its own", own)):
        if (name, kind) == ("of its own", "sqlite"):
            continue  # the file is locked by the step
        place = folder / name
        place.mkdir()
        target = database(kind, place, server)
        project = project_of(place, target, [TABLE, (START + commits + lack, "pass")])
        must(run(tool, ["upgrade", "r0001"], project))
        said = refused(tool, ["upgrade", "head"], project, "commit() of its own", "stays")
        expect(WORDS not in said, said)
        expect(target.execute("SELECT count(*) FROM t")[0][0] == 3 and at(target) == ["r0001"], (name, said))
        target.drop()


@on("sqlite")
def test_mistakes_end_there(tool, folder, server, kind):
    target = database(kind, folder, server)
    for step, words in (("bind.execut(t)", "AttributeError: 'Connection' object has no attribute 'execut'"),
                        ("t.c.m", "AttributeError: m"),
                        ("sa.select(t).c", "AttributeError: 'Select' object has no attribute 'c'"), ('op.create_table(1, nothing=2)', "TypeError"),
                        ("sa.select(t) @ 5", "TypeError: unsupported operand type(s) for @: 'Select' and 'int'")):
        project = project_of(folder, target, [TABLE, (START + step, "pass")])
        said = refused(tool, ["upgrade", "head"], project, words, "0002_step.py", "Correct the script")
        expect(at(target) == ["r0001"] and said.count(words) >= 1, said)
        target.execute("DROP TABLE t")
        target.execute("DROP TABLE alembic_version")
        shutil.rmtree(project)
    # What is no matter of façades is not tried again.
    for step, words in (("int('x')", "ValueError"), ("None.nothing", "AttributeError"), ("{}['k']", "KeyError"),
                        ('raise TypeError("no")', "TypeError: no"), ("len(5)", "TypeError")):
        project = project_of(folder, target, [TABLE, (START + step, "pass")])
        said = refused(tool, ["upgrade", "head"], project, words, "0002_step.py")
        expect(WORDS not in said, said)
        target.execute("DROP TABLE t")
        target.execute("DROP TABLE alembic_version")
        shutil.rmtree(project)


CONFLICTS = '''
from sqlalchemy.dialects.{dialect} import insert
made = insert(t).values(id=1, n=50)
made = made.on_conflict_do_update(index_elements=["id"], set_={{"n": made.excluded.n}}).on_conflict_do_nothing()
bind.execute(made)
'''


@on("sqlite", "postgresql")
def test_two_answers_to_conflicts(tool, folder, server, kind):
    """The second one took the place of the first one; SQLite has both, PostgreSQL's are refused."""
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, (START + CONFLICTS.format(dialect=kind), "pass")])
    if kind == "sqlite":
        must(run(tool, ["upgrade", "head"], project))
        expect(target.execute("SELECT id, n FROM t ORDER BY id") == [(1, 50), (2, 5)], "the first answer is lost")
    else:
        refused(tool, ["upgrade", "head"], project, "already has an ON CONFLICT clause", "0002_step.py")
    target.drop()


@on("postgresql")
def test_values_of_hstore(tool, folder, server, kind):
    step = '''
from sqlalchemy.dialects import postgresql
bind = op.get_bind()
t = sa.table("h", sa.column("h", postgresql.HSTORE))
bind.execute(sa.insert(t).values(h={"a": "1", "b": None}))
assert bind.execute(sa.select(t.c.h)).scalar() == {"a": "1", "b": None}
bind.execute(sa.update(t).values({t.c.h["c"]: "7"}))
assert bind.execute(sa.select(t.c.h["c"])).scalar() == "7"
'''
    for prepared in (False, True):
        target = database(kind, folder, server)
        first = 'op.create_table("h", sa.Column("h", sa.dialects.postgresql.HSTORE))'
        if prepared:
            target.execute("CREATE EXTENSION hstore")
        else:
            first = 'op.execute("CREATE EXTENSION hstore")\n' + first
        first = "import sqlalchemy.dialects.postgresql\n" + first
        project = project_of(folder / str(prepared), target, [(first, "pass"), (step, "pass")])
        must(run(tool, ["upgrade", "head"], project))
        target.drop()


OBJECTS = '''
from sqlalchemy.dialects import postgresql as pg
bind = op.get_bind()
def read(text, type_):
    return bind.execute(sa.select(sa.literal_column(text, type_))).scalar()
try:
{read}
except TypeError:
    pass
'''


@on("postgresql")
def test_values_that_are_objects(tool, folder, server, kind):
    """What the quick modules would give as text."""
    for number, (read, words) in enumerate((
            ('assert read("int4range(1, 5)", pg.INT4RANGE()).upper == 5', "INT4RANGE"),
            ('assert read("daterange(\'2020-01-01\', NULL)", pg.DATERANGE()).upper is None', "DATERANGE"),
            ('assert read("B\'1010\'", pg.BIT(4)) == pg.BitString("1010")', "BIT"),
            ('assert read("ARRAY[\'ok\']::mood[]", pg.ARRAY(sa.Enum("sad", "ok", name="mood"))) == ["ok"]', "Enum"))):
        target = database(kind, folder, server)
        target.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')")
        step = OBJECTS.format(read=projects.indent(read))
        project = project_of(folder / str(number), target, [(step, "pass")])
        said = must(run(tool, ["upgrade", "head"], project)).stderr
        expect(said.count(WORDS) == 1 and words in said, said)
        target.drop()

"""`[limbeck] target = schema.sql`: files of SQL as what a database ought to be."""

import re

from common import database, expect, must, on
from project import REVISION, Project

SHOP = {
    "sqlite": """
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, note TEXT DEFAULT 'a;b');
CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id),
                      total NUMERIC(10, 2) CHECK (total > 0));
CREATE INDEX ix_order_customer ON "order" (customer_id);
CREATE VIEW large AS SELECT id, total FROM "order" WHERE total > 100; -- a view; of orders
CREATE TRIGGER audit AFTER INSERT ON customer BEGIN
    UPDATE customer SET note = 'new; ' || new.id WHERE id = new.id;
    DELETE FROM customer WHERE name = 'END;';
END;
COMMIT;
""",
    "postgresql": """
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE SEQUENCE numbers START 100;
CREATE FUNCTION twice(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x * 2; $$;
CREATE FUNCTION half(x integer) RETURNS integer LANGUAGE sql IMMUTABLE BEGIN ATOMIC; SELECT x / 2; END;
CREATE TABLE customer (
    id serial PRIMARY KEY, name varchar(50) NOT NULL DEFAULT 'it''s;', feels mood DEFAULT 'ok',
    number integer DEFAULT nextval('numbers'), CONSTRAINT ck_number CHECK (twice(number) > 0));
CREATE TABLE "Order" (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id integer REFERENCES customer,
                      total numeric(10, 2), at date NOT NULL DEFAULT current_date);
CREATE INDEX ix_order_customer ON "Order" (customer_id) WHERE total > 0;
COMMENT ON COLUMN customer.name IS 'as on the bill';
CREATE VIEW large AS SELECT o.id, c.name FROM "Order" o JOIN customer c ON c.id = o.customer_id WHERE o.total > 100;
CREATE VIEW larger AS SELECT * FROM large;
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS total FROM "Order" GROUP BY 1;
CREATE UNIQUE INDEX ix_totals ON totals (customer_id);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN new.at := current_date; RETURN new; END $body$;
CREATE TRIGGER stamp BEFORE UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION stamp();
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON customer USING (name = current_user::text);
GRANT SELECT ON customer TO PUBLIC;
""",
}


@on("sqlite", "postgresql")
def test_from_nothing_and_on(tool, folder, server, kind):
    project = Project(tool, folder, database(kind, folder, server), "schema.sql", {"schema.sql": SHOP[kind]})
    text, _ = project.up_and_down()
    expect("op.create_table('customer'" in text, text)
    # One line of the file changes, and so does the database.
    sql = SHOP[kind].replace("total > 100", "total > 200").replace("VARCHAR(50)", "VARCHAR(60)")
    project.write("schema.sql", sql.replace("varchar(50)", "varchar(60)"))
    shown = project.must("diff").stdout
    expect("large" in shown and "customer" in shown and "60" in shown, shown)
    project.up_and_down()


@on("sqlite", "postgresql")
def test_with_env(tool, folder, server, kind):
    """The target stands in for target_metadata, with which env.py goes on working under Alembic."""
    project = Project(tool, folder, database(kind, folder, server), "schema.sql", {"schema.sql": SHOP[kind]},
                      env="from sqlalchemy import *\ntarget_metadata = MetaData()\n"
                          "Table('never', target_metadata, Column('id', Integer))\n")
    text, said = project.make()
    expect("never" not in text and "create_table('customer'" in text, text)
    expect("compared with schema.sql" in said and "target_metadata of env.py is not looked at" in said, said)


@on("sqlite", "postgresql")
def test_folder_in_order_of_names(tool, folder, server, kind):
    files = {"sql/10_tables.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY);", "sql/note.txt": "not SQL",
             "sql/20_views.sql": "CREATE VIEW v AS SELECT id FROM a;"}
    project = Project(tool, folder, database(kind, folder, server), "sql", files)
    project.up_and_down()
    project.write("sql/30_broken.sql", "\n\nCREATE VIEW w AS SELECT nothing FROM")
    done = project.run("check")
    expect(done.returncode == 255 and "sql/30_broken.sql:3" in done.stdout + done.stderr, done.stdout + done.stderr)


@on("sqlite", "postgresql")
def test_what_is_not_named_is_dropped(tool, folder, server, kind):
    base = database(kind, folder, server)
    base.script("CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER); CREATE TABLE gone (id INTEGER NOT NULL, PRIMARY "
                "KEY (id)); INSERT INTO gone VALUES (1), (2); CREATE VIEW former AS SELECT id FROM gone; "
                "CREATE VIEW stays AS SELECT id FROM a")
    project = Project(tool, folder, base, "schema.sql", {
        "schema.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER);\nCREATE VIEW stays AS SELECT id FROM a;"})
    text, said = project.up_and_down()
    expect("danger: drops table gone (2 rows)" in said, said)
    expect("danger: drops view former" in text and "DROP VIEW former" in text, text)
    expect("stays" not in text, text)


@on("sqlite", "postgresql")
def test_tools_name_the_target(tool, folder, server, kind):
    project = Project(tool, folder, database(kind, folder, server), "schema.sql", {"schema.sql": SHOP[kind]})
    expect('"target": "schema.sql"' in project.must("diff", "--format", "json").stdout, "json")
    expect("schema.sql" in project.must("diff", "--format", "html").stdout, "html")
    expect("CREATE TABLE customer" in project.must("diff", "--sql").stdout, "sql")
    done = project.run("check")
    must(done, "check", 255)
    expect("New upgrade operations detected" in done.stdout, done.stdout)


@on("sqlite", "postgresql")
def test_version_and_log_table_are_nobodys(tool, folder, server, kind):
    project = Project(tool, folder, database(kind, folder, server), "schema.sql",
                      {"schema.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY);\n"
                                     "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);"})
    with (project.folder / "alembic.ini").open("a") as settings:
        settings.write("log_table = limbeck_log\n")
    text, _ = project.make()
    expect("alembic_version" not in text and "limbeck_log" not in text, text)
    project.must("upgrade", "head")
    project.clean()


@on("sqlite", "postgresql")
def test_hooks(tool, folder, server, kind):
    """Names and objects of both sides are shown to env.py; what it leaves out is left alone."""
    base = database(kind, folder, server)
    base.script("CREATE TABLE kept (id INTEGER PRIMARY KEY); CREATE TABLE gone (id INTEGER PRIMARY KEY); "
                "CREATE VIEW v_kept AS SELECT id FROM kept")
    project = Project(tool, folder, base, "schema.sql", {
        "schema.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY, secret INTEGER);\nCREATE TABLE b (id INTEGER PRIMARY KEY);"},
        env="""
def include_name(name, type_, parents):
    return not (type_ in ("table", "view") and name.endswith("kept"))
def include_object(object, name, type_, reflected, compare_to):
    if type_ == "table":
        assert object.name == name and "id" in object.c and object.metadata is not None
        return name != "b"
    return True
options = {"include_name": include_name, "include_object": include_object}
""")
    text, _ = project.make()
    expect("create_table('a'" in text and "drop_table('gone'" in text, text)
    expect("'b'" not in text and "kept" not in text, text)


# --- dumps

EVERYTHING = """
CREATE SCHEMA app;
CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE app.kind AS ENUM ('a b');
CREATE DOMAIN posint AS integer CONSTRAINT positive CHECK (VALUE > 0);
CREATE SEQUENCE app.numbers START 5 INCREMENT 2;
CREATE FUNCTION app.twice(x integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT x * 2';
CREATE TABLE p (id serial PRIMARY KEY, m mood[] DEFAULT '{ok}', k app.kind DEFAULT 'a b', d posint);
CREATE TABLE app.t (id integer DEFAULT nextval('app.numbers') CHECK (app.twice(id) > 1), p integer REFERENCES p ON DELETE
    CASCADE, "Q" text, g integer GENERATED ALWAYS AS (app.twice(3)) STORED, i bigint GENERATED BY DEFAULT AS IDENTITY);
CREATE TABLE a (id integer PRIMARY KEY, b integer); CREATE TABLE b (id integer PRIMARY KEY REFERENCES a);
ALTER TABLE a ADD CONSTRAINT late FOREIGN KEY (b) REFERENCES b DEFERRABLE INITIALLY DEFERRED;
COMMENT ON TABLE a IS 'it''s; a table'; COMMENT ON CONSTRAINT late ON a IS 'it goes round';
CREATE INDEX ix ON p (app.twice(id) DESC, k);
CREATE TABLE part (id integer, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE VIEW v2 AS SELECT id, "Q" FROM app.t; CREATE VIEW app.v1 AS SELECT id FROM v2;
CREATE MATERIALIZED VIEW mv AS SELECT 1 AS one; CREATE UNIQUE INDEX mv_one ON mv (one);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN UPDATE public.p SET id = 1; RETURN NEW; END$$;
CREATE TRIGGER tr BEFORE INSERT ON p FOR EACH ROW EXECUTE FUNCTION tf();
CREATE AGGREGATE app.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY; CREATE POLICY po ON app.t USING (p > 1); GRANT SELECT ON p TO PUBLIC;
"""


@on("postgresql")
def test_pg_dump(tool, folder, server, kind):
    """A dump of a structure, as pg_dump writes it, makes the same structure elsewhere."""
    origin, base = database(kind, folder, server), database(kind, folder, server)
    origin.script(EVERYTHING)
    dump = origin.server.dump(origin.name, "--schema-only")
    expect("pg_catalog.set_config('search_path'" in dump, dump[:2000])
    project = Project(tool, folder, base, "schema.sql", {"schema.sql": dump})
    base.script("CREATE SCHEMA app")
    project.up_and_down()

    def lines(of):
        text = of.server.dump(of.name, "--schema-only", "--exclude-table=*.alembic_version*")
        return sorted(line for line in text.splitlines() if line and not re.match(r"--|\\(un)?restrict ", line))

    first, second = lines(origin), lines(base)
    expect(first == second, f"- {[x for x in first if x not in second][:9]}\n+ {[x for x in second if x not in first][:9]}")


@on("postgresql")
def test_dump_with_psql_words(tool, folder, server, kind):
    sql = ("\\restrict abc\n\nSET statement_timeout = 0;\nSET transaction_timeout = 0;\nSELECT pg_catalog.set_config("
           "'search_path', '', false);\nCREATE TABLE public.a (id integer NOT NULL);\n"
           "ALTER TABLE public.a OWNER TO somebody;\nALTER TABLE ONLY public.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);\n"
           "\\unrestrict abc\n")
    project = Project(tool, folder, database(kind, folder, server), "schema.sql", {"schema.sql": sql})
    text, _ = project.up_and_down()
    expect("PrimaryKeyConstraint('id'" in text, text)


@on("postgresql")
def test_extension(tool, folder, server, kind):
    """What extensions have made is used where it is, and compared with nothing."""
    base = database(kind, folder, server)
    base.script("CREATE EXTENSION citext; CREATE TABLE users (id integer PRIMARY KEY)")
    sql = ("CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;\nCREATE EXTENSION pg_trgm;\n"
           "CREATE TABLE person (mail citext UNIQUE CHECK (mail <> 'x'), other public.citext, name text);\n"
           "CREATE INDEX ix_name ON person USING gin (name gin_trgm_ops);")
    project = Project(tool, folder, base, "schema.sql", {"schema.sql": sql})
    text, _ = project.make()
    expect("CREATE EXTENSION IF NOT EXISTS pg_trgm" in text and "citext" not in text.replace("CITEXT", "").replace(
        "mail <> 'x'::citext", ""), text)
    project.must("upgrade", "head")
    project.clean()


@on("postgresql")
def test_nothing_of_the_users_is_touched(tool, folder, server, kind):
    """A table of the database that the files do not create is neither used nor locked, with or without its schema."""
    base = database(kind, folder, server)
    base.script("CREATE EXTENSION citext; CREATE TABLE users (id integer PRIMARY KEY); "
                "CREATE TABLE other (id integer PRIMARY KEY)")
    keep = "CREATE TABLE other (id integer PRIMARY KEY, mail citext);\n"
    with base.holding("users"):  # nobody else may even read it
        for line, word in (("CREATE TABLE t (u integer REFERENCES users);", "the target uses users"),
                           ("CREATE TABLE t (u integer REFERENCES public.users (id));", "the target uses public.users"),
                           ("CREATE INDEX ix ON users (id);", "the target uses users"),
                           ("ALTER TABLE users ADD COLUMN x integer;", "the target uses users"),
                           ("CREATE TABLE t () INHERITS (users);", "the target uses users"),
                           ("DROP TABLE users;", "users"),
                           ("GRANT SELECT ON users TO PUBLIC;", "users"),
                           ("COMMENT ON TABLE public.users IS 'x';", "users")):
            project = Project(tool, folder, base, "schema.sql", {"schema.sql": keep + line}, name=re.sub(r"\W", "", line))
            project.refuses(word, "schema.sql:2")
    project = Project(tool, folder, base, "schema.sql", {"schema.sql": keep + "CREATE VIEW v AS SELECT id FROM users;"})
    project.refuses("which it does not create", "users")


@on("postgresql")
def test_row_level_security_and_partitions_run_under_alembic(tool, folder, server, kind):
    """What SQLAlchemy has no words for is SQL in the file."""
    project = Project(tool, folder, database(kind, folder, server), "schema.sql", {
        "schema.sql": "CREATE TABLE r (id integer PRIMARY KEY); ALTER TABLE r ENABLE ROW LEVEL SECURITY; "
                      "ALTER TABLE r FORCE ROW LEVEL SECURITY; CREATE TABLE p (at date) PARTITION BY RANGE (at); "
                      "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"})
    text, _ = project.up_and_down()
    expect("op.create_table('r'" in text and "op.execute('ALTER TABLE r FORCE ROW LEVEL SECURITY')" in text, text)
    expect("row_security=" not in text and "partition_of=" not in text and "PARTITION OF" in text, text)


@on("postgresql")
def test_what_is_not_compared_is_named(tool, folder, server, kind):
    base = database(kind, folder, server)
    base.script("CREATE TABLE a (id integer PRIMARY KEY); ALTER TABLE a ENABLE ROW LEVEL SECURITY")
    project = Project(tool, folder, base, "schema.sql", {
        "schema.sql": "CREATE TABLE a (id integer PRIMARY KEY);\nCREATE TYPE pair AS (x integer, y integer);\n"
                      "CREATE SCHEMA app;\nCREATE TABLE app.t (id integer);\n"
                      "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;\nCREATE STATISTICS s ON id, id FROM a;"})
    done = project.run("check")
    said = done.stdout + done.stderr
    for words in ("not compared: type pair, which is no enum (schema.sql:2)", "schema app: no operation",
                  "not compared: ALTER DEFAULT PRIVILEGES (schema.sql:5)", "not compared: STATISTICS (schema.sql:6)",
                  "the target has no postgresql_row_security"):
        expect(words in said, f"{words}:\n{said}")
    project.must(*REVISION)
    expect("there is no schema app; run CREATE SCHEMA before" in project.text(), project.text())


@on("postgresql")
def test_views_and_what_stands_on_them(tool, folder, server, kind):
    """A column that views and policies speak of changes its type: they go and come again, with their privileges."""
    base = database(kind, folder, server)
    sql = ("CREATE TABLE a (id integer PRIMARY KEY, b integer);\nCREATE VIEW v AS SELECT id, b FROM a;\n"
           "CREATE VIEW w AS SELECT b FROM v;\nGRANT SELECT ON w TO PUBLIC;\n"
           "CREATE POLICY p ON a USING (b > 0);\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS "
           "$$ BEGIN RETURN new; END $$;\nCREATE TRIGGER t BEFORE UPDATE OF b ON a FOR EACH ROW EXECUTE FUNCTION f();\n"
           "CREATE TRIGGER i INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();")
    base.script(sql)
    project = Project(tool, folder, base, "schema.sql", {"schema.sql": sql.replace("b integer", "b bigint")})
    text, said = project.up_and_down()
    expect("GRANT SELECT ON w TO PUBLIC" in text and "danger: drops view" not in said, text)


# --- bad input

@on("sqlite", "postgresql")
def test_bad_files(tool, folder, server, kind):
    base = database(kind, folder, server)
    tables = "CREATE TABLE a (id INTEGER PRIMARY KEY);\n\n"
    cases = [(tables + "CREATE TABLE b (id INTEGER,);", ["schema.sql:3", "syntax error"]),
             (tables + "INSERT INTO a VALUES (1);", ["schema.sql:3", "INSERT is about rows"]),
             ("-- nothing here\n", ["has nothing in it"]),
             ("", ["has nothing in it"])]
    if kind == "postgresql":
        cases += [(tables + "COPY public.a (id) FROM stdin;\n1\n\\.\n", ["schema.sql:3", "pg_dump --schema-only"]),
                  (tables + "\\connect other\n", ["schema.sql:3", "\\connect", "psql"]),
                  (tables + "CREATE ROLE joe;", ["schema.sql:3", "CREATE ROLE concerns the server"]),
                  (tables + "DO $$ BEGIN END $$;", ["schema.sql:3", "DO runs code"]),
                  (tables + "CREATE VIEW v AS SELECT 'it", ["schema.sql:3", "does not end"]),
                  (tables + "GRANT SELECT ON a TO nobody_of_that_name;", ["schema.sql:3", "nobody_of_that_name"]),
                  (tables + "CREATE VIEW v AS SELECT b FROM a;", ["schema.sql:3", 'column "b" does not exist']),
                  (tables + "CREATE TABLE t (x app.nothing);", ["schema.sql:3", "app"])]
    else:
        cases += [(".tables\n" + tables, ["schema.sql:1", ".tables"]),
                  (tables + "ATTACH 'x.db' AS x;", ["schema.sql:3", "ATTACH"])]
    for number, (sql, words) in enumerate(cases):
        project = Project(tool, folder, base, "schema.sql", {"schema.sql": sql}, name=f"project{number}")
        for command in (("check",), REVISION, ("diff",)):
            said = project.refuses(*words, command=command)
            expect("limbeck_scratch" not in said.partition("statement:")[0], said)


@on("sqlite", "postgresql")
def test_no_file(tool, folder, server, kind):
    base = database(kind, folder, server)
    project = Project(tool, folder, base, "missing.sql")
    project.refuses("there is no file or folder", "missing.sql", "[limbeck] target")
    (folder / "project" / "empty").mkdir()
    other = Project(tool, folder, base, "empty", {"empty/readme.txt": ""}, name="other")
    other.refuses("has no file that ends with .sql")


@on("postgresql")
def test_without_the_right_to_a_scratch_place(tool, folder, server, kind):
    base = database(kind, folder, server)
    role = f"reader_{base.name}"
    base.script(f"CREATE ROLE {role} LOGIN PASSWORD 'x'; GRANT ALL ON SCHEMA public TO {role}")
    try:
        project = Project(tool, folder, base, "schema.sql", {"schema.sql": SHOP[kind]})
        settings = (project.folder / "alembic.ini").read_text()
        url = re.sub(r"//[^@/]*@", f"//{role}:x@", base.url())
        (project.folder / "alembic.ini").write_text(settings.replace(base.url().replace("%", "%%"), url))
        project.refuses("schema.sql cannot be read without a place to run it in", "GRANT CREATE ON DATABASE", role)
    finally:
        base.script(f"REVOKE ALL ON SCHEMA public FROM {role}; DROP ROLE {role}")


def test_pyproject(tool, folder, server):
    base = database("sqlite", folder, server)
    project = Project(tool, folder, base, None, {"schema.sql": SHOP["sqlite"]})
    (project.folder / "alembic.ini").unlink()
    (project.folder / "pyproject.toml").write_text(
        f'[tool.alembic]\nscript_location = "%(here)s/scripts"\n[tool.limbeck]\ntarget = "schema.sql"\n')
    (project.folder / "scripts" / "env.py").write_text(
        "from alembic import context\nfrom sqlalchemy import create_engine\n"
        f"with create_engine({base.url()!r}).connect() as connection:\n    context.configure(connection=connection)\n"
        "    with context.begin_transaction():\n        context.run_migrations()\n")
    project.up_and_down()

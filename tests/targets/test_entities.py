"""Entities of alembic_utils: declared in env.py, and in the revision files that alembic_utils has written."""

from common import database, expect, must, on
from project import REVISION, Project

MODELS = """
from sqlalchemy import *
from alembic_utils.pg_extension import PGExtension
from alembic_utils.pg_function import PGFunction
from alembic_utils.pg_grant_table import PGGrantTable, PGGrantTableChoice
from alembic_utils.pg_materialized_view import PGMaterializedView
from alembic_utils.pg_policy import PGPolicy
from alembic_utils.pg_trigger import PGTrigger
from alembic_utils.pg_view import PGView
from alembic_utils.replaceable_entity import register_entities

target_metadata = MetaData()
Table("account", target_metadata, Column("id", Integer, primary_key=True), Column("email", String(50), nullable=False),
      Column("owner", String(50)))
upper_case = PGFunction(schema="public", signature="toUpper(some_text text default 'a, (b)', n integer = 3)",
                        definition='''
RETURNS text LANGUAGE SQL AS $$ SELECT upper(some_text) || ':x' $$;
''')
normal = PGFunction(schema="public", signature="normal()", definition='''RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN new.email := lower(new.email); RETURN new; END $$''')
accounts = PGView(schema="public", signature="accounts", definition='''
SELECT id, email, "toUpper"(email) AS upper FROM account WHERE id::text <> 'x\\:y'
''')
first = PGView(schema="public", signature="a_first", definition="select * from accounts;")
counted = PGMaterializedView(schema="public", signature="counted", definition="SELECT count(*) AS n FROM public.account")
trigger = PGTrigger(schema="public", signature="lower_case", on_entity="public.account",
                    definition="BEFORE INSERT OR UPDATE OF email ON account FOR EACH ROW EXECUTE FUNCTION normal()")
policy = PGPolicy(schema="public", signature="own_rows", on_entity="account",
                  definition="AS PERMISSIVE FOR SELECT USING (owner = current_user::text)")
trigrams = PGExtension(schema="public", signature="pg_trgm")
ENTITIES = [first, upper_case, normal, accounts, counted, trigger, policy, trigrams]
"""
ALL = "\nregister_entities(ENTITIES)\n"


def project_of(tool, folder, server, registered=ALL, name="project"):
    return Project(tool, folder, database("postgresql", folder, server), None, env=MODELS + registered, name=name)


@on("postgresql")
def test_from_nothing_and_on(tool, folder, server, kind):
    project = project_of(tool, folder, server)
    text, _ = project.up_and_down()
    for words in ("CREATE FUNCTION", "CREATE VIEW", "CREATE MATERIALIZED VIEW", "CREATE TRIGGER", "CREATE POLICY",
                  "CREATE EXTENSION"):
        expect(words in text, f"{words} is missing:\n{text}")
    expect("alembic_utils" not in text, text)
    expect(text.index("VIEW public.accounts") < text.index("VIEW public.a_first"), text)
    expect(project.database.execute('SELECT "toUpper"(\'a\')') == [("A:x",)], "the function is not as declared")
    # A view loses a column, so that it cannot be replaced, and another one reads it.
    project.write("scripts/env.py", (project.folder / "scripts/env.py").read_text()
                  .replace('SELECT id, email, "toUpper"(email) AS upper', "SELECT email").replace("lower(new", "upper(new"))
    text, _ = project.up_and_down()
    expect("CREATE OR REPLACE FUNCTION" in text and "DROP VIEW" in text and "account'" not in text, text)


@on("postgresql")
def test_a_view_as_the_server_words_it(tool, folder, server, kind):
    """No false alarm: what was made by hand is what is declared."""
    project = project_of(tool, folder, server, "register_entities([accounts, upper_case], entity_types=[PGView, PGFunction])")
    project.database.script(
        "CREATE TABLE account (id serial PRIMARY KEY, email varchar(50) NOT NULL, owner varchar(50)); "
        """CREATE FUNCTION "toUpper"(some_text text DEFAULT 'a, (b)', n int DEFAULT 3) RETURNS text LANGUAGE sql """
        "AS $$ SELECT upper(some_text) || ':x' $$; "
        'CREATE VIEW accounts AS SELECT account.id, account.email, "toUpper"(account.email) AS upper FROM account '
        "WHERE (account.id)::text <> 'x:y'; CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
    done = project.must("check")
    expect("No new upgrade operations detected." in done.stdout, done.stdout)


@on("postgresql")
def test_what_is_not_declared_is_dropped(tool, folder, server, kind):
    """Of the kinds and in the schemas that are registered, as alembic_utils does it."""
    project = project_of(tool, folder, server, "register_entities([accounts, upper_case], entity_types=[PGView, PGFunction])")
    project.database.script(
        "CREATE SCHEMA other; CREATE VIEW gone AS SELECT 1 AS one; CREATE VIEW other.kept AS SELECT 1 AS one; "
        "CREATE MATERIALIZED VIEW kept_too AS SELECT 1 AS one; CREATE SEQUENCE kept_three; "
        "CREATE FUNCTION gone_too(int, b text DEFAULT '') RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE EXTENSION citext")
    text, said = project.up_and_down()
    expect("DROP VIEW gone" in text and "DROP FUNCTION gone_too(integer, text)" in text, text)
    expect("kept" not in text and "citext" not in text, text)
    expect("danger: drops view gone" in said, said)


@on("postgresql")
def test_other_schemas(tool, folder, server, kind):
    registered = "register_entities([PGView('public', 'v', 'SELECT 1 AS a')], {}, entity_types=[PGView])"
    for number, (options, dropped) in enumerate((("schemas=['app']", True), ("exclude_schemas=['app']", False),
                                                 ("schemas=['app'], exclude_schemas=['app']", False))):
        project = project_of(tool, folder, server, registered.format(options), name=str(number))
        project.database.script("CREATE SCHEMA app; CREATE VIEW app.former AS SELECT 1 AS one")
        text, _ = project.up_and_down()
        expect(("DROP VIEW app.former" in text) == dropped, f"{options}:\n{text}")


@on("postgresql")
def test_grants(tool, folder, server, kind):
    project = project_of(tool, folder, server)
    role = f"role_{project.database.name}"
    project.database.script(f"CREATE ROLE {role}")
    grants = (f"register_entities([PGGrantTable('public', 'account', '{role}', PGGrantTableChoice.SELECT, ['id', 'email']),"
              f"PGGrantTable('public', 'account', '{role}', 'DELETE')], entity_types=[PGGrantTable])\n")
    try:
        project.write("scripts/env.py", (project.folder / "scripts/env.py").read_text().replace(ALL, grants))
        text, _ = project.up_and_down()
        expect("GRANT" in text, text)
        expect(project.database.execute(f"SELECT has_column_privilege('{role}', 'account', 'email', 'SELECT'), "
                                        f"has_table_privilege('{role}', 'account', 'DELETE')") == [(True, True)], "grants")
    finally:
        project.database.script(f"DROP OWNED BY {role}; DROP ROLE {role}")


@on("postgresql")
def test_hooks(tool, folder, server, kind):
    project = project_of(tool, folder, server, """
register_entities([accounts, upper_case])
def include_name(name, type_, parents):
    return not (type_ == "view" and name == "public.kept")
def include_object(object, name, type_, reflected, compare_to):
    if type_ == "function":
        assert isinstance(object, PGFunction) and object.schema == "public", object
        return name.startswith("public.toUpper(")
    return not name.endswith("also_kept")
options = {"include_name": include_name, "include_object": include_object}
""")
    project.database.script("CREATE VIEW kept AS SELECT 1 AS one; CREATE VIEW also_kept AS SELECT 1 AS one; "
                            "CREATE VIEW gone AS SELECT 1 AS one; "
                            "CREATE FUNCTION kept_function(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'")
    text, _ = project.make()
    expect("DROP VIEW gone" in text and "kept" not in text and "toUpper" in text, text)


@on("postgresql")
def test_what_cannot_be_created(tool, folder, server, kind):
    for number, (entity, words) in enumerate((
            ("PGView('public', 'v', 'SELECT nothing FROM account')",
             ["view v cannot be created", 'column "nothing" does not exist', "env.py:"]),
            ("PGFunction('public', 'f(x nothing)', 'RETURNS int LANGUAGE sql AS $$ SELECT 1 $$')",
             ["function f cannot be created", 'type nothing does not exist']),
            ("PGTrigger('public', 't', 'AFTER INSERT ON nothing EXECUTE FUNCTION normal()', 'public.nothing')",
             ["trigger t on nothing cannot be created", "there is no table nothing"]),
            ("PGFunction('public', 'f', 'RETURNS int')", ["has no parentheses"]))):
        project = project_of(tool, folder, server, f"register_entities([{entity}])", name=str(number))
        for command in (REVISION, ["check"]):
            project.refuses(*words, command=command)


def test_on_sqlite(tool, folder, server):
    project = Project(tool, folder, database("sqlite", folder, server), None, env=MODELS + ALL)
    project.refuses("the entities of alembic_utils are for PostgreSQL", command=REVISION)


FILES = {"0001_create": ("None", """
    public_up = PGFunction(
        schema="public",
        signature="up(some_text text default 'a')",
        definition="returns text\\n    language sql as $$ select upper(some_text) || '\\\\:' $$"
    )
    op.create_entity(public_up)
    public_v = PGView(
        schema="public",
        signature="v",
        definition="select 1 as one, up('b') as b"
    )
    op.create_entity(public_v)
    public_m = PGMaterializedView(schema="public", signature="m", definition="select 1 as one", with_data=False)
    op.create_entity(public_m)
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Text))
    fn = PGFunction(schema="public", signature="fn()", definition="returns trigger language plpgsql as $$ declare a int "
                    ":= 1; begin return new; end $$")
    op.create_entity(fn)
    trigger = PGTrigger(schema="public", signature="tr", on_entity="public.t", is_constraint=False,
                        definition="AFTER INSERT ON public.t FOR EACH ROW EXECUTE PROCEDURE public.fn()")
    op.create_entity(trigger)
    policy = PGPolicy(schema="public", signature="po", on_entity="public.t", definition="for SELECT using (true)")
    op.create_entity(policy)
    op.create_entity(PGExtension(schema="public", signature="citext"))
    op.create_entity(PGGrantTable(schema="public", table="t", columns=["a", "id"], role="pg_monitor", grant="SELECT"))
""", """
    op.drop_entity(PGGrantTable(schema="public", table="t", columns=["a", "id"], role="pg_monitor", grant="SELECT"))
    op.drop_entity(PGExtension(schema="public", signature="citext"))
    op.drop_entity(PGPolicy(schema="public", signature="po", on_entity="public.t", definition="for SELECT using (true)"))
    op.drop_entity(PGTrigger(schema="public", signature="tr", on_entity="public.t", is_constraint=False,
                   definition="AFTER INSERT ON public.t FOR EACH ROW EXECUTE PROCEDURE public.fn()"))
    op.drop_entity(PGFunction(schema="public", signature="fn()", definition="# not required for op"))
    op.drop_table("t")
    op.drop_entity(PGMaterializedView(schema="public", signature="m", definition="# not required for op"))
    op.drop_entity(PGView(schema="public", signature="v", definition="# not required for op"))
    op.drop_entity(PGFunction(schema="public", signature="up(some_text text default 'a')", definition="x"))
"""), "0002_replace": ("'0001'", """
    op.replace_entity(PGView(schema="public", signature="v", definition="select 2 as two"))
    op.replace_entity(PGMaterializedView(schema="public", signature="m", definition="select 2 as two"))
    op.replace_entity(PGFunction(schema="public", signature="up(some_text text default 'a')",
                      definition="returns text language sql as $$ select 'two' $$"))
    op.replace_entity(PGPolicy(schema="public", signature="po", on_entity="public.t", definition="using (false)"))
    op.replace_entity(PGTrigger(schema="public", signature="tr", on_entity="public.t", is_constraint=False,
                      definition="BEFORE INSERT ON public.t FOR EACH ROW EXECUTE PROCEDURE public.fn()"))
""", """
    op.drop_entity(PGFunction(schema="public", signature="up(some_text text default 'a')", definition="x"), cascade=True)
    op.create_entity(PGFunction(schema="public", signature="up(some_text text default 'a')",
                     definition="returns text language sql as $$ select 'three' $$"))
""")}


@on("postgresql")
def test_files_of_alembic_utils(tool, folder, server, kind):
    """Revision files that alembic_utils has written run, online and with --sql."""
    project = project_of(tool, folder, server)
    names = [line for line in MODELS.splitlines() if line.startswith("from alembic_utils")][:-1]
    for name, (parent, up, down) in FILES.items():
        project.write(f"scripts/versions/{name}.py",
                      "from alembic import op\nimport sqlalchemy as sa\n" + "\n".join(names) +
                      f"\n\nrevision = {name[:4]!r}\ndown_revision = {parent}\n\n"
                      f"def upgrade():{up}\ndef downgrade():{down}")
    project.must("upgrade", "0001")
    expect(project.database.execute("SELECT one, b FROM v") == [(1, "B:")], "the view of the first revision")
    project.must("upgrade", "head")
    expect(project.database.execute("SELECT two, up() FROM v") == [(2, "two")], "the view of the second revision")
    project.must("downgrade", "-1")
    expect(project.database.execute("SELECT up()") == [("three",)], "the function")
    sql = project.must("upgrade", "head", "--sql").stdout
    expect('CREATE VIEW "public"."v" AS select 1 as one' in sql and "CREATE OR REPLACE FUNCTION" in sql, sql)
    expect("a int := 1" in sql and "upper(some_text) || ':'" in sql, sql)

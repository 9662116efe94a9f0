"""`upgrade --plan`: what it prints does to a copy of the database what the upgrade does, and printing it changes
nothing."""

import hashlib
import os
import subprocess

from common import both_runtimes, database, expect, must, on, run, same
from support import postgres, projects

TABLE = ('op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True),\n'
         '    sa.Column("name", sa.String(50), nullable=False))\n'
         'op.bulk_insert(sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String)),\n'
         '    [{"id": 1, "name": "it\'s -- one"}, {"id": 2, "name": "two; 100%"}])', "pass")

ONE_TRANSACTION = projects.ENV.replace(", transaction_per_migration=True", "")


def apply(target, sql, folder):
    """Runs SQL text in the database's own shell."""
    if target.kind == "sqlite":
        command = ["sqlite3", "-bail", target.path]
    else:
        psql = os.path.join(postgres.bin_folder(), "psql")
        command = [psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", target.url(driver=None)]
    return subprocess.run(command, cwd=folder, input=sql, text=True, capture_output=True, timeout=60)


def traces(target):
    """What a write would change, as far as it can be seen from outside."""
    if target.kind != "sqlite":
        return target.dump()
    if not os.path.exists(target.path):
        return ["no file"]
    state = os.stat(target.path)
    with open(target.path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    beside = sorted(name for name in os.listdir(os.path.dirname(target.path)) if name.startswith(target.name))
    return [digest, str(state.st_mtime_ns), *beside]


def plan(tool, project, target, status=0, revision="head"):
    before = traces(target)
    done = must(run(tool, ["--url", target.url(), "upgrade", "--plan", revision], project), "the plan", status)
    same(before, traces(target), "the database after the plan")
    return done


def check(tool, folder, server, kind, pending, env=projects.ENV, first=(TABLE,), prepare=()):
    """Plans the pending steps of a database that has the first ones; gives the plan."""
    planned = database(kind, folder, server, "planned")
    upgraded = database(kind, folder, server, "upgraded")
    project = projects.make(folder / "project", planned.url(), [*first, *pending], env=env)
    for target in (planned, upgraded):
        if first:
            must(run(tool, ["--url", target.url(), "upgrade", f"r{len(first):04d}"], project))
        for statement in prepare:
            target.execute(statement)
    sql = plan(tool, project, planned).stdout
    must(apply(planned, sql, folder), f"the plan, applied:\n{sql}\n")
    must(run(tool, ["--url", upgraded.url(), "upgrade", "head"], project))
    same(upgraded.dump(), planned.dump(), "what the plan does, and what the upgrade does,")
    planned.drop()
    upgraded.drop()
    return sql


@on("sqlite", "postgresql")
@both_runtimes
def test_from_nothing(tool, folder, server, kind):
    sql = check(tool, folder, server, kind, [TABLE, projects.table_and_index(2)], first=())
    expect("-- Running upgrade r0001 -> r0002, step 2\n" in sql, sql)
    expect("CREATE TABLE alembic_version" in sql, sql)


@on("sqlite", "postgresql")
def test_one_transaction(tool, folder, server, kind):
    sql = check(tool, folder, server, kind, [projects.table_and_index(2), projects.table_and_index(3)],
                env=ONE_TRANSACTION)
    expect(sql.count("COMMIT;") == (1 if kind == "postgresql" else 2), sql)


@on("sqlite", "postgresql")
@both_runtimes
def test_rows_that_a_script_reads(tool, folder, server, kind):
    step = ('bind = op.get_bind()\n'
            'op.create_table("shout", sa.Column("id", sa.Integer()), sa.Column("text", sa.String(60)))\n'
            'op.add_column("account", sa.Column("email", sa.String(80)))\n'
            'for row in bind.execute(sa.text("SELECT id, name FROM account ORDER BY id")).fetchall():\n'
            '    bind.execute(sa.text("INSERT INTO shout (id, text) VALUES (:i, :t)"), {"i": row.id, "t": row.name.upper()})\n'
            'op.execute(sa.text("UPDATE account SET email = :e").bindparams(e="x:y\'z"))', "pass")
    sql = check(tool, folder, server, kind, [step])
    expect("IT''S -- ONE" in sql, sql)
    expect("SELECT" not in sql, sql)


@on("sqlite", "postgresql")
@both_runtimes
def test_what_is_there(tool, folder, server, kind):
    step = ('inspector = sa.inspect(op.get_bind())\n'
            'if not inspector.has_table("account"):\n    raise RuntimeError("no account")\n'
            'op.create_table("later", sa.Column("id", sa.Integer()))', "pass")
    again = ('if sa.inspect(op.get_bind()).has_table("later"):\n'
             '    op.create_table("seen", sa.Column("id", sa.Integer()))', "pass")
    sql = check(tool, folder, server, kind, [step, again])
    expect("CREATE TABLE seen" in sql, sql)


@on("sqlite", "postgresql")
@both_runtimes
def test_batch(tool, folder, server, kind):
    step = ('with op.batch_alter_table("account") as batch:\n'
            '    batch.alter_column("name", existing_type=sa.String(50), type_=sa.String(90))\n'
            '    batch.add_column(sa.Column("age", sa.Integer(), server_default="1"))', "pass")
    again = ('op.execute("UPDATE account SET age = 7 WHERE id = 1")\n'
             'with op.batch_alter_table("account") as batch:\n'
             '    batch.create_unique_constraint("uq_account_name", ["name"])\n'
             '    batch.drop_column("age")', "pass")
    check(tool, folder, server, kind, [step, again])


@on("sqlite")
@both_runtimes
def test_foreign_keys_rest(tool, folder, server, kind):
    env = projects.ENV.replace("    with create_engine(url, poolclass=pool.NullPool).connect() as connection:\n",
                               "    with create_engine(url, poolclass=pool.NullPool).connect() as connection:\n"
                               "        connection.exec_driver_sql('PRAGMA foreign_keys = ON')\n"
                               "        connection.commit()\n")
    first = (TABLE[0] + '\nop.execute("CREATE TABLE child (id INTEGER REFERENCES account ON DELETE CASCADE)")\n'
             'op.execute("INSERT INTO child VALUES (1)")', "pass")
    step = ('with op.batch_alter_table("account") as batch:\n'
            '    batch.alter_column("name", existing_type=sa.String(50), nullable=True)', "pass")
    check(tool, folder, server, kind, [step], env=env, first=(first,))


@on("sqlite")
def test_values_that_are_bound(tool, folder, server, kind):
    step = ('bind = op.get_bind()\n'
            'op.execute("CREATE TABLE v (a, b, c, d, e)")\n'
            'bind.exec_driver_sql("INSERT INTO v VALUES (?, ?, \'?\', ?, ?) -- ?", '
            '(0.1 + 0.2, b"\\x00\\xff", None, "a\'b\\nc"))\n'
            'bind.exec_driver_sql("INSERT INTO v (a, b) VALUES (?, ?)", (2**62, True))', "pass")
    check(tool, folder, server, kind, [step])


@on("postgresql")
@both_runtimes
def test_enums(tool, folder, server, kind):
    step = ('mood = sa.Enum("sad", "ok", name="mood")\n'
            'mood.create(op.get_bind(), checkfirst=True)\n'
            'op.create_table("day", sa.Column("id", sa.Integer()), sa.Column("mood", postgresql.ENUM(name="mood", '
            'create_type=False)))', "pass")
    again = ('sa.Enum("sad", "ok", name="mood").create(op.get_bind(), checkfirst=True)\n'
             'op.create_table("night", sa.Column("mood", postgresql.ENUM("sad", "ok", name="mood", '
             'create_type=False)))', "pass")
    imported = [("from sqlalchemy.dialects import postgresql\n" + up, down) for up, down in (step, again)]
    sql = check(tool, folder, server, kind, imported)
    expect(sql.count("CREATE TYPE mood") == 1, sql)


@on("postgresql")
@both_runtimes
def test_outside_of_the_transaction(tool, folder, server, kind):
    step = ('op.add_column("account", sa.Column("n", sa.Integer()))\n'
            'with op.get_context().autocommit_block():\n'
            '    op.create_index("ix_account_name", "account", ["name"], postgresql_concurrently=True)\n'
            'op.execute("UPDATE account SET n = 1")', "pass")
    sql = check(tool, folder, server, kind, [step])
    expect(sql.index("COMMIT;") < sql.index("CONCURRENTLY") < sql.rindex("BEGIN;"), sql)


@on("postgresql")
@both_runtimes
def test_bodies_with_semicolons(tool, folder, server, kind):
    step = ('op.execute("""CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $x$\n'
            'BEGIN\n  RETURN 1; -- one\nEND;\n$x$""")\n'
            'op.execute("DO $$ BEGIN PERFORM f(); END $$")\n'
            'op.execute("COMMENT ON TABLE account IS \'rows; of -- it\' -- said")', "pass")
    check(tool, folder, server, kind, [step])


def ends(tool, folder, server, kind, pending, said, prepare=()):
    """The plan goes as far as it can be told, and says why no further; gives what it printed."""
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE, *pending])
    must(run(tool, ["upgrade", "r0001"], project))
    for statement in prepare:
        target.execute(statement)
    done = plan(tool, project, target, 255)
    expect(said in done.stderr, f"does not say {said!r}:\n{done.stderr}")
    expect("0002_step.py" in done.stderr or "0003_step.py" in done.stderr, f"does not name the file:\n{done.stderr}")
    # Whoever runs it anyway gets the steps that are whole, and nothing of the one that is not.
    apply(target, done.stdout, folder)
    project_at = must(run(tool, ["current"], project)).stdout.split()[0]
    target.drop()
    return done.stdout, project_at


GOOD = projects.table_and_index(2)


@on("postgresql")
@both_runtimes
def test_ends_where_rows_depend_on_a_step_before(tool, folder, server, kind):
    change = 'op.execute("UPDATE account SET name = \'x\'")\n'
    for number, read in enumerate(("SELECT name FROM account", "SELECT * FROM names", "SELECT total()",
                                   "SELECT 1 FROM child")):
        below = folder / str(number)
        below.mkdir()
        prepare = ["CREATE VIEW names AS SELECT name FROM account",
                   "CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM account'",
                   "CREATE TABLE child (id integer REFERENCES account ON UPDATE CASCADE ON DELETE CASCADE)"]
        step = (change + f'op.get_bind().execute(sa.text("{read}")).fetchall()', "pass")
        sql, at = ends(tool, below, server, kind, [GOOD, step], "the plan ends here", prepare)
        expect("UPDATE account" in sql, sql)
        expect(at == "r0002", at)


@on("postgresql")
def test_ends_where_a_key_of_the_plan_acts(tool, folder, server, kind):
    """Rows of a table go with those of another, by a foreign key that is itself only planned."""
    step = ('op.create_foreign_key("fk_owner", "pet", "account", ["owner"], ["id"], ondelete="CASCADE")\n'
            'bind = op.get_bind()\nbind.execute(sa.text("SELECT id FROM pet")).fetchall()\n'
            'op.execute("DELETE FROM account WHERE id = 1")\n'
            'bind.execute(sa.text("SELECT id FROM pet")).fetchall()', "pass")
    sql, _ = ends(tool, folder, server, kind, [GOOD, step], "the plan ends here: a script reads 'pet'",
                  ["CREATE TABLE pet (id integer, owner integer)"])
    expect("DELETE FROM account" in sql, sql)


@on("postgresql")
@both_runtimes
def test_ends_where_a_function_is_another(tool, folder, server, kind):
    step = ('op.execute("CREATE OR REPLACE FUNCTION number() RETURNS integer LANGUAGE sql AS \'SELECT 2\'")\n'
            'op.execute(f"CREATE TABLE t{op.get_bind().execute(sa.text(\'SELECT number()\')).scalar()} (x integer)")',
            "pass")
    ends(tool, folder, server, kind, [GOOD, step], "the plan ends here",
         ["CREATE FUNCTION number() RETURNS integer LANGUAGE sql AS 'SELECT 1'"])


@on("postgresql")
def test_what_an_operation_only_names_does_not_change(tool, folder, server, kind):
    """The effects of an operation are its own, not those that its text might have."""
    step = ('op.create_check_constraint("ck_id", "account", "id > 0")\n'
            'op.add_column("account", sa.Column("next", sa.Integer(), sa.Computed("id + 1", persisted=True)))\n'
            'for row in op.get_bind().execute(sa.text("SELECT id FROM account ORDER BY id")).fetchall():\n'
            '    op.execute(f"INSERT INTO seen VALUES ({row.id})")', "pass")
    sql = check(tool, folder, server, kind, [step], prepare=["CREATE TABLE seen (id integer)"])
    expect("INSERT INTO seen VALUES (2)" in sql, sql)


@on("postgresql")
@both_runtimes
def test_a_failed_read_that_a_savepoint_forgets(tool, folder, server, kind):
    step = ('bind = op.get_bind()\nop.execute("SAVEPOINT a")\n'
            'try:\n    bind.exec_driver_sql("SELECT 1 / 0").fetchall()\n'
            'except Exception:\n    op.execute("ROLLBACK TO SAVEPOINT a")\n'
            'op.execute("UPDATE account SET name = \'after\'")', "pass")
    sql = check(tool, folder, server, kind, [step])
    expect("after" in sql, sql)


@on("sqlite", "postgresql")
def test_indexes_of_tables_that_go_and_come(tool, folder, server, kind):
    step = ('op.drop_table("account")\n'
            'op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(9)))\n'
            'table = sa.Table("account", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("name", sa.String(9)))\n'
            'sa.Index("ix_name", table.c.name).create(op.get_bind(), checkfirst=True)', "pass")
    sql = check(tool, folder, server, kind, [step], prepare=["CREATE INDEX ix_name ON account (name)"])
    expect("ix_name ON account" in sql, sql)


@on("postgresql")
@both_runtimes
def test_ends_where_a_table_is_only_planned(tool, folder, server, kind):
    step = ('for row in op.get_bind().execute(sa.text("SELECT id FROM thing_00002")):\n    pass', "pass")
    ends(tool, folder, server, kind, [GOOD, step], "the plan ends here")


@on("postgresql")
@both_runtimes
def test_ends_where_the_number_of_a_new_row_is_wanted(tool, folder, server, kind):
    step = ('found = op.get_bind().execute(sa.text("INSERT INTO account VALUES (7, \'n\') RETURNING id"))\n'
            'op.execute(f"UPDATE account SET id = {found.scalar()}")', "pass")
    ends(tool, folder, server, kind, [step], "the plan ends here")


@on("postgresql")
@both_runtimes
def test_ends_though_a_script_catches_it(tool, folder, server, kind):
    step = ('try:\n    op.get_bind().execute(sa.text("SELECT nextval(\'s\')")).scalar()\n'
            'except Exception:\n    pass', "pass")
    ends(tool, folder, server, kind, [step], "the plan ends here", ["CREATE SEQUENCE s"])


@on("sqlite", "postgresql")
@both_runtimes
def test_failing_script(tool, folder, server, kind):
    step = ('op.execute("UPDATE account SET name = \'x\'")\nraise RuntimeError("enough of this")', "pass")
    sql, at = ends(tool, folder, server, kind, [GOOD, step], "enough of this")
    expect("thing_00002" in sql, sql)
    expect(at == "r0002", at)


@on("sqlite", "postgresql")
@both_runtimes
def test_misbehaving_scripts(tool, folder, server, kind):
    """Whatever a script does to write at once, the database stays as it is (plan() looks)."""
    target = database(kind, folder, server)
    url = target.url()
    tricks = ['bind = op.get_bind()\nbind.execute(sa.text("INSERT INTO account VALUES (9, \'x\')"))\nbind.commit()',
              f'engine = sa.create_engine({url!r})\nwith engine.begin() as c:\n'
              '    c.execute(sa.text("INSERT INTO account VALUES (9, \'x\')"))',
              'op.get_bind().exec_driver_sql("DELETE FROM account")\nop.get_context().bind.commit()',
              'from alembic import context\ncontext.get_bind().execute(sa.text("DROP TABLE account"))']
    if kind == "postgresql":
        tricks += ['op.get_bind().exec_driver_sql("SELECT 1; COMMIT; DELETE FROM account")',
                   'b = op.get_bind()\nb.exec_driver_sql("SET default_transaction_read_only = off")\n'
                   'b.exec_driver_sql("SELECT set_config(\'transaction_read_only\', \'off\', false)")\n'
                   'b.exec_driver_sql("SELECT wipe()")',
                   'op.get_bind().exec_driver_sql("WITH d AS (DELETE FROM account RETURNING 1) SELECT * FROM d")',
                   'op.get_bind().exec_driver_sql("SELECT setval(\'s\', 99)")',
                   'op.get_bind().exec_driver_sql("SELECT id FROM account FOR UPDATE")']
    else:
        other = folder / "other.db"
        tricks += [f'op.execute("ATTACH \'{other}\' AS o")\nop.execute("CREATE TABLE o.t (x)")',
                   f'op.get_bind().exec_driver_sql("VACUUM INTO \'{other}\'")',
                   'op.get_bind().exec_driver_sql("PRAGMA journal_mode = WAL")',
                   'import threading\nfailed = []\n'
                   'def work():\n'
                   '    try:\n'
                   f'        with sa.create_engine({url!r}).begin() as c:\n'
                   '            c.execute(sa.text("DROP TABLE account"))\n'
                   '    except Exception as e:\n        failed.append(e)\n'
                   't = threading.Thread(target=work)\nt.start()\nt.join()']
    for number, trick in enumerate(tricks):
        project = projects.make(folder / f"project{number}", url, [TABLE, (trick, "pass")])
        if number == 0:
            must(run(tool, ["upgrade", "r0001"], project))
            if kind == "postgresql":
                target.execute("CREATE SEQUENCE s")
                target.execute("CREATE FUNCTION wipe() RETURNS void LANGUAGE sql AS 'DELETE FROM account'")
        before = traces(target)
        done = run(tool, ["upgrade", "--plan", "head"], project)
        same(before, traces(target), f"the database after the plan of {trick!r} ({done.stderr})")
        expect(done.returncode in (0, 255), done.stderr)
        expect(not (folder / "other.db").exists(), "another database was made")
    target.drop()


@on("postgresql")
@both_runtimes
def test_a_role_that_may_only_read(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE, GOOD])
    must(run(tool, ["upgrade", "r0001"], project))
    role = f"reader_{target.name}"
    target.execute(f"CREATE ROLE {role} LOGIN")
    try:
        target.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
        target.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        url = target.url()
        at = url.index("://") + 3
        url = url[:at] + role + url[url.index("@"):]
        done = must(run(tool, ["--url", url, "upgrade", "--plan", "head"], project))
        expect("CREATE TABLE thing_00002" in done.stdout, done.stdout)
    finally:
        target.drop()
        connection = server().connect("postgres")
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {role}")
        connection.close()


@on("postgresql")
def test_many_reads_between_many_tables(tool, folder, server, kind):
    """What depends on the planned tables is known before each read, without asking the server each time."""
    target = database(kind, folder, server)
    step = ('for number in range(150):\n'
            '    op.execute(f"CREATE TABLE t{number} (id integer)")\n'
            '    op.get_bind().execute(sa.text("SELECT id FROM account")).fetchall()', "pass")
    project = projects.make(folder / "project", target.url(), [TABLE, step])
    must(run(tool, ["upgrade", "r0001"], project))
    done = plan(tool, project, target)
    expect(done.stdout.count("CREATE TABLE t") == 150, done.stdout[-2000:])
    target.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_nothing_to_do(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE])
    must(run(tool, ["upgrade", "head"], project))
    done = plan(tool, project, target)
    expect(done.stdout == "", done.stdout)
    target.drop()


@on("sqlite")
@both_runtimes
def test_no_file_is_made(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE])
    expect("CREATE TABLE account" in plan(tool, project, target).stdout, "no plan")


@on("sqlite")
def test_a_write_ahead_log(tool, folder, server, kind):
    import sqlite3

    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE, GOOD])
    must(run(tool, ["upgrade", "r0001"], project))
    target.execute("PRAGMA journal_mode = WAL")
    expect("CREATE TABLE thing_00002" in plan(tool, project, target).stdout, "no plan")
    # With somebody at work, whose rows are in the log only.
    writer = sqlite3.connect(target.path, isolation_level=None)
    try:
        writer.execute("UPDATE alembic_version SET version_num = 'r0002'")
        done = plan(tool, project, target)
        expect(done.stdout == "", f"does not see what is in the log:\n{done.stdout}")
    finally:
        writer.close()


@on("sqlite")
def test_a_file_that_somebody_keeps_to_himself(tool, folder, server, kind):
    import sqlite3

    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE, GOOD])
    must(run(tool, ["upgrade", "r0001"], project))
    writer = sqlite3.connect(target.path, isolation_level=None)
    try:
        writer.execute("BEGIN EXCLUSIVE")
        url = target.url() + "?timeout=0.1"
        done = must(run(tool, ["--url", url, "upgrade", "--plan", "head"], project), status=255)
        expect("database is locked" in done.stderr and "Another process is writing" in done.stderr, done.stderr)
    finally:
        writer.close()


@on("sqlite", "postgresql")
def test_nobody_waits_for_a_plan(tool, folder, server, kind):
    """The deployers' lock of a running upgrade does not stop a plan."""
    from common import start, wait_for

    target = database(kind, folder, server)
    at_work = ('import os\nopen("at-work", "w").close()\nwhile not os.path.exists("go"):\n    time.sleep(0.05)', "pass")
    project = projects.make(folder / "project", target.url(), [TABLE, at_work])
    with open(project / "alembic.ini", "a", encoding="utf-8") as ini:
        ini.write("[limbeck]\nallow = write\n")
    must(run(tool, ["upgrade", "r0001"], project))
    running = start(tool, ["upgrade", "head"], project)
    try:
        expect(wait_for((project / "at-work").exists), "the upgrade has not begun its step, which has the lock")
        quick = projects.make(folder / "quick", target.url(), [TABLE, GOOD])
        done = must(run(tool, ["upgrade", "--plan", "head"], quick))
        expect("thing_00002" in done.stdout, done.stdout)
        expect(running.poll() is None, "the plan has waited for the upgrade")
    finally:
        running.kill()
        running.communicate()
    target.drop()


@on("sqlite")
@both_runtimes
def test_two_databases(tool, folder, server, kind):
    """What env.py opens together and commits together stands under the name of its database."""
    first, second = database(kind, folder, server, "first"), database(kind, folder, server, "second")
    env = f"""from alembic import context
from sqlalchemy import create_engine

connections = [create_engine(url).connect() for url in ({first.url()!r}, {second.url()!r})]
transactions = [connection.begin() for connection in connections]
for number, connection in enumerate(connections):
    context.configure(connection=connection)
    context.run_migrations(number=number)
for transaction in transactions:
    transaction.commit()
"""
    project = projects.make(folder / "project", first.url(), [("op.execute(f'CREATE TABLE t{number} (x)')", "pass")],
                            env=env)
    [revision] = (project / "versions").iterdir()
    revision.write_text(revision.read_text().replace("def upgrade():", "def upgrade(number):"))
    sql = must(run(tool, ["upgrade", "--plan", "head"], project)).stdout
    parts = sql.split("-- Database ")
    expect([part.splitlines()[0] for part in parts[1:]] == [first.url(), second.url()], sql)
    for number, (part, target) in enumerate(zip(parts[1:], (first, second))):
        expect(part.count("COMMIT;") == 1 and f"CREATE TABLE t{number} " in part, sql)
        must(apply(target, "-- " + part, folder), "the part of one database")
    planned = [first.dump(), second.dump()]
    first.drop()
    second.drop()
    must(run(tool, ["upgrade", "head"], project))
    same([first.dump(), second.dump()], planned, "what the plan does, and what the upgrade does,")


@on("sqlite")
@both_runtimes
def test_what_scripts_print_is_no_sql(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [('print("hello")', "pass")])
    done = plan(tool, project, target)
    expect("hello" not in done.stdout and "hello" in done.stderr, done.stdout + done.stderr)


@on("sqlite")
def test_not_with_sql(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE])
    must(run(tool, ["upgrade", "--plan", "--sql", "head"], project), status=2)


@on("sqlite", "postgresql")
@both_runtimes
def test_downgrade(tool, folder, server, kind):
    """Applied, the plan of a downgrade does what the downgrade does."""
    planned, done = database(kind, folder, server, "planned"), database(kind, folder, server, "done")
    second = ('op.add_column("account", sa.Column("n", sa.Integer()))\nop.execute("UPDATE account SET n = 1")',
              'with op.batch_alter_table("account") as batch:\n    batch.drop_column("n")')
    project = projects.make(folder / "project", planned.url(), [(TABLE[0], 'op.drop_table("account")'), second])
    for target in (planned, done):
        must(run(tool, ["--url", target.url(), "upgrade", "head"], project))
    for revision, line in (("-1", "-- Running downgrade r0002 -> r0001, step 2\n"),
                           ("base", "-- Running downgrade r0001 -> , step 1\n")):
        before = traces(planned)
        sql = must(run(tool, ["downgrade", "--plan", revision], project)).stdout
        same(before, traces(planned), "the database after the plan")
        expect(line in sql, sql)
        must(apply(planned, sql, folder), f"the plan, applied:\n{sql}\n")
        must(run(tool, ["--url", done.url(), "downgrade", revision], project))
        same(done.dump(), planned.dump(), "what the plan does, and what the downgrade does,")
    said = run(tool, ["downgrade", "--plan", "base"], project)
    expect(said.returncode == 0 and said.stdout == "", said.stdout)
    planned.drop()
    done.drop()


@on("sqlite", "postgresql")
def test_stamp(tool, folder, server, kind):
    planned, done = database(kind, folder, server, "planned"), database(kind, folder, server, "done")
    project = projects.make(folder / "project", planned.url(), [TABLE, GOOD])
    for arguments in (["r0001"], ["head"], ["--purge", "r0001"], ["--purge", "base"], ["heads"]):
        before = traces(planned)
        sql = must(run(tool, ["stamp", "--plan", *arguments], project)).stdout
        same(before, traces(planned), f"the database after the plan of {arguments}")
        expect("account" not in sql and "thing" not in sql, sql)
        must(apply(planned, sql, folder), f"the plan of {arguments}, applied:\n{sql}\n")
        must(run(tool, ["--url", done.url(), "stamp", *arguments], project))
        same(done.dump(), planned.dump(), f"after {arguments}: what the plan does, and what the stamp does,")
    said = run(tool, ["stamp", "--plan", "head"], project)
    expect(said.returncode == 0 and said.stdout == "", said.stdout)
    must(run(tool, ["stamp", "--plan", "--sql", "head"], project), status=2)
    must(run(tool, ["downgrade", "--plan", "--sql", "r0002:base"], project), status=2)
    planned.drop()
    done.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_no_effect_outside(tool, folder, server, kind):
    """Whatever `allow` says, a plan leaves files, processes and the network alone; so does status."""
    target = database(kind, folder, server)
    tricks = ['open("leak", "w").write("x")', 'import os\nos.mkdir("leak")', 'import os\nos.system("touch leak")',
              'import subprocess\nsubprocess.run(["touch", "leak"])', 'import shutil\nshutil.copy("env.py", "leak")',
              'import pathlib\npathlib.Path("leak").write_text("x")',
              'import threading\nt = threading.Thread(target=lambda: open("leak", "w"))\nt.start()\nt.join()',
              'import socket\nsocket.create_connection(("127.0.0.1", 9))']
    env = projects.ENV.replace("transaction_per_migration=True",
                               "transaction_per_migration=True, on_version_apply=lambda **_: open('leak', 'w').close()")
    for number, trick in enumerate([*tricks, "pass"]):
        project = projects.make(folder / str(number), target.url(), [(trick, "pass")],
                                env=env if trick == "pass" and tool.runtime == "thorough" else projects.ENV)
        with open(project / "alembic.ini", "a", encoding="utf-8") as ini:
            ini.write("[limbeck]\nallow = write, process, network\n")
        done = run(tool, ["upgrade", "--plan", "head"], project)
        expect(not (project / "leak").exists(), f"the plan of {trick!r} had an effect")
        if "threading" not in trick and trick != "pass":
            expect(done.returncode == 255 and "a plan has no effect" in done.stderr, f"{trick!r}:\n{done.stderr}")
        must(run(tool, ["status"], project))
        expect(not (project / "leak").exists(), f"status: {trick!r} had an effect")
    target.drop()


@on("postgresql")
@both_runtimes
def test_no_effect_by_functions(tool, folder, server, kind):
    target = database(kind, folder, server)
    target.execute("CREATE EXTENSION dblink")
    # The plan's session is not a superuser's everywhere; the tests' is.
    calls = ["lo_create(4711)", "lo_from_bytea(4712, 'x')", "lo_unlink(4700)",
             f"dblink_exec('{target.url(driver=None)}', 'INSERT INTO account VALUES (9, $$x$$)')",
             "pg_advisory_unlock_all()", "pg_advisory_lock(77)", "pg_create_restore_point('limbeck')",
             "query_to_xml('SELECT lo_create(4713)', true, true, '')", "pg_notify('a', 'b')"]
    project = projects.make(folder / "project", target.url(), [TABLE, ("pass", "pass")])
    must(run(tool, ["upgrade", "r0001"], project))
    target.execute("SELECT lo_create(4700)")
    [pending] = [file for file in (project / "versions").iterdir() if file.name.startswith("0002")]
    text = pending.read_text()
    for call in calls:
        pending.write_text(text.replace("    pass", f'    op.get_bind().exec_driver_sql("""SELECT {call}""")', 1))
        before = target.dump()
        done = must(run(tool, ["upgrade", "--plan", "head"], project))
        expect(f"SELECT {call}" in done.stdout, done.stdout)
        must(run(tool, ["status"], project))
        same(before, target.dump(), f"the database after the plan of {call}")
        found = target.execute("SELECT oid FROM pg_largeobject_metadata")
        expect([tuple(row) for row in found] == [(4700,)], f"{call}: large objects {found}")
    target.drop()


@on("sqlite")
@both_runtimes
def test_what_scripts_log_is_of_a_plan(tool, folder, server, kind):
    target = database(kind, folder, server)
    step = ('import logging\nlogging.getLogger("alembic.mine").info("copied %d rows", 7)', "pass")
    env = ("from logging.config import fileConfig\nfrom alembic import context\n"
           "fileConfig(context.config.config_file_name)\n" + projects.ENV)
    project = projects.make(folder / "project", target.url(), [step], env=env)
    done = must(run(tool, ["upgrade", "--plan", "head"], project))
    expect("[alembic.mine] (plan) copied 7 rows" in done.stderr, done.stderr)
    done = must(run(tool, ["upgrade", "head"], project))
    expect("[alembic.mine] copied 7 rows" in done.stderr, done.stderr)


@on("sqlite", "postgresql")
def test_passwords_are_not_shown(tool, folder, server, kind):
    target = database(kind, folder, server)
    step = ('op.execute("CREATE TABLE servers (url varchar(80))")\n'
            'op.execute("INSERT INTO servers VALUES (\'postgresql://u:s3cret@h/d\')")', "pass")
    project = projects.make(folder / "project", target.url(), [step])
    sql = plan(tool, project, target).stdout
    expect("-- with its password:\nINSERT INTO servers VALUES ('postgresql://u:***@h/d');" in sql, sql)
    target.drop()

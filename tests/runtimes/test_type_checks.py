"""Checks that types bring (Boolean and Enum with create_constraint) under a naming convention that asks for a name: made,
refused and named as Alembic does, by both runtimes."""

import shutil

from common import database, expect, on, run, same
from support import projects
from support.tools import Alembic

CONVENTION = 'sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})'
ENV = projects.ENV.replace("from alembic import context", "import sqlalchemy as sa\nfrom alembic import context").replace(
    "transaction_per_migration=True", f"target_metadata={CONVENTION}")
PLAIN = 'op.create_table("plain", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))\n'
BOOLEAN = "sa.Boolean(create_constraint=True)"
NAMED_BOOLEAN = 'sa.Boolean(create_constraint=True, name="truth")'
ENUM = 'sa.Enum("a", "b", native_enum=False, create_constraint=True)'
NAMED_ENUM = 'sa.Enum("a", "b", native_enum=False, create_constraint=True, name="kind")'
STEPS = [line for type_ in (BOOLEAN, NAMED_BOOLEAN, ENUM, NAMED_ENUM) for line in (
    f'op.create_table("t", sa.Column("c", {type_}))',
    f'op.add_column("plain", sa.Column("c", {type_}))',
    f'with op.batch_alter_table("plain") as batch:\n    batch.add_column(sa.Column("c", {type_}))',
    f'with op.batch_alter_table("plain", recreate="always") as batch:\n    batch.add_column(sa.Column("c", {type_}))')]
STEPS += [
    'op.create_table("t", sa.Column("n", sa.Integer()), sa.CheckConstraint("n > 0"))',
    'op.create_check_constraint(None, "plain", "n > 0")',
]
OF_SQLITE = [
    f'with op.batch_alter_table("plain") as batch:\n    batch.alter_column("n", type_={BOOLEAN})',
    f'with op.batch_alter_table("plain") as batch:\n    batch.alter_column("n", type_={NAMED_BOOLEAN})',
    f'with op.batch_alter_table("plain") as batch:\n    batch.alter_column("n", type_={NAMED_BOOLEAN})\n'
    f'with op.batch_alter_table("plain") as batch:\n    batch.alter_column("n", existing_type={NAMED_BOOLEAN}, '
    'type_=sa.Integer())',
    f'with op.batch_alter_table("plain", recreate="always", copy_from=sa.Table("plain", sa.MetaData(), sa.Column("id", '
    f'sa.Integer, primary_key=True), sa.Column("n", {BOOLEAN}))) as batch:\n    batch.add_column(sa.Column("x", sa.Integer()))',
    'with op.batch_alter_table("plain") as batch:\n    batch.create_check_constraint(None, "n > 0")',
]


@on("sqlite", "postgresql")
def test_under_a_convention(tool, folder, server, kind):
    theirs = Alembic()
    for number, step in enumerate(STEPS + (OF_SQLITE if kind == "sqlite" else [])):
        found = []
        for runtime in ("alembic", "quick", "thorough") if tool.name != "alembic" else ("alembic",):
            target = database(kind, folder, server, f"{number}{runtime}")
            project = projects.make(folder / "project", target.url(), [(PLAIN + step, "pass")], env=ENV)
            if runtime == "alembic":
                done = theirs.run(["upgrade", "head"], project)
                found.append((done.status != 0, target.structure()))
            else:
                done = run(tool, ["--runtime", runtime, "upgrade", "head"], project)
                said = f"{step}\n({runtime}) ended with {done.returncode}:\n{done.stdout}{done.stderr}"
                expect((done.returncode != 0) == found[0][0], said)
                expect("Naming convention including %(constraint_name)s" in said or not found[0][0] or kind == "sqlite", said)
                if not found[0][0]:  # SQLite keeps half of what failed in Alembic
                    same(found[0][1], target.structure(), f"what {runtime} makes of\n{step}\n")
            shutil.rmtree(project)
            target.drop()
    theirs.close()


@on("sqlite")
def test_a_check_that_sqlite_cannot_add_is_told(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(),
                            [(PLAIN + f'op.add_column("plain", sa.Column("c", {BOOLEAN}))', "pass")])
    for runtime in ("quick", "thorough") if tool.name != "alembic" else ():
        done = run(tool, ["--runtime", runtime, "upgrade", "head"], project)
        expect(done.returncode == 0 and "unsupported ALTER for creation of implicit constraint" in
               done.stderr.replace("\n", " "), done.stderr)
        target.execute("DROP TABLE plain")
        target.execute("DELETE FROM alembic_version")

"""Revisions with ORM sessions: a plan changes nothing, SQL cannot be written of them, and a flush that fails takes its step
with it."""

from common import database, expect, must, on, run, same
from support import projects
from test_plan import TABLE, plan

MODEL = '''from sqlalchemy.orm import Session, declarative_base
Base = declarative_base()
class Account(Base):
    __tablename__ = "account"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50), nullable=False)
with Session(op.get_bind()) as session:
    session.get(Account, 1).name = "changed"
    session.add(Account(id=3, name={name!r}))
    session.flush()
    session.delete(session.get(Account, 2))
    session.commit()
'''


def prepared(tool, folder, server, kind, name):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE, (MODEL.format(name=name), "pass")])
    must(run(tool, ["upgrade", "r0001"], project))
    return target, project


@on("sqlite")
def test_plan_of_a_session(tool, folder, server, kind):
    target, project = prepared(tool, folder, server, kind, "three")
    sql = plan(tool, project, target).stdout
    for words in ("UPDATE account SET name=", "INSERT INTO account", "DELETE FROM account"):
        expect(words in sql, f"does not say {words!r}:\n{sql}")
    target.drop()


@on("sqlite", "postgresql")
def test_session_written_as_sql(tool, folder, server, kind):
    target, project = prepared(tool, folder, server, kind, "three")
    done = must(run(tool, ["upgrade", "r0001:r0002", "--sql"], project), "--sql", 255)
    said = done.stdout + done.stderr
    expect("--sql has none" in said and "0002_step.py:" in said, said)
    target.drop()


@on("sqlite", "postgresql")
def test_flush_that_fails(tool, folder, server, kind):
    target, project = prepared(tool, folder, server, kind, None)
    before = target.dump()
    done = must(run(tool, ["upgrade", "head"], project), "the upgrade", 255)
    said = done.stdout + done.stderr
    expect("statement: INSERT INTO account" in said and "0002_step.py:" in said, said)
    same(before, target.dump(), "the database after the failure")
    target.drop()

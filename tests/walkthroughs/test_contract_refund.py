"""Contract Refund, Database Migrations: env.py with DATABASE_URL, the scenario of one new column with psql's \\d, an index made
concurrently, existing schemas, the troubleshooting section, the CI job."""

from walk import Walk

MODELS = """
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Text, func
from sqlalchemy.orm import declarative_base

Base = declarative_base()
"""
EXTRACTION = """
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Text, func

from . import Base


class Contract(Base):
    __tablename__ = 'contracts'
    id = Column(Integer, primary_key=True)
    title = Column(String(200), nullable=False)


class Extraction(Base):
    __tablename__ = 'extractions'
    id = Column(Integer, primary_key=True)
    contract_id = Column(Integer, ForeignKey('contracts.id'), nullable=False)
    status = Column(String(20), nullable=False, server_default='new')
    body = Column(Text)
    made_at = Column(DateTime(timezone=True), server_default=func.now())
"""


def backend(walk, name):
    walk.named_database(name)
    walk.write("project/backend/app/__init__.py", "")
    walk.write("project/backend/app/models/__init__.py", "")
    walk.write("project/backend/app/models/database/__init__.py",
               MODELS + "\nfrom .extraction import Contract, Extraction  # noqa\n")
    walk.write("project/backend/app/models/database/extraction.py", EXTRACTION)
    walk.shell("cd project/backend\nalembic init alembic")
    walk.edit("project/backend/alembic.ini", "sqlalchemy.url = driver://user:pass@localhost/dbname",
              "sqlalchemy.url = postgresql://postgres:password@localhost/contract_refund_system")
    walk.edit("project/backend/alembic/env.py", "config = context.config",
              "config = context.config\nfrom os import environ\n"
              "config.set_main_option('sqlalchemy.url', environ.get('DATABASE_URL'))")
    walk.edit("project/backend/alembic/env.py", "target_metadata = None",
              "from app.models.database import Base  # Your SQLAlchemy Base\ntarget_metadata = Base.metadata")


def test_workflow(tool, folder, server):
    walk = Walk(tool, folder, server)
    walk.title("Initial setup 1 to 4")
    backend(walk, "contract_refund_system")
    here = {"folder": "project/backend"}
    versions = "project/backend/alembic/versions"

    walk.title("Auto-generate migration from schema")
    walk.shell('alembic revision --autogenerate -m "Initial schema"\nalembic upgrade head', **here)
    walk.expect(walk.tables() == ["contracts", "extractions"], str(walk.tables()))
    walk.shell("git init -q . && git add alembic/versions/*.py && git commit -qm 'Add initial schema migration'", **here)

    walk.title("Scenario 1, 2: a new column in the model, generate")
    walk.edit("project/backend/app/models/database/extraction.py", "    body = Column(Text)\n",
              "    body = Column(Text)\n    review_notes = Column(String(500))  # New column\n")
    walk.shell('alembic revision --autogenerate -m "Add review_notes to extractions"', **here)
    walk.title("Scenario 3: review")
    path, text = walk.only_revision(versions, "add_review_notes")
    walk.expect_in("op.add_column('extractions', sa.Column('review_notes', sa.String(length=500), nullable=True))", text)
    walk.expect_in("op.drop_column('extractions', 'review_notes')", text)
    walk.title("Scenario 4: test it, with psql's \\d")
    shown = 'psql -d contract_refund_system -c "\\d extractions"'
    walk.expect_in("review_notes | character varying(500)", walk.shell("alembic upgrade head\n" + shown, **here))
    gone = walk.shell("alembic downgrade -1\n" + shown, **here)
    walk.expect("review_notes |" not in gone, f"the column is still there:\n{gone}")
    walk.expect_in("review_notes |", walk.shell("alembic upgrade head\n" + shown, **here))

    walk.title("Upgrade incrementally, current version, history --verbose, downgrade to a revision and to base")
    last = walk.revision_id(versions, "add_review_notes")
    first = walk.revision_id(versions, "initial_schema")
    walk.shell("alembic downgrade base", **here)
    walk.expect(walk.tables() == [], "tables are left")
    walk.shell("alembic upgrade +1", **here)
    walk.expect_in(first, walk.shell("alembic current", **here))
    walk.shell(f"alembic upgrade {last}", **here)
    walk.expect_in("Add review_notes to extractions", walk.shell("alembic history --verbose", **here))
    walk.shell(f"alembic downgrade {first}\nalembic upgrade head", **here)

    walk.title("Manual migration: CREATE INDEX CONCURRENTLY cannot run in a transaction")
    walk.shell('alembic revision -m "Add custom index"', **here)
    path, text = walk.only_revision(versions, "add_custom_index")
    create = '''    op.execute("""
        CREATE INDEX CONCURRENTLY idx_custom
        ON extractions(contract_id, status);
    """)'''
    down = '    op.execute("DROP INDEX idx_custom;")'
    path.write_text(text.replace("    pass", create, 1).replace("    pass", down, 1))
    said = walk.shell("alembic upgrade head", status=1 if tool.name == "alembic" else 255, **here)
    walk.expect_in("CREATE INDEX CONCURRENTLY cannot run inside a transaction block", said)
    walk.title("Use transactions: autocommit_block")
    inside = '    with op.get_context().autocommit_block():\n' + "\n".join("    " + line for line in create.splitlines())
    path.write_text(text.replace("    pass", inside, 1).replace("    pass", down, 1))
    walk.shell("alembic upgrade head\nalembic downgrade -1\nalembic upgrade head", **here)
    walk.expect(walk.rows("SELECT indisvalid FROM pg_index WHERE indexrelid = 'idx_custom'::regclass") == [(True,)],
                "the index is not there")

    walk.title("Offline mode: the SQL of a range, which psql takes")
    sql = walk.shell(f"alembic upgrade {first}:{last} --sql 2>/dev/null", **here)
    walk.expect_in("ALTER TABLE extractions ADD COLUMN review_notes VARCHAR(500);", sql)

    walk.title("CI/CD: the job's step, with DATABASE_URL from the secrets")
    complete = walk.dump()
    walk.named_database("contract_refund_ci")
    walk.shell("cd backend\nalembic upgrade head", folder="project")
    walk.expect(walk.dump() == complete, "the CI database differs")


def test_common_operations(tool, folder, server):
    walk = Walk(tool, folder, server)
    backend(walk, "contract_refund_operations")
    here = {"folder": "project/backend"}
    walk.shell('alembic revision --autogenerate -m "Initial schema"\nalembic upgrade head', **here)
    walk.title("Common migration operations, each with its way back")
    for number, (up, down) in enumerate((
            ("op.add_column('contracts', sa.Column('column_name', sa.String(100), nullable=True))",
             "op.drop_column('contracts', 'column_name')"),
            ("op.create_index('idx_name', 'contracts', ['title'])", "op.drop_index('idx_name', table_name='contracts')"),
            ("op.create_foreign_key('fk_name', 'extractions', 'contracts', ['contract_id'], ['id'])",
             "op.drop_constraint('fk_name', 'extractions', type_='foreignkey')"),
            ('op.execute("ALTER TABLE contracts ADD CONSTRAINT check_name CHECK (id > 0);")',
             "op.drop_constraint('check_name', 'contracts')"))):
        before = walk.dump()
        walk.shell(f'alembic revision -m "operation {number}"', **here)
        path, text = walk.only_revision("project/backend/alembic/versions", f"operation_{number}")
        path.write_text(text.replace("    pass", "    " + up, 1).replace("    pass", "    " + down, 1))
        walk.shell("alembic upgrade head", **here)
        walk.expect(walk.dump() != before, f"{up} has changed nothing")
        walk.shell("alembic downgrade -1", **here)
        walk.expect(walk.dump() == before, f"{down} does not lead back")
        walk.shell("alembic upgrade head", **here)


def test_existing_schema(tool, folder, server):
    walk = Walk(tool, folder, server)
    backend(walk, "contract_refund_existing")
    here = {"folder": "project/backend"}
    walk.title("Initial migration from existing schema, option 1: an empty migration, stamped")
    walk.write("project/backend/schema.sql", """
        CREATE TABLE contracts (id serial PRIMARY KEY, title varchar(200) NOT NULL);
        CREATE TABLE extractions (
            id serial PRIMARY KEY, contract_id integer NOT NULL REFERENCES contracts (id),
            status varchar(20) NOT NULL DEFAULT 'new', body text, made_at timestamptz DEFAULT now());
    """)
    walk.shell('psql -q -v ON_ERROR_STOP=1 "$DATABASE_URL" -f schema.sql\nalembic revision -m "Initial schema"\n'
               "alembic stamp head", **here)
    walk.expect_in("(head)", walk.shell("alembic current", **here))
    walk.title("Option 2: models that match schema.sql, the initial migration applied to a fresh database")
    walk.expect_in("No new upgrade operations detected.", walk.shell("alembic check", **here))
    existing = walk.dump()
    path, _ = walk.only_revision("project/backend/alembic/versions", "initial_schema")
    path.unlink()
    walk.named_database("contract_refund_fresh")
    walk.shell('alembic revision --autogenerate -m "From models"\nalembic upgrade head', **here)
    walk.expect(walk.dump() == existing, "the fresh database differs from schema.sql")


def test_troubleshooting(tool, folder, server):
    walk = Walk(tool, folder, server)
    backend(walk, "contract_refund_trouble")
    here = {"folder": "project/backend"}
    versions = "project/backend/alembic/versions"
    walk.shell('alembic revision --autogenerate -m "Initial schema"\nalembic upgrade head\n'
               'alembic revision -m "lost"\nalembic upgrade head', **here)

    walk.title("Can't locate revision identified by 'xyz': the file was deleted")
    path, text = walk.only_revision(versions, "lost")
    path.unlink()
    lost = text.split("revision: str = '")[1].split("'")[0]
    said = walk.shell("alembic upgrade head", status=255, **here)
    walk.expect_in(f"Can't locate revision identified by '{lost}'", said)
    walk.title("Solution: restore the file from git history")
    path.write_text(text)
    walk.shell("alembic upgrade head\nalembic downgrade -1", **here)
    path.unlink()

    walk.title("Migration fails midway: a constraint violation; fix the data, comment the operation out, stamp")
    walk.rows("INSERT INTO contracts (title) VALUES ('a'), ('a')")
    walk.shell('alembic revision -m "unique titles"', **here)
    path, text = walk.only_revision(versions, "unique_titles")
    path.write_text(text.replace("    pass", "    op.add_column('contracts', sa.Column('half', sa.Integer()))\n"
                                             "    op.create_unique_constraint('uq_title', 'contracts', ['title'])", 1))
    before = walk.dump()
    said = walk.shell("alembic upgrade head", status=1 if tool.name == "alembic" else 255, **here)
    walk.expect_in('could not create unique index "uq_title"', said)
    walk.expect(walk.dump() == before, "a failed migration has left half of itself behind")
    path.write_text(path.read_text().replace("    op.create_unique", "    # op.create_unique"))
    walk.shell("alembic stamp head", **here)
    walk.expect_in("(head)", walk.shell("alembic current", **here))

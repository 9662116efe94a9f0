"""OurSchool, Database Migration Guide: a baseline of an existing database, .env, timestamped file names, `python -m
alembic`, resetting the history."""

import re

from walk import Walk

EXISTING = """
CREATE TABLE schools (id serial PRIMARY KEY, name varchar(200) NOT NULL);
CREATE TABLE lessons (
    id serial PRIMARY KEY,
    school_id integer NOT NULL REFERENCES schools (id),
    subject varchar(100) NOT NULL,
    grade numeric(4, 2) CHECK (grade >= 0),
    CONSTRAINT uq_lessons_subject UNIQUE (school_id, subject)
);
CREATE INDEX ix_lessons_subject ON lessons (lower(subject::text));
"""
MODELS = """
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Numeric, String, UniqueConstraint, func
from sqlalchemy.ext.declarative import declarative_base

Base = declarative_base()


class School(Base):
    __tablename__ = "schools"
    id = Column(Integer, primary_key=True)
    name = Column(String(200), nullable=False)


class Lesson(Base):
    __tablename__ = "lessons"
    id = Column(Integer, primary_key=True)
    school_id = Column(Integer, ForeignKey("schools.id"), nullable=False)
    subject = Column(String(100), nullable=False)
    grade = Column(Numeric(4, 2))
    __table_args__ = (
        CheckConstraint("grade >= 0", name="lessons_grade_check"),
        UniqueConstraint("school_id", "subject", name="uq_lessons_subject"),
    )


Index("ix_lessons_subject", func.lower(Lesson.subject))
"""
ENV = """
import os
from logging.config import fileConfig

from alembic import context
from dotenv import load_dotenv
from sqlalchemy import engine_from_config, pool

from app.models import Base

load_dotenv()
config = context.config
config.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"].replace("%", "%%"))
if config.config_file_name is not None:
    fileConfig(config.config_file_name)
target_metadata = Base.metadata

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"), target_metadata=target_metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.",
                                     poolclass=pool.NullPool)
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()
"""


def test_guide(tool, folder, server):
    walk = Walk(tool, folder, server)

    walk.title("Setup: Alembic initialized, baseline from the existing database, a backup")
    walk.write("existing.sql", EXISTING)
    walk.write("app/__init__.py", "")
    walk.write("app/models.py", MODELS)
    walk.write(".env", f"DATABASE_URL={walk.url}\n")
    url = walk.environment.pop("DATABASE_URL")  # only .env knows it
    walk.shell(f'psql -q -v ON_ERROR_STOP=1 "{url}" -f existing.sql')
    walk.shell(f'pg_dump "{url}" > backup_$(date +%Y%m%d_%H%M%S).sql')
    walk.expect("CREATE TABLE public.lessons" in next(walk.folder.glob("backup_*.sql")).read_text(), "no backup")
    walk.shell("python -m alembic init alembic_scripts")
    walk.edit("alembic.ini", "# file_template = %%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d-%%(rev)s_%%(slug)s",
              "file_template = %%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d-%%(rev)s_%%(slug)s")
    walk.write("alembic_scripts/env.py", ENV)
    existing = walk.dump()

    walk.title("Baseline migration: autogenerate finds nothing that the models lack, and the file is stamped")
    walk.shell('python -m alembic revision --autogenerate --rev-id cd0edd614cc5 '
               '-m "initial_baseline_from_existing_database"')
    path, text = walk.only_revision("alembic_scripts/versions", "initial_baseline_from_existing_database")
    walk.expect(re.fullmatch(r"\d{4}_\d\d_\d\d_\d{4}-cd0edd614cc5_initial_baseline_from_existing_database\.py", path.name),
                f"the file is called {path.name}")
    walk.expect("op." not in text, f"the baseline is not empty:\n{text}")
    walk.shell("python -m alembic stamp cd0edd614cc5")
    walk.expect(walk.dump() == existing, "stamp changed the schema")

    walk.title("Check current migration status, view migration history")
    walk.expect_in("cd0edd614cc5 (head)", walk.shell("python -m alembic current"))
    walk.expect_in("<base> -> cd0edd614cc5 (head), initial_baseline_from_existing_database",
                   walk.shell("python -m alembic history"))

    walk.title("Model change workflow: change, generate, review, test, roll back")
    walk.edit("app/models.py", "    grade = Column(Numeric(4, 2))\n",
              "    grade = Column(Numeric(5, 2))\n    room = Column(String(20), index=True)\n")
    walk.shell('python -m alembic revision --autogenerate -m "description_of_changes"')
    path, text = walk.only_revision("alembic_scripts/versions", "description_of_changes")
    for wanted in ("op.add_column('lessons', sa.Column('room', sa.String(length=20), nullable=True))",
                   "op.create_index(op.f('ix_lessons_room'), 'lessons', ['room'], unique=False)",
                   "type_=sa.Numeric(precision=5, scale=2)"):
        walk.expect_in(wanted, text)
    walk.shell("python -m alembic upgrade head")
    revision = walk.revision_id("alembic_scripts/versions", "description_of_changes")
    walk.shell("python -m alembic downgrade -1")
    walk.expect(walk.dump() == existing, "the downgrade does not lead back")
    walk.shell(f"python -m alembic upgrade {revision}")
    walk.shell("python -m alembic downgrade cd0edd614cc5")
    walk.expect(walk.dump() == existing, "the downgrade does not lead back")
    walk.shell("python -m alembic upgrade head")

    walk.title("Custom SQL in an empty migration")
    walk.shell('python -m alembic revision -m "custom_sql"')
    path, text = walk.only_revision("alembic_scripts/versions", "custom_sql")
    path.write_text(text.replace("    pass", "    op.execute(\"INSERT INTO schools (name) VALUES ('First')\")", 1)
                    .replace("    pass", "    op.execute(\"DELETE FROM schools WHERE name = 'First'\")", 1))
    walk.shell("python -m alembic upgrade head")
    walk.expect(walk.rows("SELECT name FROM schools") == [("First",)], "no row")

    walk.title("If a migration fails: the message, rollback, fix, retry")
    walk.shell('python -m alembic revision -m "fails"')
    path, text = walk.only_revision("alembic_scripts/versions", "fails")
    good = text.replace("    pass", "    op.create_index('ix_schools_name', 'schools', ['name'])", 1).replace(
        "    pass", "    op.drop_index('ix_schools_name', 'schools')", 1)
    path.write_text(good.replace("['name']", "['nmae']"))
    before = walk.dump()
    said = walk.shell("python -m alembic upgrade head", status=1 if tool.name == "alembic" else 255)
    walk.expect_in('column "nmae" does not exist', said)
    walk.expect(walk.dump() == before, "a failed migration has left something behind")
    path.write_text(good)
    walk.shell("python -m alembic upgrade head")

    walk.title("Reset migration history: drop the version table, stamp the baseline again")
    walk.shell(f'psql -q -d "{url}" -c "DROP TABLE alembic_version;"\npython -m alembic stamp cd0edd614cc5')
    walk.expect_in("cd0edd614cc5", walk.shell("python -m alembic current"))

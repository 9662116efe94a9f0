"""The public projects whose chains run.py runs: what there is to know of each, as data. Their checkouts are yours."""

import dataclasses

# For projects whose own env.py wants a running application, or settings that only they have: the revisions, and nothing else.
PLAIN = """\
import os
from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine, pool

fileConfig(context.config.config_file_name, disable_existing_loggers=False)
options = {}

if context.is_offline_mode():
    context.configure(url=os.environ["DATABASE_URL"], literal_binds=True, dialect_opts={"paramstyle": "named"}, **options)
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True, **options)
        with context.begin_transaction():
            context.run_migrations()
"""
BATCH = PLAIN.replace("options = {}", "options = {'render_as_batch': True}")

# The part of their own env.py files that revisions need.
KEYSTONE = "import keystone.conf\nimport keystone.common.sql.core\n\nkeystone.conf.configure()\n" + PLAIN.replace(
    "options = {}", "options = {'render_as_batch': True}")
BARBICAN = "from barbican.model import models\n" + PLAIN

# As `flask db upgrade` runs the project's own env.py, in the context of the application; limbeck enters it by itself.
FLASK = """\
import os
import sys

sys.path.insert(0, os.environ["PROJECT"])
from application import app

app.app_context().push()
with open(os.environ["ENV_PY"]) as file:
    exec(compile(file.read(), file.name, "exec"))
"""
FLASK_SETTINGS = {"PROJECT": "{project}", "ENV_PY": "{checkout}/migrations/env.py", "FLASK_APP": "{project}/application.py"}

# Without what create_app() does beside: it migrates by itself.
CTFD = """\
import os

from CTFd.models import db
from flask import Flask
from flask_migrate import Migrate

app = Flask("CTFd")
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
app.config["SQLALCHEMY_TRACK_MODIFICATIONS"] = False
db.init_app(app)
Migrate(app, db)
"""
# Without what create_app() does beside: it wants a Redis that answers.
REDASH = """\
from flask import Flask
from redash import migrate
from redash.models import db

app = Flask("redash")
app.config.from_object("redash.settings")
db.init_app(app)
migrate.init_app(app, db)
"""
REDASH_START = """\
import sqlalchemy
from application import app
from redash.cli.database import load_extensions
from redash.models import db

with app.app_context():
    load_extensions(db)
    sqlalchemy.orm.configure_mappers()
    db.create_all()
"""
DISPATCH = {"DATABASE_HOSTNAME": "{host}", "DATABASE_PORT": "{port}", "DATABASE_CREDENTIALS": "{user}:none",
            "DATABASE_NAME": "{database}", "DISPATCH_ENCRYPTION_KEY": "key"}
DISPATCH_START = """\
from dispatch.database.core import engine
from dispatch.database.manage import init_database

init_database(engine)
"""
JUPYTERHUB_START = """\
import os

import sqlalchemy
from jupyterhub import orm

orm.Base.metadata.create_all(sqlalchemy.create_engine(os.environ["DATABASE_URL"]))
"""


@dataclasses.dataclass(frozen=True)
class Project:
    name: str  # of its folder among the checkouts, and among the environments
    scripts: str  # the folder of the checkout that holds `versions`
    revisions: int | dict  # how many there are, by database where they differ; a checkout with another number is told
    databases: tuple = ("postgresql",)
    versions: dict = dataclasses.field(default_factory=dict)  # by database: the folder below `scripts`, where it is another one
    env: str | None = PLAIN  # the text of an env.py of ours; None: the project's own, in `scripts`
    alembic_env: str | None = ""  # another one for the real Alembic, where the project's own cannot run there; "": the same
    path: tuple = (".",)  # folders of the checkout that scripts import from
    at: str | None = None  # the folder of the checkout that commands run in, where settings are looked for there
    # Environment variables; by database where they differ. {url}: the database's URL (mysql+pymysql:// of MariaDB); {plain}: without the driver's name;
    # {host}, {port}, {user}, {database}: its parts; {folder}: where the database `file` of SQLite is; {project}: where alembic.ini is; {checkout}.
    settings: dict = dataclasses.field(default_factory=dict)
    file: str = "database.db"
    ini: dict = dataclasses.field(default_factory=dict)  # further options of the section [alembic]
    limbeck: dict = dataclasses.field(default_factory=dict)  # options of the section [limbeck]
    allow: str = ""  # what its scripts must be allowed (limbeck's --allow)
    environment: str = ""  # who wants the project's packages: "" nobody, "alembic" the real one, "both"
    prepare: dict = dataclasses.field(default_factory=dict)  # by database: SQL that runs first, such as CREATE EXTENSION
    checkout: str = ""  # the folder among the checkouts, and among the environments, where it is not `name`
    files: dict = dataclasses.field(default_factory=dict)  # text by name: further files of ours beside alembic.ini
    # A script, run in the project's environment, that makes the tables as the application makes them; with `stamp heads` both
    # tools then begin there.
    start: str = ""
    # By database: where both end, in place of the heads, for SQLAlchemy 2 refuses the revision behind it, and the real one is older.
    until: dict = dataclasses.field(default_factory=dict)
    note: str = ""  # for readers of the table


PROJECTS = (
    Project("full-stack-fastapi-template", "backend/app/alembic", 5, path=("backend",), at="backend", env=None,
            alembic_env=PLAIN, settings={"DATABASE_URL": "{url}"}),
    Project("onyx", "backend/alembic", 437, path=("backend",), environment="alembic",
            note="the real Alembic had mocks of the packages beside SQLAlchemy, pydantic and fastapi-users."),
    Project("ckan", "ckan/migration", 109),
    Project("mealie", "alembic", 37, databases=("sqlite", "postgresql"), env=None, environment="alembic", allow="write",
            file="mealie.db", settings={"sqlite": {"DATA_DIR": "{folder}", "PRODUCTION": "true"},
                                        "postgresql": {"DATA_DIR": "{folder}", "PRODUCTION": "true", "DB_ENGINE": "postgres",
                                                       "POSTGRES_URL_OVERRIDE": "{plain}"}}),
    Project("optuna", "optuna/storages/_rdb/alembic", 10, databases=("sqlite", "postgresql"), env=None,
            environment="alembic"),
    Project("glance", "glance/db/sqlalchemy/alembic_migrations", 29, databases=("sqlite", "postgresql", "mariadb"), env=BATCH,
            environment="alembic"),
    Project("nova", "nova/db/main/migrations", 10, databases=("sqlite", "postgresql", "mariadb"), env=None, environment="alembic"),
    Project("nova, api", "nova/db/api/migrations", 3, checkout="nova", databases=("mariadb",), env=None, environment="alembic"),
    Project("keystone", "keystone/common/sql/migrations", 10, databases=("mariadb",), env=KEYSTONE, environment="both",
            ini={"recursive_version_locations": "true"}),
    Project("magnum", "magnum/db/sqlalchemy/alembic", 77, databases=("mariadb",), environment="alembic"),
    Project("barbican", "barbican/model/migration/alembic_migrations", 3, databases=("mariadb",), env=BARBICAN, environment="alembic"),
    Project("prefect", "prefect/server/database/_migrations", {"sqlite": 115, "postgresql": 120},
            databases=("sqlite", "postgresql"), versions={"sqlite": "versions/sqlite", "postgresql": "versions/postgresql"},
            env=BATCH, environment="both",
            note="limbeck has the project's environment at hand, for a revision asks the settings of the running server. Rebuilt "
                 "tables of SQLite keep expressions, orders and collations of indexes, which Alembic's lose."),
    Project("zenml", "zenml/zen_stores/migrations", 285, databases=("sqlite",), env=BATCH, environment="both", allow="write",
            settings={"ZENML_CONFIG_PATH": "{folder}"}, limbeck={"packages": "packaging, structlog"},
            note="written for MySQL, revision 41 refuses SQLite; limbeck imports structlog and packaging from the project's "
                 "environment, for the project's own log filter iterates over what they give."),
    # The release is for SQLAlchemy 1.4, and its revisions use the models of flask_appbuilder.
    Project("superset", "superset/migrations", 344, databases=("sqlite", "postgresql"), environment="both"),
    Project("langflow", "langflow/alembic", 162, databases=("sqlite", "postgresql"), env=BATCH, environment="alembic"),
    Project("cinder", "cinder/db/migrations", 8, databases=("sqlite", "postgresql", "mariadb"), env=None, environment="both",
            note="its env.py and revisions run with its packages."),
    Project("jupyterhub", "jupyterhub/alembic", 19, databases=("sqlite", "mariadb"), env=None, environment="both",
            note="the chain presupposes tables of JupyterHub 0.5."),
    Project("jupyterhub, from its tables", "jupyterhub/alembic", 19, checkout="jupyterhub", databases=("sqlite", "mariadb"), env=None,
            environment="both", start=JUPYTERHUB_START),
    Project("CTFd", "migrations", 33, databases=("postgresql", "mariadb"), until={"mariadb": "4d3c1b59d011"}, env=None, alembic_env=FLASK, at=".", environment="alembic",
            settings=FLASK_SETTINGS, files={"application.py": CTFD},
            note="Alembic runs with the SQLAlchemy 1.4 that CTFd stands on, limbeck with none of its packages. On MariaDB revision 14 "
                 "gives execute() a text, which SQLAlchemy 2 refuses; both go as far as that (with text() around it, both reach all, "
                 "and the dumps are equal)."),
    Project("quay", "data/migrations", 124, databases=("postgresql", "mariadb"), env=None, at=".", environment="both", allow="write,process",
            prepare={"postgresql": "CREATE EXTENSION pg_trgm", "mariadb": "ALTER DATABASE CHARACTER SET latin1"},
            settings={"QUAY_OVERRIDE_CONFIG": '{{"DB_URI": "{url}", "DATABASE_SECRET_KEY": "key", "SECRET_KEY": "key"}}'},
            note="its env.py and revisions run with its packages. Written for SQLAlchemy 1: the ninth revision gives execute() "
                 "a text, which SQLAlchemy 2 refuses, with both (with the SQLAlchemy 1.4 that quay stands on, Alembic reaches all). "
                 "On MariaDB python-ldap and maxminddb were mocks, and the database is latin1, for a column is VARCHAR(60535). With "
                 "text() around such texts both go on to revision 118, whose SQL is PostgreSQL's (\"user\", ON CONFLICT), and with "
                 "that mended, and without 120, which makes an index with a condition, to the end; the dumps are equal but for two "
                 "columns, whose NOT NULL, and of one the default, Alembic's alter_column loses."),
    Project("redash, from its tables", "migrations", 27, checkout="redash", env=None, alembic_env=FLASK, at=".",
            environment="both", start=REDASH_START, files={"application.py": REDASH},
            settings=FLASK_SETTINGS | {"REDASH_COOKIE_SECRET": "s", "REDASH_SECRET_KEY": "s"},
            note="Alembic runs with the SQLAlchemy 1.3 that redash stands on."),
    Project("dispatch, core", "src/dispatch/database/revisions/core", 9, checkout="dispatch", env=None, path=("src",),
            at="src/dispatch", environment="alembic", settings=DISPATCH, start=DISPATCH_START),
    Project("dispatch, tenant", "src/dispatch/database/revisions/tenant", 153, checkout="dispatch", env=None, path=("src",),
            at="src/dispatch", environment="alembic", settings=DISPATCH, start=DISPATCH_START),
)

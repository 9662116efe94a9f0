"""Stands for Flask-Migrate: what its env.py asks the application for."""

from limbeck.errors import Error


class _MigrateConfig:
    def __init__(self, migrate, db, **kwargs):
        self.migrate, self.db = migrate, db
        self.directory = migrate.directory
        self.configure_args = kwargs

    @property
    def metadata(self):
        return self.db.metadata


class Config:
    pass


class Migrate:
    def __init__(self, app=None, db=None, directory="migrations", command="db", compare_type=True, render_as_batch=True,
                 **kwargs):
        self.configure_callbacks = []
        self.db = db
        self.command = command
        self.directory = str(directory)
        self.alembic_ctx_kwargs = {"compare_type": compare_type, "render_as_batch": render_as_batch, **kwargs}
        if app is not None and db is not None:
            self.init_app(app, db, directory)

    def init_app(self, app, db=None, directory=None, command=None, compare_type=None, render_as_batch=None, **kwargs):
        self.db = db or self.db
        self.command = command or self.command
        self.directory = str(directory or self.directory)
        for name, value in (("compare_type", compare_type), ("render_as_batch", render_as_batch)):
            if value is not None:
                self.alembic_ctx_kwargs[name] = value
        self.alembic_ctx_kwargs.update(kwargs)
        app.extensions["migrate"] = _MigrateConfig(self, self.db, **self.alembic_ctx_kwargs)

    def configure(self, f):
        self.configure_callbacks.append(f)
        return f

    def call_configure_callbacks(self, config):
        for function in self.configure_callbacks:
            config = function(config)
        return config


def _command(name):
    def function(*args, **kw):
        raise Error(f"flask_migrate.{name}() cannot be called by a script inside of limbeck", "",
                    f"Run `limbeck {name}` in its place.", "unsupported")

    function.__name__ = name
    return function


for _name in ("branches", "check", "current", "downgrade", "edit", "heads", "history", "init", "merge", "migrate",
              "revision", "show", "stamp", "upgrade"):
    globals()[_name] = _command(_name)

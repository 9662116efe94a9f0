"""Engines by bind key, made of an application's configuration."""

import os

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url


def engines_of(app, engine_options):
    options = {None: dict(engine_options)}
    for key, value in (app.config.get("SQLALCHEMY_BINDS") or {}).items():
        options[key] = dict(value) if isinstance(value, dict) else {"url": value}
    if app.config.get("SQLALCHEMY_DATABASE_URI") is not None:
        options[None]["url"] = app.config["SQLALCHEMY_DATABASE_URI"]
    options[None].update(app.config.get("SQLALCHEMY_ENGINE_OPTIONS") or {})
    if "url" not in options[None]:
        del options[None]
    if not options:
        raise RuntimeError("Either 'SQLALCHEMY_DATABASE_URI' or 'SQLALCHEMY_BINDS' must be set.")
    return {key: _engine(app, dict(given)) for key, given in options.items()}


def _engine(app, options):
    url = make_url(options.pop("url"))
    path = url.database
    if url.get_backend_name() == "sqlite" and path not in (None, "", ":memory:") and not path.startswith("file:") \
            and not os.path.isabs(path):
        url = url.set(database=os.path.join(app.instance_path, path))
    return create_engine(url, **options)

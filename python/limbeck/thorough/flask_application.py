"""The application of a Flask project, for env.py files of Flask-Migrate that speak of it: as the `flask` command finds it
and enters its context. For Flask itself, where the project's environment is open; our stand-in finds it alone."""

import os
import sys


def enter(config, env_py):
    """Enters the context of the application, if env.py wants that; gives back what leaves it, or None."""
    from limbeck.importing import is_of_environment
    from limbeck.sources import read_source

    if not os.path.exists(env_py) or b"current_app" not in read_source(env_py) or not is_of_environment("flask"):
        return None
    from flask import has_app_context

    if has_app_context():  # a run of env.py inside of another
        return None
    context = _application().app_context()
    context.push()
    migrate = getattr(context.app.extensions.get("migrate"), "migrate", None)
    if hasattr(migrate, "call_configure_callbacks"):
        migrate.call_configure_callbacks(config)
    return context.pop


def _application():
    from click import ClickException
    from flask import cli

    from limbeck.errors import Error

    cli.load_dotenv()
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    try:
        return cli.ScriptInfo(os.environ.get("FLASK_APP")).load_app()
    except ClickException as error:
        raise Error(f"env.py wants the Flask application: {error.format_message().strip()}", "",
                    "Name it in the environment variable FLASK_APP (FLASK_APP=shop:create_app), or run limbeck in the folder "
                    "of wsgi.py or app.py.", "configuration") from error

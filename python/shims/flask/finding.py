"""Finds the application as the `flask` command does: FLASK_APP, else wsgi.py or app.py; in it app, application, the one
Flask there is, or what create_app() or make_app() makes."""

import os
import sys


def find_application():
    from limbeck.errors import Error

    said = os.environ.get("FLASK_APP") or _from_files()
    if said:
        path, colon, name = said.partition(":")
        return _in_module(_module(path), name if colon else "")
    for path in ("wsgi.py", "app.py"):
        if os.path.exists(path):
            return _in_module(_module(path), "")
    raise Error("env.py wants the Flask application, and there is none to be found", "",
                "Name it in the environment variable FLASK_APP (FLASK_APP=shop:create_app), or run limbeck in the folder "
                "of wsgi.py or app.py.", "configuration")


def _from_files():
    """FLASK_APP of .env and .flaskenv, which `flask` reads where python-dotenv is installed."""
    for name in (".env", ".flaskenv"):
        try:
            with open(name) as file:
                lines = file.read().splitlines()
        except OSError:
            continue
        for line in lines:
            key, equals, value = line.strip().removeprefix("export ").partition("=")
            if equals and key.strip() == "FLASK_APP":
                return value.strip().strip("\"'")
    return None


def _module(path):
    path = path.removesuffix(".py")
    if "/" in path or os.sep in path:
        folder, path = os.path.split(os.path.abspath(path))
        while os.path.exists(os.path.join(folder, "__init__.py")):
            folder, outer = os.path.split(folder)
            path = f"{outer}.{path}"
        if folder not in sys.path:
            sys.path.insert(0, folder)
    __import__(path)
    return sys.modules[path]


def _in_module(module, name):
    from _limbeck import note_refusal
    from limbeck.errors import Error
    from limbeck.virtual_environment import in_environment

    from . import Flask

    if name:
        call, bracket, arguments = name.partition("(")
        found = getattr(module, call.strip())
        if isinstance(found, Flask):
            return found
        given = eval(f"dict(args=({arguments.rstrip(')')},))", {}) if arguments.strip(") ") else {"args": ()}
        return found(*given["args"])
    for candidate in ("app", "application"):
        found = getattr(module, candidate, None)
        if isinstance(found, Flask):
            return found
    found = [value for value in vars(module).values() if isinstance(value, Flask)]
    if len(found) == 1:
        return found[0]
    for candidate in ("create_app", "make_app"):
        factory = vars(module).get(candidate)
        if callable(factory):
            made = factory()
            if isinstance(made, Flask):
                return made
    note_refusal(False, in_environment("flask"))  # Flask itself may come to define what is missing here
    raise Error(f"Failed to find a Flask application or factory in module {module.__name__!r}", "",
                f"Name it: FLASK_APP={module.__name__}:name", "unsupported")

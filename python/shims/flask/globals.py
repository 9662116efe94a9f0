"""The application that is at work: the one whose context was entered, else the one that `flask` would find."""

_contexts = []
_found = []


class AppContext:
    def __init__(self, app):
        self.app = app

    def push(self):
        _contexts.append(self.app)

    def pop(self, exc=None):
        _contexts.remove(self.app)

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, *error):
        self.pop()


def has_app_context():
    return bool(_contexts)


def _application():
    if _contexts:
        return _contexts[-1]
    if not _found:
        from .finding import find_application

        _found.append(find_application())
        _configure(_found[-1])
    return _found[-1]


def _configure(app):
    """What Flask-Migrate asks the application's own functions before it runs env.py."""
    migrate = getattr(app.extensions.get("migrate"), "migrate", None)
    if getattr(migrate, "configure_callbacks", None):
        from alembic import context

        migrate.call_configure_callbacks(context.config)


class _CurrentApp:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_application(), name)

    def _get_current_object(self):
        return _application()


current_app = _CurrentApp()

"""Functions that packages and env.py register for parts of Alembic's own autogenerate. The engine compares and writes by
itself, so that a comparison which they would take part in is refused."""

from limbeck.errors import Error, place_of
from limbeck.facade import of_facade


class Registered:
    """Stands for a Dispatcher of Alembic."""

    def __init__(self, what):
        self._what = what
        self.functions = []

    def dispatch_for(self, target, **how):
        def decorate(function):
            # What a project's own classes are for meets none of the engine's operations; enum types are compared here.
            if not isinstance(target, type) and \
                    (getattr(function, "__module__", None) or "").partition(".")[0] != "alembic_postgresql_enum":
                self.functions.append(function)
            return function

        return decorate

    def refuse(self):
        for function in self.functions:
            name = f"{getattr(function, '__module__', None) or ''}.{getattr(function, '__qualname__', function)}"
            raise of_facade(Error(f"{name} is registered as a {self._what}, which limbeck's quick modules do not call",
                                  place_of(function), "Leave out `runtime = quick`, or the import of it in env.py.",
                                  "unsupported"))

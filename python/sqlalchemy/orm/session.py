"""Sessions and queries: SQLAlchemy's own work, which the quick modules leave to it. Here are their names, so that a module
which makes or keeps one can be read; whoever uses one is refused, and the run goes over to SQLAlchemy itself."""

from _limbeck import note_refusal
from limbeck.errors import Error, script_place


def _refused(what):
    note_refusal(True)
    return Error(f"{what} is a matter of SQLAlchemy's ORM, which limbeck's quick modules leave to SQLAlchemy itself",
                 script_place(2), "Leave `runtime` at auto, or run this with --runtime thorough.", "unsupported")


class _Refusing:
    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        raise _refused(f"{type(self).__name__}.{name}")

    def __class_getitem__(cls, item):
        return cls


class Session(_Refusing):
    def __init__(self, bind=None, **kw):
        self.bind = bind

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def close(self):
        """Nothing has been done in it."""


class Query(_Refusing):
    def __init__(self, entities, session=None):
        raise _refused("Query()")


class sessionmaker(_Refusing):
    def __init__(self, bind=None, *, class_=Session, **kw):
        self.class_, self.kw = class_, {"bind": bind, **kw}

    def __call__(self, **kw):
        return self.class_(**{**self.kw, **kw})

    def configure(self, **kw):
        self.kw.update(kw)


class scoped_session(_Refusing):
    def __init__(self, session_factory, scopefunc=None):
        self.session_factory = session_factory

    def __call__(self, **kw):
        return self.session_factory(**kw)

    def configure(self, **kw):
        self.session_factory.configure(**kw)

    remove = Session.close

    def query_property(self, query_cls=None):
        return _QueryProperty()


class _QueryProperty:
    """Model.query"""

    def __get__(self, instance, owner):
        raise _refused(f"{owner.__name__}.query")


def close_all_sessions():
    """None of them has done anything."""

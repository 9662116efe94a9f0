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


class _Aliased:
    """aliased(Model): the same columns under another name."""

    def __init__(self, entity, name=None):
        self._entity = entity
        self._alias = entity.__table__.alias(name)
        for key, column in entity.__mapper__.keys.items():
            setattr(self, key, self._alias.c[column.key])

    def __clause_element__(self):
        return self._alias


def aliased(element, alias=None, name=None, flat=False, adapt_on_names=False):
    return _Aliased(element, name) if hasattr(element, "__mapper__") else element.alias(name)


def with_polymorphic(base, classes, **kw):
    raise _refused("with_polymorphic()")


class SessionTransaction(_Refusing):
    pass


class Session(_Refusing):
    def __init__(self, bind=None, **kw):
        self.bind = bind
        self.info = dict(kw.get("info") or {})

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def close(self):
        """Nothing has been done in it."""

    def __class_getitem__(cls, item):
        return cls


class Query(_Refusing):
    def __init__(self, entities, session=None):
        raise _refused("Query()")

    def __class_getitem__(cls, item):
        return cls


class sessionmaker:
    def __init__(self, bind=None, *, class_=Session, **kw):
        self.class_, self.kw = class_, {"bind": bind, **kw}

    def __call__(self, **kw):
        return self.class_(**{**self.kw, **kw})

    def begin(self):
        raise _refused("sessionmaker.begin()")

    def configure(self, **kw):
        self.kw.update(kw)

    def __class_getitem__(cls, item):
        return cls


class scoped_session(_Refusing):
    def __init__(self, session_factory, scopefunc=None):
        self.session_factory = session_factory

    def __call__(self, **kw):
        return self.session_factory(**kw)

    def configure(self, **kw):
        self.session_factory.configure(**kw)

    def remove(self):
        """Nothing has been done in one."""

    def query_property(self, query_cls=None):
        return _QueryProperty()

    def __class_getitem__(cls, item):
        return cls


class _QueryProperty:
    """Model.query"""

    def __get__(self, instance, owner):
        raise _refused(f"{owner.__name__}.query")


def create_session(bind=None, **kw):
    return Session(bind, **kw)


def object_session(instance):
    raise _refused("object_session()")


def make_transient(instance):
    raise _refused("make_transient()")


def close_all_sessions():
    """None of them has done anything."""

"""Implementations of dialects, which third parties derive from; the engine has its own."""


class ImplMeta(type):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        if "__dialect__" in namespace:
            _impls[namespace["__dialect__"]] = cls


_impls = {}


class DefaultImpl(metaclass=ImplMeta):
    __dialect__ = "default"
    transactional_ddl = False
    command_terminator = ";"

    @classmethod
    def get_by_dialect(cls, dialect):
        return _impls.get(dialect.name, DefaultImpl)

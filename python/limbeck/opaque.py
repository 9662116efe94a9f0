"""Opaque values: what stands in for a module, or a name, that limbeck cannot know.

An opaque value can be stored, called, subclassed, used as a decorator or an annotation, compared and formatted; all
that comes of it is opaque, too. It raises where something would depend on it: a branch, an iteration, a number, a
path, and (in src/scripting/values.cpp) a statement or a schema. Inside a step, a call that has no other purpose than
its effect is refused as well, for the effect would silently be missing.
"""

import _thread
import builtins
import sys

from _limbeck import is_thorough, note_refusal
from limbeck.errors import Error, is_ours, place, script_place
from limbeck.marks import marked
from limbeck.virtual_environment import in_environment

class Origin:
    """Why something is opaque: the package or module to blame, the reason, and who imported it."""

    __slots__ = ("package", "reason", "place", "ways", "of_facade", "cause")

    def __init__(self, package, reason, place, ways=None, of_facade=None):
        self.package = package
        self.cause = ""  # the package for want of which a module has failed
        self.of_facade = str(package).partition(".")[0] in _FACADES if of_facade is None else of_facade
        self.reason = reason
        self.place = place
        self.ways = ways

    def now(self):
        return self.ways or (
            f"Ways out: a shim, that is a file {self.package.partition('.')[0]}.py in the folder that `shims = …` in "
            f"the section [limbeck] names; `packages = {self.package.partition('.')[0]}` there, which imports it from "
            f"the active virtual environment; a plain value in its place; or this step run with Alembic"
        )


losses = []  # (what, where, the opaque value): tables and parts of them that went to something opaque


def lose(what, value, depth=1):
    """Notes a table, or a part of one, that is given to something opaque: its schema does not come to know it."""
    losses.append((what, script_place(depth + 1), value))


def _is_model(namespace):
    """Whether the body of a class looks like that of a mapped class."""
    if "__tablename__" in namespace or "__table__" in namespace:
        return True
    schema = sys.modules.get("sqlalchemy.schema")
    return schema is not None and any(isinstance(value, schema.Column) for value in namespace.values())


def _called_by_script():
    """What of the façades a script has called, when a façade is at work: "Column()"."""
    frame = sys._getframe(0)
    here, inner = frame.f_code.co_filename, None
    while frame is not None and frame.f_code.co_filename == here:
        frame = frame.f_back
    while frame is not None and is_ours(frame.f_code.co_filename):
        frame, inner = frame.f_back, frame
    if frame is None or inner is None:
        return ""
    name = inner.f_code.co_qualname.replace(".__init__", "").replace(".__new__", "").rpartition(">.")[2]
    return f"{name}()" if name.replace(".", "").isidentifier() else ""


def refusal(value, use):
    """The Error for a use of an opaque value that cannot be."""
    origin = origin_of(value)
    called = _called_by_script()
    if called and use.startswith(("a ", "an ")):
        use = f"what {called} is given"
    what = f"{use} depends on `{path_of(value)}`, which is opaque: {origin.reason}"
    if origin.place:
        what += f" (imported at {origin.place})"
    wanted = origin.cause or str(origin.package).partition(".")[0]
    note_refusal(origin.of_facade, in_environment(wanted))
    refused = Error(what, script_place(2), origin.now(), "unsupported")
    refused.package = wanted
    refused.of_facade = origin.of_facade
    return refused


# What SQLAlchemy and Alembic themselves, and the drivers below them, may be able to do.
_FACADES = frozenset(("alembic", "sqlalchemy", "sqlmodel", "psycopg2", "pymysql", "sqlite3"))
# SQLAlchemy itself asks no more of what it is given than that it can be called.
_OF_SQLALCHEMY = ("<frozen sqlalchemy", "<frozen alembic")
# What is done on a connection that somebody makes there would be missing.
_CONNECTING = frozenset(f"{driver}.{name}" for driver in (
    "psycopg2", "psycopg", "sqlite3", "asyncpg", "aiosqlite", "pg8000", "pg8000.dbapi", "pg8000.native", "pymysql", "MySQLdb",
    "mysql.connector", "oracledb", "cx_Oracle", "pyodbc", "pymssql", "psycopg2.pool", "psycopg_pool", "psycopg.Connection",
    "psycopg.AsyncConnection") for name in ("connect", "create_pool", "Connection", "ConnectionPool", "AsyncConnectionPool",
                                            "SimpleConnectionPool", "ThreadedConnectionPool"))


class _Strict:
    """Marks the thread as running a step, for the length of a with statement."""

    def __enter__(self):
        ident = _thread.get_ident()
        _strict_threads[ident] = _strict_threads.get(ident, 0) + 1

    def __exit__(self, *_):
        ident = _thread.get_ident()
        _strict_threads[ident] -= 1
        if not _strict_threads[ident]:
            del _strict_threads[ident]


_strict_threads = {}  # thread -> depth
strict = _Strict

# Calls whose result nobody takes and that are harmless to leave out: those of loggers, metrics and error trackers.
_HARMLESS = frozenset(
    "debug info warning warn error exception critical fatal trace success log msg bind unbind new capture_exception "
    "capture_message add_breadcrumb set_tag set_context set_user increment incr gauge timing histogram record_exception "
    "set_attribute set_attributes set_status add_event print echo secho rule update advance close".split()
)

_CALL, _CALL_FUNCTION_EX, _POP_TOP, _KW_NAMES, _CACHE = 171, 142, 1, 172, 0


def _calling_instruction(frame):
    """(opcode, argument, the opcode after it) of what a frame is just doing."""
    code, at = frame.f_code.co_code, frame.f_lasti
    opcode = code[at]
    after = at + (10 if opcode == _CALL else 2)  # a CALL has four cache entries
    return opcode, code[at + 1], code[after] if after < len(code) else 0


def _short(path):
    return path if len(path) < 80 else path[:60] + "…" + path[-15:]


class Opaque:
    __slots__ = ("_limbeck_path", "_limbeck_origin", "__weakref__")

    def __init__(self, path, origin):
        object.__setattr__(self, "_limbeck_path", path)
        object.__setattr__(self, "_limbeck_origin", origin)

    def __getattr__(self, name):
        if name[:2] == "__" and name[-2:] == "__":
            # Protocols that Python and libraries probe for; an opaque value has none of them.
            if name in ("__name__", "__qualname__"):
                return self._limbeck_path
            if name == "__prepare__":  # an opaque metaclass
                return lambda *_, **__: {}
            raise AttributeError(name)
        if name in ("_limbeck_error", "_plain"):
            raise AttributeError(name)
        return Opaque(_short(f"{self._limbeck_path}.{name}"), self._limbeck_origin)

    def __setattr__(self, name, value):
        pass

    def __delattr__(self, name):
        pass

    def __call__(self, *arguments, **named):
        frame = sys._getframe(1)
        opcode, count, after = _calling_instruction(frame)
        path = self._limbeck_path
        if len(arguments) == 1 and not named:
            decorated = arguments[0]
            # Decorators are the calls that Python 3.11 compiles with an argument more than they count.
            if opcode == _CALL and count == 0 and isinstance(decorated, (type, _function)):
                if isinstance(decorated, _function):
                    decorated._limbeck_decorator = self
                elif "__mapper__" not in decorated.__dict__ and _is_model(decorated.__dict__):
                    lose(f"the class {decorated.__qualname__}", self)
                return decorated
        if (
            _strict_threads
            and after == _POP_TOP
            and opcode in (_CALL, _CALL_FUNCTION_EX)
            and _thread.get_ident() in _strict_threads
            and not is_ours(frame.f_code.co_filename)
            and path.rpartition(".")[2] not in _HARMLESS
        ):
            raise refusal(self, f"what this step does by calling `{path}()`")
        if frame.f_code.co_filename.startswith(_OF_SQLALCHEMY) and is_thorough() and (
                _thread.get_ident() in _strict_threads or path.endswith("._execute_on_connection")):
            raise refusal(self, "a step")
        if path in _CONNECTING and not is_ours(frame.f_code.co_filename):
            raise refusal(self, f"a connection made by `{path}()`")
        # The façades try whether a type is a class; that is no news to the reader of a message.
        return Opaque(path if is_ours(frame.f_code.co_filename) else _short(f"{path}(…)"), self._limbeck_origin)

    def __getitem__(self, key):
        return Opaque(_short(f"{self._limbeck_path}[…]"), self._limbeck_origin)

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __class_getitem__(cls, key):
        return cls

    # Subclassing: the class gets a base that remembers the opaque one, in the way its other bases permit.
    def __mro_entries__(self, bases):
        plain = _names_metaclass(sys._getframe(1))
        for base in bases:
            if isinstance(base, type) and type(base) not in (type, OpaqueMeta):
                plain = True
        made = _base_class(self, plain)
        if any(type(base).__name__ == "EnumType" for base in bases):
            del made.__init__  # or enum would make the members' values with it
        return (made,)

    # with, async with, await
    def __enter__(self):
        return Opaque(_short(f"{self._limbeck_path}.__enter__()"), self._limbeck_origin)

    def __exit__(self, *_):
        return False

    async def __aenter__(self):
        return Opaque(_short(f"{self._limbeck_path}.__aenter__()"), self._limbeck_origin)

    async def __aexit__(self, *_):
        return False

    def __await__(self):
        return Opaque(_short(f"await {self._limbeck_path}"), self._limbeck_origin)
        yield

    # Identity where a container asks; otherwise what comes of a comparison is opaque, and refused by a branch.
    __hash__ = object.__hash__

    def __eq__(self, other):
        if self is other:
            return True
        # typing looks among the bases of a class for its own Generic.
        return False if sys._getframe(1).f_globals.get("__name__") == "typing" else _operation(self, "==")

    def __ne__(self, other):
        return False if self is other else _operation(self, "!=")

    def __instancecheck__(self, instance):
        if instance is self or origin_is(type(instance), self):
            return True
        stands_for = getattr(type(instance), "_stands_for", None)  # façades know which class of a driver they are
        if stands_for is not None:
            return stands_for(instance, self._limbeck_path)
        raise refusal(self, "isinstance()")

    def __subclasscheck__(self, subclass):
        if origin_is(subclass, self):
            return True
        raise refusal(self, "issubclass()")

    # What must be an answer of Python's own kind.
    def __bool__(self):
        raise refusal(self, "a branch")

    def __iter__(self):
        raise refusal(self, "an iteration")

    def __aiter__(self):
        raise refusal(self, "an iteration")

    def __next__(self):
        raise refusal(self, "an iteration")

    def __reversed__(self):
        raise refusal(self, "an iteration")

    def __len__(self):
        raise refusal(self, "a length")

    def __contains__(self, item):
        raise refusal(self, "a test of membership")

    def __int__(self):
        raise refusal(self, "a number")

    __float__ = __complex__ = __index__ = __int__

    def __bytes__(self):
        raise refusal(self, "a value")

    def __fspath__(self):
        raise refusal(self, "a path")

    def __reduce_ex__(self, protocol):
        raise refusal(self, "a copy")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __str__(self):
        return marked(self, self._limbeck_path)

    def __format__(self, specification):
        return str(self)

    def __repr__(self):
        return f"<opaque {self}>"

    def __dir__(self):
        return []


def _operation(value, sign):
    return Opaque(_short(f"{value._limbeck_path} {sign} …"), value._limbeck_origin)


def _add_operators():
    signs = {
        "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "add": "+", "sub": "-", "mul": "*", "truediv": "/",
        "floordiv": "//", "mod": "%", "divmod": "divmod", "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&",
        "or": "|", "xor": "^", "matmul": "@", "neg": "-", "pos": "+", "invert": "~", "abs": "abs", "round": "round",
    }
    for name, sign in signs.items():
        def method(self, *_, sign=sign):
            return _operation(self, sign)

        names = [f"__{name}__"]
        if name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and",
                    "or", "xor", "matmul"):
            names += [f"__r{name}__"]
        for each in names:
            setattr(Opaque, each, method)


_add_operators()
_function = type(_operation)


class OpaqueMeta(type):
    """Of classes that derive from nothing but opaque ones: what they lack is opaque. The façades' own metaclasses derive
    from it, so that such a class may stand beside theirs; for those it is Python's `type`."""

    def __getattr__(cls, name):
        if type(cls) is not OpaqueMeta or name[:2] == "__" and name[-2:] == "__" or name in ("_limbeck_error", "_plain"):
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        base = type.__getattribute__(cls, "_limbeck_base")
        return Opaque(_short(f"{cls.__name__}.{name}"), base._limbeck_origin)

    def __iter__(cls):
        if type(cls) is not OpaqueMeta:
            raise TypeError(f"type object {cls.__name__!r} is not iterable")
        raise refusal(cls, "an iteration")

    def __or__(cls, other):
        if type(cls) is not OpaqueMeta:
            return type.__or__(cls, other)
        return Opaque(cls.__name__, cls._limbeck_base._limbeck_origin)

    def __ror__(cls, other):
        if type(cls) is not OpaqueMeta:
            return type.__ror__(cls, other)
        return Opaque(cls.__name__, cls._limbeck_base._limbeck_origin)


_combined = {}  # metaclass -> the one of both, that and OpaqueMeta


def _metaclass_of(bases, metaclass):
    """What takes the place of a metaclass, where a class derives from one of OpaqueMeta and from one of another metaclass,
    which Python refuses; else the metaclass that is given."""
    kinds = {type(base) for base in bases if isinstance(base, type)}
    if isinstance(metaclass, type):
        kinds.add(metaclass)
    if not any(issubclass(kind, OpaqueMeta) for kind in kinds):
        return metaclass
    lowest = [kind for kind in kinds if not any(other is not kind and issubclass(other, kind) for other in kinds)]
    if len(lowest) != 2 or OpaqueMeta not in lowest:
        return metaclass
    kind = lowest[1 - lowest.index(OpaqueMeta)]
    if kind not in _combined:
        _combined[kind] = type(kind)(kind.__name__, (kind, OpaqueMeta), {})
    return _combined[kind]


def _build_class(function, name, *bases, **named):
    metaclass = _metaclass_of(bases, named.pop("metaclass", None))
    if metaclass is not None:
        named["metaclass"] = metaclass
    return _python_build_class(function, name, *bases, **named)


_python_build_class = builtins.__build_class__


def _next_base(cls, name, after):
    """The first real base behind an opaque one that has a method of that name of its own."""
    for base in cls.__mro__[cls.__mro__.index(after) + 1:]:
        if name in base.__dict__ and "_limbeck_base" not in base.__dict__ and opaque_base(base) is None:
            return base if base is not object else None
    return None


def _init_subclass(cls, after, named):
    declared = any("_sa_registry" in base.__dict__ for base in cls.__mro__)
    if type(cls) in (type, OpaqueMeta) and not declared and (named.get("table") is True or _is_model(cls.__dict__)):
        lose(f"the class {cls.__qualname__}", opaque_base(cls))
    base = _next_base(cls, "__init_subclass__", after)
    if base is not None:
        base.__dict__["__init_subclass__"].__get__(None, cls)(**named)


def _instance_attribute(self, name):
    if name[:2] == "__" and name[-2:] == "__" or name in ("_limbeck_error", "_plain"):
        raise AttributeError(name)
    base = type(self)._limbeck_base
    return Opaque(_short(f"{type(self).__name__}().{name}"), base._limbeck_origin)


def _base_class(value, plain):
    def __init__(self, *arguments, **named):
        base = _next_base(type(self), "__init__", made)
        if base is not None:
            base.__init__(self, *arguments, **named)

    def __new__(cls, *arguments, **named):
        # A real base behind this one may want the arguments.
        base = _next_base(cls, "__new__", made)
        return base.__new__(cls, *arguments, **named) if base is not None else object.__new__(cls)

    def __init_subclass__(cls, **named):
        _init_subclass(cls, made, named)

    body = {
        "_limbeck_base": value,
        "__init__": __init__,
        "__init_subclass__": classmethod(__init_subclass__),
        "__class_getitem__": classmethod(lambda cls, key: cls),
        "__module__": value._limbeck_origin.package,
    }
    if not plain:
        builtins.__build_class__ = _build_class
        body["__new__"] = __new__
        body["__getattr__"] = _instance_attribute
    name = value._limbeck_path.rpartition(".")[2].strip("(…)[] ") or "Opaque"
    made = (type if plain else OpaqueMeta)(name, (), body)
    return made


def _names_metaclass(frame):
    """Whether the class statement that a frame is just executing has keywords: one may be a metaclass."""
    if frame.f_code is _build_class.__code__:
        frame = frame.f_back
    code, at = frame.f_code.co_code, frame.f_lasti
    while code[at] == _CACHE and at > 0:
        at -= 2  # a call of a function of Python stands behind its cache entries
    if code[at] != _CALL:
        return True  # *bases: nothing is known
    # KW_NAMES stands before PRECALL (with one cache entry) and CALL.
    return at >= 6 and code[at - 6] == _KW_NAMES and "metaclass" in frame.f_code.co_consts[code[at - 5]]


def origin_is(cls, value):
    """Whether a class derives from that opaque value."""
    return any(base.__dict__.get("_limbeck_base") is value for base in getattr(cls, "__mro__", ()))


def opaque_base(cls):
    """The opaque value that a class derives from, or None. A table cannot be made of such a class: its columns are not
    known."""
    for base in getattr(cls, "__mro__", ()):
        value = base.__dict__.get("_limbeck_base")
        if value is not None:
            return value
    return None


def is_opaque(value):
    return isinstance(value, (Opaque, OpaqueModule)) or type(type(value)) is OpaqueMeta or type(value) is OpaqueMeta


def origin_of(value):
    if isinstance(value, (Opaque, OpaqueModule)):
        return value._limbeck_origin
    base = opaque_base(value if isinstance(value, type) else type(value))
    return base._limbeck_origin


def path_of(value):
    if isinstance(value, Opaque):
        return value._limbeck_path
    if isinstance(value, OpaqueModule):
        return value.__name__
    return value.__qualname__ if isinstance(value, type) else type(value).__qualname__


def refuse(value, use):
    """Raises the Error for a use of an opaque value; façades call it before a schema would depend on one."""
    raise refusal(value, use)


def check(value, use):
    """Gives a value back that is not opaque, and refuses one that is."""
    if is_opaque(value):
        raise refusal(value, use)
    return value


def refuse_as_step(function, name):
    """Refuses an upgrade() or downgrade() that is opaque, or that an opaque decorator would have changed."""
    if is_opaque(function):
        raise refusal(function, f"{name}()")
    decorator = getattr(function, "_limbeck_decorator", None)
    if decorator is not None:
        raise refusal(decorator, f"{name}(), which it decorates,")


class OpaqueModule(type(sys)):
    """A module that could not be imported; all its names are opaque."""

    def __init__(self, name, origin):
        super().__init__(name)
        self.__dict__["_limbeck_origin"] = origin
        self.__path__ = []

    def __getattr__(self, name):
        if name == "__all__":
            return star_names(self, sys._getframe(1))
        if name == "__getattr__":
            return lacking(self.__name__, self._limbeck_origin)
        if name[:2] == "__" and name[-2:] == "__" or name in ("_limbeck_error", "_plain"):
            raise AttributeError(f"module {self.__name__!r} is opaque and has no {name!r}")
        return Opaque(f"{self.__name__}.{name}", self._limbeck_origin)

    def __call__(self, *arguments, **named):
        return Opaque(f"{self.__name__}(…)", self._limbeck_origin)

    __mro_entries__ = Opaque.__mro_entries__

    @property
    def _limbeck_path(self):
        return self.__name__

    def __repr__(self):
        return f"<opaque module {self.__name__}>"


def lacking(module_name, origin):
    """A module's __getattr__ that gives opaque values."""

    def __getattr__(name):
        if name[:2] == "__" and name[-2:] == "__":
            if name == "__all__" and sys._getframe(1).f_code.co_name == "<module>":
                raise AttributeError(name)
            raise AttributeError(f"module {module_name!r} has no attribute {name!r}")
        return Opaque(f"{module_name}.{name}", origin)

    return __getattr__


_LOAD_NAME, _LOAD_GLOBAL, _EXTENDED_ARG = 101, 116, 144


def _global_names(code, names):
    extended = 0
    instructions = code.co_code
    for at in range(0, len(instructions), 2):
        opcode, argument = instructions[at], instructions[at + 1] | extended
        extended = argument << 8 if opcode == _EXTENDED_ARG else 0
        if opcode == _LOAD_NAME and argument < len(code.co_names):
            names.add(code.co_names[argument])
        elif opcode == _LOAD_GLOBAL and argument >> 1 < len(code.co_names):
            names.add(code.co_names[argument >> 1])
    for constant in code.co_consts:
        if isinstance(constant, type(code)):
            _global_names(constant, names)


def star_names(module, frame):
    """What `from module import *` of an opaque module gives to a file: each global name that the file uses and that
    nothing else has given it; and a __getattr__, so that others can import the rest from it in turn."""
    names = set()
    _global_names(frame.f_code, names)
    builtins = frame.f_builtins
    given = frame.f_globals
    wanted = [name for name in sorted(names) if name not in builtins and name not in given and name[:2] != "__"]
    if "__getattr__" not in given:
        wanted.append("__getattr__")
    return wanted

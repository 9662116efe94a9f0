"""What façades need of the runtime."""

import sys

from _limbeck import is_thorough, note_refusal
from limbeck.errors import Error, is_ours, place, script_place
from limbeck.opaque import Opaque, Origin
from limbeck.sources import is_guarded
from limbeck.virtual_environment import placeholder_in_environment

# PRECALL and CALL of CPython 3.11: what a frame is at when hasattr() or getattr() asks. Code that has run for a while
# stays at PRECALL.
_CALLS = (166, 171)

# What scripts call for its effect alone: a name that these lack is refused, for the effect would be missing.
_DOING = frozenset(("alembic.op", "alembic.context"))


def unknown_names(module_name, submodules=(), homes={}):
    """A module-level __getattr__ for a façade: `__getattr__ = unknown_names(__name__)`.

    A name that the façade lacks becomes opaque for a project's code. It is truly missing (AttributeError) for our own
    code, for names of the form __x__, for hasattr() and getattr(), and where the import is guarded by `except
    ImportError`. `submodules` are modules that are imported at the first use of their name; `homes` tells for other names
    which module below this one has them.
    """

    def __getattr__(name):
        if name in submodules:
            __import__(f"{module_name}.{name}")
            return sys.modules[f"{module_name}.{name}"]
        home = homes.get(name)
        if home is not None:
            home = f"{module_name}.{home}"
            __import__(home)
            found = sys.modules[module_name].__dict__[name] = getattr(sys.modules[home], name)
            return found
        frame = sys._getframe(1)
        filename = frame.f_code.co_filename
        if (
            name[:2] == "__"
            or is_ours(filename)
            or frame.f_code.co_code[frame.f_lasti] in _CALLS
            or is_guarded(frame, ("ImportError", "AttributeError"))
        ):
            raise AttributeError(f"module {module_name!r} has no attribute {name!r}")
        missing = f"{module_name}.{name} is not known to limbeck"
        where = place(filename, frame.f_lineno)
        ways = f"Ways out: write this step with names that limbeck knows, or as SQL; or run it with {_other(module_name)}"
        if module_name in _DOING:
            raise of_facade(Error(missing, where, ways, "unsupported"), placeholder_in_environment())  # of a plug-in
        return Opaque(f"{module_name}.{name}", Origin(module_name, missing, where, ways))

    return __getattr__


def unsupported(what, now="", where=None):
    """Refuses what a script says and a façade cannot do exactly. `now`: what to do instead."""
    other = _other("sqlalchemy")
    raise of_facade(Error(f"{what} is not supported", where or script_place(2),
                          f"{now}; or run this step with {other}" if now else f"Run this step with {other}", "unsupported"))


overruled = []  # (name, dialects, none for all) of classes of SQLAlchemy's and Alembic's own whose SQL a script writes itself


def refuse_overruled(dialect_name):
    """Refuses a statement or an operation where the engine would write the SQL that a script wants to write."""
    for name, dialects in overruled:
        if not dialects or dialect_name in dialects or "default" in dialects:
            unsupported(f"@compiles({name})")


def of_facade(error, package=""):
    """The error, which refuses what SQLAlchemy or Alembic itself may be able to do; `package`: what would have added it."""
    note_refusal(True, package)
    error.of_facade = True
    return error


def unknown_module(name):
    """Why a module of a façade is opaque, and the ways out."""
    return (f"the module {name} is not known to limbeck",
            f"Ways out: write this step with names that limbeck knows, or as SQL; or run it with {_other(name)}")


def _other(module_name):
    """What runs a step that this façade does not: SQLAlchemy and Alembic inside the program, where they take its place."""
    replaced = module_name.partition(".")[0] in ("alembic", "sqlalchemy") and not is_thorough()
    return "--runtime thorough" if replaced else "Alembic"


def no_more_arguments(name, given):
    """For façades that take **kw: an argument that nothing here knows would have no effect."""
    for key in given:
        raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")

"""Lenient imports: a project's own modules, the standard library and our façades are imported; any other import gives an
opaque module. site-packages is looked at only for packages that the configuration names."""

import sys
from _frozen_importlib import FrozenImporter, ModuleSpec
from _imp import exec_builtin
from _frozen_importlib_external import FileFinder, PathFinder, SourceFileLoader

from _limbeck import carries_compiled_module, create_compiled_module, packed_module, warn
from limbeck import virtual_environment as environment
from limbeck.errors import Error, is_ours, place
from limbeck.failures import is_for_something_opaque, line_in, note_failure, origin_of_failure, placeholders
from limbeck.opaque import Opaque, OpaqueModule, Origin, lacking
from limbeck.project_paths import absolute, in_site_packages, is_folder, project_path
from limbeck.sources import is_guarded, read_source

# Modules of the standard library that Alembic never imports itself, so that there a project's module of that name, being
# earlier on sys.path, comes first.
_PROJECT_FIRST = frozenset(
    "aifc audioop bdb calendar cgi chunk cmd code codeop colorsys crypt dbm doctest filecmp fileinput graphlib gzip html "
    "imghdr mailbox mailcap mimetypes mmap modulefinder netrc nntplib optparse pdb pickletools pipes plistlib profile "
    "pstats pty queue resource rlcompleter sched secrets shelve site sndhdr statistics sunau symtable syslog tabnanny "
    "telnetlib termios test this timeit trace tty turtle uu venv wave webbrowser wsgiref xdrlib xml xmlrpc zipapp".split()
)

_packages = set()  # imported for real
_without_models = set()  # modules of the project, and packages of them, that declare no table


class ProjectLoader(SourceFileLoader):
    """Runs a project's module. When its top level fails, the names that it has not come to define are opaque, and the
    reason is kept."""

    def source_to_code(self, data, path, *, _optimization=-1):
        from limbeck.annotations import compile_module

        return compile_module(data, path)

    def exec_module(self, module):
        frame, _ = _importer()
        try:
            super().exec_module(module)
        except Exception as error:
            guarded = frame is None or is_guarded(frame, [cls.__name__ for cls in type(error).__mro__[:-2]])
            resumed = not guarded and self._resume(module, error, frame)
            failure = None if resumed else note_failure(module, error, frame)
            if guarded:
                raise
            if failure is not None:
                warn(f"the module {module.__name__} failed while it was imported, at {failure.place or module.__file__}: "
                     f"{failure.reason}; what it has not come to define is a placeholder")
            _make_failed(module, error, frame)
        if hasattr(module, "__path__"):
            module.__dict__.setdefault("__getattr__", _submodules_of(module))

    def _resume(self, module, error, frame):
        """Goes on behind a statement that fails for something opaque; True where the end of the module is reached."""
        from limbeck.lost import Rest

        rest = None
        while is_for_something_opaque(error):
            try:
                rest = rest or Rest(module.__file__, read_source(module.__file__))
                statement = rest.statement_at(line_in(module, error))
                if statement is None:
                    return False
                code = rest.behind(statement)
            except (OSError, SyntaxError, ValueError):
                return False
            failure = note_failure(module, error, frame)
            failure.end = statement.end_lineno
            origin = origin_of_failure(module, error, frame)
            for name in rest.names_of(statement):
                module.__dict__.setdefault(name, Opaque(f"{module.__name__}.{name}", origin))
            try:
                if code is not None:
                    exec(code, module.__dict__)
                return True
            except Exception as another:
                error = another
        return False


def _submodules_of(package):
    """A package's __getattr__: a module of it that nothing has imported, though what opaque packages would have imported in
    turn may have, is imported when its name is used."""

    def __getattr__(name):
        if name[:2] != "__" and environment.opaque_imports and PathFinder.find_spec(f"{package.__name__}.{name}", package.__path__):
            frame = sys._getframe(1)
            if _is_script(frame):
                __import__(f"{package.__name__}.{name}")
                return sys.modules[f"{package.__name__}.{name}"]
        raise AttributeError(f"module {package.__name__!r} has no attribute {name!r}")

    return __getattr__


def _make_failed(module, error, frame):
    origin = origin_of_failure(module, error, frame)
    module.__dict__.setdefault("__getattr__", lacking(module.__name__, origin))
    module.__dict__["_limbeck_failure"] = origin


class FacadeLoader:
    """Runs a façade or a shim; names that it lacks are opaque."""

    create_module = FrozenImporter.create_module

    @staticmethod
    def exec_module(module):
        FrozenImporter.exec_module(module)
        if "__getattr__" not in module.__dict__:
            from limbeck.facade import unknown_names

            module.__dict__["__getattr__"] = unknown_names(module.__name__)


# Frozen modules that are no façades: nothing in them is for scripts to miss.
_NO_FACADES = sys.stdlib_module_names | {"limbeck", "_limbeck", "mako", "markupsafe"}


def _frozen_spec(name):
    spec = FrozenImporter.find_spec(name)
    if spec is not None and name.partition(".")[0] not in _NO_FACADES:
        spec.loader = FacadeLoader
    return spec


class CompiledLoader:
    """Makes one of the compiled modules that the program carries."""

    create_module = staticmethod(create_compiled_module)
    exec_module = staticmethod(exec_builtin)


# Modules of the standard library that are nothing without a compiled one, which wants a library of the system.
_COMPILED_PARTS = {"bz2": "_bz2", "crypt": "_crypt", "ctypes": "_ctypes", "lzma": "_lzma", "ssl": "_ssl"}
_unloadable = {}  # such a module -> why its compiled part cannot be had


def _standard_spec(name):
    """The spec of a module of the standard library; None where it cannot be had."""
    if name.partition(".")[0] == "sqlite3":
        from limbeck import stand_ins

        return stand_ins.find(name)
    part = _COMPILED_PARTS.get(name)
    if part is not None and part not in sys.modules:
        try:
            __import__(part)
        except ImportError as error:
            _unloadable[name] = str(error)
            return None
    spec = _frozen_spec(name)
    if spec is None and carries_compiled_module(name):
        spec = ModuleSpec(name, CompiledLoader, origin="built-in")
    return spec


def _carried_spec(name):
    """The spec of a façade, a shim, a stand-in for a driver, or a package that is carried packed."""
    if name.startswith("sqlite3."):
        return _standard_spec(name)
    spec = _frozen_spec(name)
    if spec is None and packed_module(name) is not None:
        from limbeck.packed import find_package

        spec = find_package(name)
    return spec


class OpaqueLoader:
    def __init__(self, origin):
        self.origin = origin

    def create_module(self, spec):
        return OpaqueModule(spec.name, self.origin)

    def exec_module(self, module):
        pass


def _importer():
    """The frame that imports, and whether it only asks (importlib.util.find_spec)."""
    frame = sys._getframe(2)
    asks = False
    while frame is not None:
        code = frame.f_code
        filename = code.co_filename
        if filename == "<frozen importlib.util>" and code.co_name == "find_spec":
            asks = True
        elif not filename.startswith("<frozen importlib") and filename != "<frozen limbeck.importing>":
            return frame, asks
        frame = frame.f_back
    return None, asks


def _is_script(frame):
    return not is_ours(frame.f_code.co_filename) and not in_site_packages(frame.f_code.co_filename)


_find_packed = None  # in the thorough runtime: the spec of a module that the program carries packed


class Finder:
    """Stands behind the finder of built-in modules."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if _find_packed is not None:
            spec = _find_packed(name)
            if spec is not None:
                return spec
        if path is not None:
            return _find_submodule(name, path)
        if name in environment.OURS and not (environment.is_open and name == "sqlmodel"):
            return _frozen_spec(name)
        frame, asks = _importer()
        script = frame is not None and _is_script(frame)
        namespace = None
        if not script or name not in _PROJECT_FIRST:
            # Standard library and façades of packages; a shim gives way to the project's own module, and to the real one
            # where the project asks for that.
            if name in sys.stdlib_module_names:
                spec = _standard_spec(name)
                if spec is not None:
                    return spec
            else:
                spec = _carried_spec(name)
        else:
            spec = None
        found = PathFinder.find_spec(name, project_path())
        if found is not None:
            if found.loader is not None:
                return found
            namespace = found
        if name in _packages or environment.is_open or (frame is not None and in_site_packages(frame.f_code.co_filename)):
            found = environment.found(name)
            if found is not None and not _gives_way(name):
                return found
            if name in _packages and script and spec is None:
                return _opaque_spec(name, frame, _missing_package(name))
        spec = spec or (_standard_spec(name) if name in sys.stdlib_module_names else _carried_spec(name))
        if spec is not None:
            return spec
        if namespace is not None:
            return namespace
        if script and not asks:
            if not is_guarded(frame):
                return _opaque_spec(name, frame, _why_missing(name))
            environment.denied.setdefault(name, place(frame.f_code.co_filename, frame.f_lineno))
        return None

    @staticmethod
    def find_distributions(context=None):
        """Packages of an open environment, for importlib.metadata."""
        if not environment.is_open:
            return ()
        from importlib.metadata import DistributionFinder, MetadataPathFinder

        asked = DistributionFinder.Context(name=getattr(context, "name", None), path=environment.site_packages)
        return MetadataPathFinder.find_distributions(asked)


def _find_submodule(name, path):
    parent = sys.modules.get(name.rpartition(".")[0])
    frame, asks = _importer()
    if isinstance(parent, OpaqueModule):
        return ModuleSpec(name, OpaqueLoader(parent._limbeck_origin), is_package=True)
    path = list(path)
    real = any(in_site_packages(entry) for entry in path)
    spec = _carried_spec(name) if not path else None if real else _frozen_spec(name)
    if spec is not None:
        return spec
    found = environment.find(name, path) if real else PathFinder.find_spec(name, path)
    if found is not None:
        return found
    if frame is None or asks or not _is_script(frame) or is_guarded(frame):
        return None
    package = name.partition(".")[0]
    if package in sys.stdlib_module_names:
        return None
    if path:
        failure = getattr(parent, "__dict__", {}).get("_limbeck_failure")
        reason = f"the package {name.rpartition('.')[0]} has no module of that name"
        if not real and name not in placeholders:
            placeholders[name] = place(frame.f_code.co_filename, frame.f_lineno)
            warn(f"{reason} ({name}), imported at {placeholders[name]}: it is a placeholder")
        return _opaque_spec(name, frame, reason, failure and failure.ways)
    from limbeck.facade import unknown_module

    return _opaque_spec(name, frame, *unknown_module(name))


def without_models(name):
    """Whether the configuration says of a module, or of a package around it, that it declares no table."""
    return any(name == known or name.startswith(known + ".") for known in _without_models)


def project_modules():
    return [module for module in list(sys.modules.values())
            if isinstance(getattr(getattr(module, "__spec__", None), "loader", None), ProjectLoader)]


def _opaque_spec(name, frame, reason, ways=None):
    environment.opaque_imports.append(name)
    origin = Origin(name, reason, place(frame.f_code.co_filename, frame.f_lineno), ways)
    return ModuleSpec(name, OpaqueLoader(origin), is_package=True)


def _why_missing(name):
    if name in sys.stdlib_module_names:
        return _unloadable.get(name) or (
            f"the module {name} of the standard library is for terminals and tools, or needs compiled parts that limbeck does "
            f"not carry"
        )
    return f"{name} is neither a module of the project nor known to limbeck, which does not look into site-packages"


def _missing_package(name):
    if not environment.site_packages:
        return f"`packages` names {name}, and there is no active virtual environment (VIRTUAL_ENV, or .venv)"
    return f"`packages` names {name}, and {environment.site_packages[0]} has no such package"


def use(root, path, packages, shims, virtual_environment, without_models=(), opens=False):
    """What Interpreter::use() says."""
    position = 0
    for entry in shims:
        if not is_folder(absolute(entry)):
            raise Error(f"`shims` names {entry}, and there is no such folder", "[limbeck] shims",
                        "Correct the name, or take it out of `shims`", "configuration")
    for entry in list(shims) + list(path):
        entry = absolute(entry)
        if entry not in sys.path:
            sys.path.insert(position, entry)
            position += 1
    _packages.update(packages)
    _without_models.update(without_models)
    environment.use(virtual_environment, packages, opens)
    for name in packages:
        _require_package(name)


# Shims for packages that are written for one line of SQLAlchemy.
_WITH_SQLALCHEMY = frozenset(("advanced_alchemy", "alembic_utils", "fastapi_users_db_sqlalchemy", "flask_sqlalchemy",
                              "sqlalchemy_utils"))


def _gives_way(name):
    """Whether a package of an environment that is open gives way to ours: to what this program itself runs on, and to a
    shim where compiled parts of the package cannot be loaded, because they are another Python's, or where the package is
    made for an older SQLAlchemy than the one inside."""
    if not environment.is_open or name in _packages:
        return False
    if _frozen_spec(name) is None:
        return False
    own = f"/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    return (name in _NO_FACADES or not all(entry.endswith(own) for entry in environment.site_packages)
            or name in _WITH_SQLALCHEMY and environment.has_older_sqlalchemy())


def is_of_environment(name):
    """Whether a package is imported from the project's environment."""
    return environment.is_open and not _gives_way(name) and environment.found(name) is not None


_found_packages = set()


def _require_package(name):
    """A package that the configuration names must be there, also where nothing has imported it yet."""
    if name in environment.OURS or name in _found_packages:
        return
    top = name.partition(".")[0]
    if name == top and (environment.found(name) or PathFinder.find_spec(name, project_path())):
        _found_packages.add(name)
        return
    if name != top:
        ways = f"Name the package that is imported first: `packages = {top}`"
    else:
        ways = ("`packages` takes the names that are imported, of packages written in Python alone: install it there, correct "
                "the name, or take it out")
    raise Error(_missing_package(name), "[limbeck] packages", ways, "configuration")


def install():
    """Makes this the way that everything is imported."""
    sys.path[:] = []
    sys.path_hooks[:] = [FileFinder.path_hook((ProjectLoader, [".py"]))]
    sys.path_importer_cache.clear()
    sys.meta_path[1:] = [Finder]
    sys.argv = ["limbeck"]
    from _limbeck import is_thorough

    if is_thorough():
        global _find_packed
        from limbeck.packed import find as _find_packed

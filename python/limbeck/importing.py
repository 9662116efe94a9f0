"""Lenient imports: a project's own modules, the standard library and our façades are imported; any other import gives an
opaque module. site-packages is looked at only for packages that the configuration names."""

import sys
from _frozen_importlib import FrozenImporter, ModuleSpec
from _imp import exec_builtin
from _frozen_importlib_external import FileFinder, PathFinder, SourceFileLoader, spec_from_file_location
from posix import stat

from _limbeck import carries_compiled_module, create_compiled_module, packed_module
from limbeck.errors import Error, is_of_facade, is_ours, place, summary
from limbeck.opaque import Opaque, OpaqueModule, Origin, lacking

# Whatever lies on sys.path, these are ours.
_OURS = frozenset(("alembic", "sqlalchemy", "sqlmodel", "limbeck", "_limbeck"))

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
_site_packages = []  # of the project's virtual environment
_is_open = False  # all packages of it are imported, in place of shims, too
_script_folders = {}  # folder -> the package that files in it belong to


def read_source(path):
    with open(path, "rb") as file:
        return file.read()


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
            failure = None if resumed else _note_failure(module, error, frame)
            if guarded:
                raise
            if failure is not None:
                _warn(f"the module {module.__name__} failed while it was imported, at {failure.place or module.__file__}: "
                      f"{failure.reason}; what it has not come to define is a placeholder")
            _make_failed(module, error, frame)
        if hasattr(module, "__path__"):
            module.__dict__.setdefault("__getattr__", _submodules_of(module))

    def _resume(self, module, error, frame):
        """Goes on behind a statement that fails for something opaque; True where the end of the module is reached."""
        from limbeck.lost import Rest

        rest = None
        while _for_something_opaque(error):
            try:
                rest = rest or Rest(module.__file__, read_source(module.__file__))
                statement = rest.statement_at(_line_in(module, error))
                if statement is None:
                    return False
                code = rest.behind(statement)
            except (OSError, SyntaxError, ValueError):
                return False
            failure = _note_failure(module, error, frame)
            failure.end = statement.end_lineno
            origin = _origin(module, error, frame)
            for name in rest.names_of(statement):
                module.__dict__.setdefault(name, Opaque(f"{module.__name__}.{name}", origin))
            try:
                if code is not None:
                    exec(code, module.__dict__)
                return True
            except Exception as another:
                error = another
        return False


def _for_something_opaque(error):
    """Whether an error is the refusal of something opaque, or comes of a package that is not there."""
    seen = 0
    while error is not None and seen < 20:
        if isinstance(error, Error) and error.kind == "unsupported":
            return True
        if isinstance(error, ImportError) and error.name and find_project_module(error.name.partition(".")[0]) is None:
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


class Failure:
    """A statement at the top level of a project's module that failed; up to `end`, None for all that stands behind it."""

    __slots__ = ("module", "line", "end", "reason", "place", "importer", "of_facade")

    def __init__(self, module, line, reason, place, importer, of_facade):
        self.module, self.line, self.reason, self.place, self.importer = module, line, reason, place, importer
        self.of_facade = of_facade
        self.end = None


failures = []
placeholders = {}  # module that a package of the project lacks -> where it was imported
denied = {}  # module name -> where it was imported under `except ImportError`, which it was given


def _warn(text):
    import _limbeck

    _limbeck.warn(text)


def told_of_modules():
    """(module, file and line, reason) of what of the project could not be imported, or not as a whole."""
    told = [(failure.module.__name__, failure.place or place(failure.module.__file__, failure.line or 1), failure.reason)
            for failure in failures]
    return told + [(name, where, "there is no such module") for name, where in placeholders.items()]


def _line_in(module, error):
    """The line of a module's top level where an error came from; 0 where none of it was run."""
    line, traceback = 0, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_globals is module.__dict__ and traceback.tb_frame.f_code.co_name == "<module>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _reason_and_place(error):
    from limbeck.errors import described

    reason = error.what if isinstance(error, Error) else summary(error)
    if isinstance(error, SyntaxError):
        reason = f"SyntaxError: {error.msg}"
    return reason, described(error)["where"].rpartition("\n")[2].strip()


def _note_failure(module, error, frame):
    reason, where = _reason_and_place(error)
    failure = Failure(module, _line_in(module, error), reason, where,
                      place(frame.f_code.co_filename, frame.f_lineno) if frame is not None else "",
                      is_of_facade(error))
    failures.append(failure)
    return failure


def _origin(module, error, frame):
    from limbeck.errors import described

    found = described(error)
    reason = found["what"] if isinstance(error, Error) else found["what"].rpartition("\n")[2]
    where = found["where"].rpartition("\n")[2].strip()
    name = module.__name__
    made = Origin(
        name,
        f"the module {name} failed at {where}: {reason}" if where else f"the module {name} failed: {reason}",
        place(frame.f_code.co_filename, frame.f_lineno),
        f"Ways out: repair the module {name}; do without it in this place; or run this step with Alembic",
        is_of_facade(error),
    )
    made.cause = _package_in(error) or placeholder_in_environment()
    return made


def _package_in(error):
    """The package for want of which a module has failed; "" for another reason."""
    seen = 0
    while error is not None and seen < 20:
        found = getattr(error, "package", "") or isinstance(error, ImportError) and error.name
        if found:
            return found
        error, seen = error.__cause__ or error.__context__, seen + 1
    return ""


def _submodules_of(package):
    """A package's __getattr__: a module of it that nothing has imported, though what opaque packages would have imported in
    turn may have, is imported when its name is used."""

    def __getattr__(name):
        if name[:2] != "__" and opaque_modules and PathFinder.find_spec(f"{package.__name__}.{name}", package.__path__):
            frame = sys._getframe(1)
            if _is_script(frame):
                __import__(f"{package.__name__}.{name}")
                return sys.modules[f"{package.__name__}.{name}"]
        raise AttributeError(f"module {package.__name__!r} has no attribute {name!r}")

    return __getattr__


opaque_modules = []  # the names of those that have been made


def _make_failed(module, error, frame):
    origin = _origin(module, error, frame)
    module.__dict__.setdefault("__getattr__", lacking(module.__name__, origin))
    module.__dict__["_limbeck_failure"] = origin


class EnvironmentLoader(SourceFileLoader):
    """Runs a module of the virtual environment: as real Python, errors included."""


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
        opaque_modules.append(spec.name)
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


def _in_site_packages(path):
    return "/site-packages" in path or "/dist-packages" in path


def _is_script(frame):
    return not is_ours(frame.f_code.co_filename) and not _in_site_packages(frame.f_code.co_filename)


def _project_path():
    return [entry for entry in sys.path if not _in_site_packages(entry)]


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
        if name in _OURS and not (_is_open and name == "sqlmodel"):
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
        found = PathFinder.find_spec(name, _project_path())
        if found is not None:
            if found.loader is not None:
                return found
            namespace = found
        if name in _packages or _is_open or (frame is not None and _in_site_packages(frame.f_code.co_filename)):
            found = _find_in_environment(name, _site_packages)
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
            denied.setdefault(name, place(frame.f_code.co_filename, frame.f_lineno))
        return None


    @staticmethod
    def find_distributions(context=None):
        """Packages of an open environment, for importlib.metadata."""
        if not _is_open:
            return ()
        from importlib.metadata import DistributionFinder, MetadataPathFinder

        asked = DistributionFinder.Context(name=getattr(context, "name", None), path=_site_packages)
        return MetadataPathFinder.find_distributions(asked)


def _find_submodule(name, path):
    parent = sys.modules.get(name.rpartition(".")[0])
    frame, asks = _importer()
    if isinstance(parent, OpaqueModule):
        return ModuleSpec(name, OpaqueLoader(parent._limbeck_origin), is_package=True)
    path = list(path)
    real = any(_in_site_packages(entry) for entry in path)
    spec = _carried_spec(name) if not path else None if real else _frozen_spec(name)
    if spec is not None:
        return spec
    found = _find_in_environment(name, path) if real else PathFinder.find_spec(name, path)
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
            _warn(f"{reason} ({name}), imported at {placeholders[name]}: it is a placeholder")
        return _opaque_spec(name, frame, reason, failure and failure.ways)
    from limbeck.facade import unknown_module

    return _opaque_spec(name, frame, *unknown_module(name))


def find_project_module(name):
    """The spec of a module of the project, without importing it or its packages; None if it is none."""
    path = _project_path()
    spec = None
    parts = name.split(".")
    for number in range(len(parts)):
        whole = ".".join(parts[:number + 1])
        loaded = sys.modules.get(whole)
        if loaded is not None and hasattr(loaded, "__path__") and number + 1 < len(parts):
            path = list(loaded.__path__)
            continue
        try:
            spec = PathFinder.find_spec(whole, path)
        except Exception:
            return None
        if spec is None:
            return None
        path = list(spec.submodule_search_locations or ())
    return spec


def without_models(name):
    """Whether the configuration says of a module, or of a package around it, that it declares no table."""
    return any(name == known or name.startswith(known + ".") for known in _without_models)


def project_modules():
    return [module for module in list(sys.modules.values())
            if isinstance(getattr(getattr(module, "__spec__", None), "loader", None), ProjectLoader)]


def _find_in_environment(name, path):
    for entry in path:
        spec = _environment_finder(entry).find_spec(name)
        if spec is not None and spec.loader is not None:
            return spec
        if spec is not None and spec.submodule_search_locations:
            return spec
    return None


_environment_finders = {}


def _environment_finder(folder):
    finder = _environment_finders.get(folder)
    if finder is None:
        loaders = [(EnvironmentLoader, [".py"])]
        if _is_open:
            # Compiled modules that were built for this Python, which their suffixes tell.
            from _frozen_importlib_external import ExtensionFileLoader
            from _imp import extension_suffixes

            loaders.insert(0, (ExtensionFileLoader, extension_suffixes()))
        finder = _environment_finders[folder] = FileFinder(folder, *loaders)
    return finder


def _opaque_spec(name, frame, reason, ways=None):
    opaque_imports.append(name)
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
    if not _site_packages:
        return f"`packages` names {name}, and there is no active virtual environment (VIRTUAL_ENV, or .venv)"
    return f"`packages` names {name}, and {_site_packages[0]} has no such package"


_guards = {}  # file -> [(first line, last line, names)] of the bodies of its try statements


def is_guarded(frame, errors=("ImportError", "ModuleNotFoundError")):
    """Whether the line that a frame is at stands in a `try` that catches one of these errors: the script then expects
    that an import may fail."""
    filename = frame.f_code.co_filename
    guards = _guards.get(filename)
    if guards is None:
        guards = _guards[filename] = _find_guards(filename)
    line = frame.f_lineno
    return any(
        first <= line <= last and (names is None or not names.isdisjoint(errors) or "Exception" in names
                                   or "BaseException" in names)
        for first, last, names in guards
    )


def _find_guards(filename):
    try:
        source = read_source(filename)
    except (OSError, ValueError):
        return []
    if b"except" not in source and b"suppress" not in source:
        return []
    try:
        tree = compile(source, filename, "exec", 0x400, dont_inherit=True)  # ast.PyCF_ONLY_AST, without importing ast
    except (SyntaxError, ValueError):
        return []
    guards = []
    _walk(tree, guards)
    return guards


def _walk(node, guards):
    kind = type(node).__name__
    if kind in ("Try", "TryStar") and node.handlers and node.body:
        names = set()
        for handler in node.handlers:
            if handler.type is None:
                names.add("BaseException")
            else:
                _names_in(handler.type, names)
        guards.append((node.body[0].lineno, node.body[-1].end_lineno, names))
    elif kind == "With":
        for item in node.items:
            call = item.context_expr
            if type(call).__name__ == "Call":
                called = set()
                _names_in(call.func, called)
                if "suppress" in called:
                    names = set()
                    for argument in call.args:
                        _names_in(argument, names)
                    guards.append((node.body[0].lineno, node.body[-1].end_lineno, names))
    for field in ("body", "orelse", "finalbody", "handlers", "cases"):
        for child in getattr(node, field, ()) if kind not in ("Lambda", "IfExp", "Expression") else ():
            _walk(child, guards)


def _names_in(node, names):
    kind = type(node).__name__
    if kind == "Name":
        names.add(node.id)
    elif kind == "Attribute":
        names.add(node.attr)
    elif kind == "Tuple":
        for element in node.elts:
            _names_in(element, names)


def package_of_folder(folder):
    """The package that relative imports of a file in this folder start from: as sys.path leads to it, else one of its
    own."""
    known = _script_folders.get(folder)
    if known is not None:
        return known
    best = ""
    for entry in _project_path():
        entry = _absolute(entry).rstrip("/")
        if folder.startswith(entry + "/") and len(entry) > len(best):
            parts = folder[len(entry) + 1:].split("/")
            if all(part.isidentifier() for part in parts):
                best = entry
                package = ".".join(parts)
    if not best:
        package = "_limbeck_folder_" + str(len(_script_folders))
        module = type(sys)(package)
        module.__path__ = [folder]
        module.__spec__ = ModuleSpec(package, None, is_package=True)
        sys.modules[package] = module
    _script_folders[folder] = package
    return package


def _absolute(path):
    from posix import getcwd

    if not path.startswith("/"):
        path = f"{getcwd()}/{path}"
    parts = []
    for part in path.split("/"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def _is_folder(path):
    try:
        return stat(path).st_mode & 0o170000 == 0o040000
    except OSError:
        return False


def use(root, path, packages, shims, environment, without_models=(), opens=False):
    """What Interpreter::use() says."""
    position = 0
    for entry in shims:
        if not _is_folder(_absolute(entry)):
            raise Error(f"`shims` names {entry}, and there is no such folder", "[limbeck] shims",
                        "Correct the name, or take it out of `shims`", "configuration")
    for entry in list(shims) + list(path):
        entry = _absolute(entry)
        if entry not in sys.path:
            sys.path.insert(position, entry)
            position += 1
    _packages.update(packages)
    _without_models.update(without_models)
    global _environment, _is_open
    _environment = environment
    if packages or opens:
        for folder in _folders_of_environment():
            if folder not in _site_packages:
                _site_packages.append(folder)
        _is_open = opens
        for name in packages:
            _require_package(name)


_environment = ""


def _folders_of_environment():
    from posix import listdir

    library = _absolute(_environment) + "/lib"
    if not _environment or not _is_folder(library):
        return []
    folders = [f"{library}/{entry}/site-packages" for entry in sorted(listdir(library)) if entry.startswith("python3")]
    return [folder for folder in folders if _is_folder(folder)]


# Shims for packages that are written for one line of SQLAlchemy.
_WITH_SQLALCHEMY = frozenset(("advanced_alchemy", "alembic_utils", "fastapi_users_db_sqlalchemy", "flask_sqlalchemy",
                              "sqlalchemy_utils"))


def _gives_way(name):
    """Whether a package of an environment that is open gives way to ours: to what this program itself runs on, and to a
    shim where compiled parts of the package cannot be loaded, because they are another Python's, or where the package is
    made for an older SQLAlchemy than the one inside."""
    if not _is_open or name in _packages:
        return False
    if _frozen_spec(name) is None:
        return False
    own = f"/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    return (name in _NO_FACADES or not all(entry.endswith(own) for entry in _site_packages)
            or name in _WITH_SQLALCHEMY and _has_older_sqlalchemy())


def _has_older_sqlalchemy():
    """Whether SQLAlchemy 1 is what the environment's packages are there for."""
    from posix import listdir

    names = [entry.lower() for folder in _site_packages for entry in listdir(folder)]
    return any(name.startswith(("sqlalchemy-0.", "sqlalchemy-1.")) for name in names)


def is_of_environment(name):
    """Whether a package is imported from the project's environment."""
    return _is_open and not _gives_way(name) and _find_in_environment(name, _site_packages) is not None


def has_greenlet():
    """Whether greenlet is that of the environment, which packages like gevent need, for they know its insides."""
    package = _is_open and _find_in_environment("greenlet", _site_packages)
    return bool(package) and _find_in_environment("greenlet._greenlet", package.submodule_search_locations or ()) is not None


opaque_imports = []  # names of packages that are placeholders, in the order of their imports


def placeholder_in_environment():
    """A package that scripts have imported, and that is a placeholder, or denied to them, only because the environment is not
    open, or one that Alembic would have set up by itself; else ""."""
    return next((package for name in (*opaque_imports, *denied) if (package := in_environment(name))), "") \
        or plug_in_in_environment()


def plug_in_in_environment():
    """A package that registers plug-ins of Alembic, which imports them without being asked (the entry point alembic.plugins),
    where the project's environment has one and is not open; else ""."""
    from _limbeck import may_open_environment

    if not may_open_environment():
        return ""
    from posix import listdir

    for folder in _folders_of_environment():
        for entry in listdir(folder):
            if entry.endswith((".dist-info", ".egg-info")):
                try:
                    said = read_source(f"{folder}/{entry}/entry_points.txt")
                except OSError:
                    continue
                for line in said.partition(b"[alembic.plugins]")[2].partition(b"[")[0].splitlines():
                    package = line.partition(b"=")[2].partition(b":")[0].strip()
                    if package:
                        return package.decode().partition(".")[0]
    return ""


def in_environment(name):
    """The package of that name, where the project's environment has it and may be taken to help; else ""."""
    from _limbeck import may_open_environment

    package = name.partition(".")[0]
    if package in _OURS or not may_open_environment():
        return ""
    from posix import listdir

    for folder in _folders_of_environment():
        for entry in listdir(folder):
            # A package, a module, or a compiled module.
            if entry == package or entry.startswith(package + ".") and entry.endswith((".py", ".so")):
                return package
    return ""


_found_packages = set()


def _require_package(name):
    """A package that the configuration names must be there, also where nothing has imported it yet."""
    if name in _OURS or name in _found_packages:
        return
    top = name.partition(".")[0]
    if name == top and (_find_in_environment(name, _site_packages) or PathFinder.find_spec(name, _project_path())):
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

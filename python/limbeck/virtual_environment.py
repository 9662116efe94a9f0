"""The project's virtual environment: what is in it, and which of it is imported."""

from _frozen_importlib_external import FileFinder, SourceFileLoader

from limbeck.project_paths import absolute, is_folder
from limbeck.sources import read_source

# Whatever lies on sys.path, these are ours.
OURS = frozenset(("alembic", "sqlalchemy", "sqlmodel", "limbeck", "_limbeck"))

folder = ""  # of the environment; "" where there is none
site_packages = []  # of those folders in it from which something may be imported
is_open = False  # all packages of it are imported, in place of shims, too
opaque_imports = []  # names of packages that are placeholders, in the order of their imports
denied = {}  # module name -> where it was imported under `except ImportError`, which it was given


def use(environment, imports, opens):
    """`imports`: something of it is to be imported; `opens`: all of it."""
    global folder, is_open
    folder = environment
    if imports or opens:
        site_packages.extend(found for found in folders() if found not in site_packages)
        is_open = opens


class EnvironmentLoader(SourceFileLoader):
    """Runs a module of the virtual environment: as real Python, errors included."""


def found(name):
    """The spec of a package of it, or None."""
    return find(name, site_packages)


def find(name, path):
    for entry in path:
        spec = _finder(entry).find_spec(name)
        if spec is not None and spec.loader is not None:
            return spec
        if spec is not None and spec.submodule_search_locations:
            return spec
    return None


_finders = {}


def _finder(packages):
    finder = _finders.get(packages)
    if finder is None:
        loaders = [(EnvironmentLoader, [".py"])]
        if is_open:
            # Compiled modules that were built for this Python, which their suffixes tell.
            from _frozen_importlib_external import ExtensionFileLoader
            from _imp import extension_suffixes

            loaders.insert(0, (ExtensionFileLoader, extension_suffixes()))
        finder = _finders[packages] = FileFinder(packages, *loaders)
    return finder


def folders():
    """Its site-packages."""
    from posix import listdir

    library = absolute(folder) + "/lib"
    if not folder or not is_folder(library):
        return []
    found = [f"{library}/{entry}/site-packages" for entry in sorted(listdir(library)) if entry.startswith("python3")]
    return [packages for packages in found if is_folder(packages)]


def has_older_sqlalchemy():
    """Whether SQLAlchemy 1 is what the environment's packages are there for."""
    from posix import listdir

    names = [entry.lower() for packages in site_packages for entry in listdir(packages)]
    return any(name.startswith(("sqlalchemy-0.", "sqlalchemy-1.")) for name in names)


def has_greenlet():
    """Whether greenlet is that of the environment, which packages like gevent need, for they know its insides."""
    package = is_open and found("greenlet")
    return bool(package) and find("greenlet._greenlet", package.submodule_search_locations or ()) is not None


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

    for packages in folders():
        for entry in listdir(packages):
            if entry.endswith((".dist-info", ".egg-info")):
                try:
                    said = read_source(f"{packages}/{entry}/entry_points.txt")
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
    if package in OURS or not may_open_environment():
        return ""
    from posix import listdir

    for packages in folders():
        for entry in listdir(packages):
            # A package, a module, or a compiled module.
            if entry == package or entry.startswith(package + ".") and entry.endswith((".py", ".so")):
                return package
    return ""

"""How what the program carries packed (python/packed.txt) is imported: SQLAlchemy and Alembic in the thorough runtime, and
in both what settings and seed data of revisions want."""

import marshal
from _frozen_importlib import ModuleSpec
from zlib import decompress

from _limbeck import packed_module

from limbeck import stand_ins
from limbeck.virtual_environment import has_greenlet

# Drivers that limbeck stands in for.
DRIVERS = frozenset(("greenlet", "psycopg2", "pymysql", "sqlite3"))
# What façades and shims stand for in the quick runtime.
_OF_THOROUGH = frozenset(("alembic", "pymysql", "sqlalchemy", "typing_extensions"))
# Packages that read data of theirs, by their __file__ or as resources.
_WITH_DATA = frozenset(("pytz", "text_unidecode", "tzdata"))
_FILES = "/packed/"  # where these are said to lie


class _Loader:
    def __init__(self, packed):
        self._packed = packed

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        if module.__name__.partition(".")[0] in _WITH_DATA:
            end = "/__init__.py" if hasattr(module, "__path__") else ".py"
            module.__file__ = _FILES + module.__name__.replace(".", "/") + end
        is_compressed = self._packed[:1] == b"x"  # as marshalled code never begins
        exec(marshal.loads(decompress(self._packed) if is_compressed else self._packed), module.__dict__)

    def get_data(self, path):
        found = packed_module(path.removeprefix(_FILES))
        if found is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        return decompress(found[0])

    def get_resource_reader(self, name):
        return _Resources(name)


class _Resources:
    """importlib.resources.abc.TraversableResources, without importing that before it is wanted."""

    def __init__(self, package):
        self._package = package

    def files(self):
        return Resource(self._package.replace(".", "/"))


class Resource:
    """A file, or a folder, of a package's data (importlib.resources.abc.Traversable)."""

    def __init__(self, path):
        self._path = path

    @property
    def name(self):
        return self._path.rpartition("/")[2]

    def joinpath(self, *parts):
        return Resource("/".join((self._path, *parts)))

    __truediv__ = joinpath

    def is_file(self):
        return packed_module(self._path) is not None

    def is_dir(self):
        return packed_module(self._path.replace("/", ".")) is not None

    def iterdir(self):
        from limbeck.errors import Error

        raise Error(f"limbeck does not list the data of a package that it carries ({self._path})", None,
                    "Ask for a file of it by its name", "unsupported")

    def read_bytes(self):
        found = packed_module(self._path)
        if found is None:
            raise FileNotFoundError(2, "No such file or directory", _FILES + self._path)
        return decompress(found[0])

    def read_text(self, encoding=None):
        return self.read_bytes().decode(encoding or "utf-8")

    def open(self, mode="r", *args, **kw):
        import io

        file = io.BytesIO(self.read_bytes())
        return file if "b" in mode else io.TextIOWrapper(file, *args, **kw)

    def __str__(self):
        return _FILES + self._path


def _spec(name):
    found = packed_module(name)
    if found is None:
        return None
    packed, is_package = found
    return ModuleSpec(name, _Loader(packed), origin="frozen", is_package=is_package)


def find(name):
    """In the thorough runtime: the spec of a module of SQLAlchemy or Alembic, or one that stands in for a driver; None for any
    other."""
    package = name.partition(".")[0]
    if package == "greenlet" and has_greenlet():
        return None
    if package in DRIVERS:
        return (name != "pymysql" and stand_ins.find(name)) or _spec(name)
    return _spec(name) if package in _OF_THOROUGH else None


def find_package(name):
    """The spec of a module that is the same in both runtimes; None where the program does not carry it."""
    return None if name.partition(".")[0] in _OF_THOROUGH else _spec(name)

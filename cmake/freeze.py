"""Compiles Python modules into one blob that the program carries (src/scripting/frozen.cpp reads it).

    freeze.py stdlib  OUTPUT.bin DEPFILE          the standard library and Mako of the running interpreter
    freeze.py project OUTPUT.bin DEPFILE PYTHON/  our own modules; PYTHON/shims/* become top-level modules
    freeze.py packed  OUTPUT.bin DEPFILE PYTHON/packed.txt WHEELS/
                                                  packages of the Python index, which are downloaded into WHEELS/
    freeze.py compiled OUTPUT.bin DEPFILE         compiled modules of the standard library that are no part of libpython

Compiled modules are kept beside the blob (OUTPUT.bin.cache), so that a changed file alone is compiled again.

The blob, little endian: "LMBK", u32 number of modules, then for each u32 offset of its name (NUL-terminated),
u32 offset of its code (marshalled; of most packed modules compressed as well), u32 size of the code, u32 1 for a package;
offsets are from the start. Packed modules are sorted by name; so are compiled ones, whose code is a compressed shared library.
"""

import ast
import marshal
import os
import pickle
import shutil
import struct
import subprocess
import sys
import sysconfig
import zipfile
import zlib

# What no migration or settings module can want: tests, editors, installers, terminals' games; sqlite3 is a stand-in of ours.
LEFT_OUT = {
    "__phello__", "_aix_support", "_bootsubprocess", "_osx_support", "antigravity", "config-3.11-x86_64-linux-gnu",
    "curses", "ensurepip", "idlelib", "lib-dynload", "lib2to3", "msilib", "pip", "pydoc_data", "site-packages",
    "dist-packages", "sqlite3", "test", "this", "tkinter", "turtle", "turtledemo", "venv", "xxlimited", "__hello__",
    "_sitebuiltins",
}
# Compiled modules that Debian keeps outside of libpython; the others have a form in Python that serves as well.
COMPILED = ("_bz2", "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw", "_crypt",
            "_ctypes", "_decimal", "_hashlib", "_json", "_lsprof", "_lzma", "_multibytecodec", "_multiprocessing",
            "_queue", "_ssl", "_uuid", "_zoneinfo", "audioop", "mmap", "resource", "termios")
# Already inside libpython, compiled into C data.
IN_LIBPYTHON = {"importlib._bootstrap", "importlib._bootstrap_external", "zipimport"}

# Real Mako, only what templates need.
MAKO = ["__init__", "_ast_util", "ast", "cache", "codegen", "compat", "exceptions", "filters", "lexer", "lookup",
        "parsetree", "pygen", "pyparser", "runtime", "template", "util", "ext/__init__"]
MARKUPSAFE = ["__init__", "_native"]

# Needed before any other module can be imported; the interpreter searches the table from its start.
FIRST = ["encodings", "encodings.aliases", "encodings.utf_8"]


def modules_below(folder, prefix=""):
    """Yields (module name, file, is_package) of all modules below a folder."""
    for entry in sorted(os.listdir(folder)):
        path = os.path.join(folder, entry)
        stem = entry.removesuffix(".py")
        if not prefix and (entry in LEFT_OUT or stem in LEFT_OUT):
            continue
        if entry == "__pycache__" or "test" in (entry, stem) or entry == "tests":
            continue
        if os.path.isdir(path):
            if os.path.exists(os.path.join(path, "__init__.py")):
                yield prefix + entry, os.path.join(path, "__init__.py"), True
                yield from modules_below(path, prefix + entry + ".")
        elif entry.endswith(".py") and stem != "__init__" and stem.isidentifier():
            if not stem.startswith("_sysconfigdata"):
                yield prefix + stem, path, False


def stdlib_modules():
    yield from modules_below(sysconfig.get_path("stdlib"))
    import mako
    import markupsafe

    for package, names in ((mako, MAKO), (markupsafe, MARKUPSAFE)):
        folder = os.path.dirname(package.__file__)
        for name in names:
            path = os.path.join(folder, name + ".py")
            parts = (package.__name__ + "/" + name).split("/")
            is_package = parts[-1] == "__init__"
            yield ".".join(parts[:-1] if is_package else parts), path, is_package


# Modules of the standard library that have a front of ours (python/), and the name by which the front loads the real
# one when more is wanted than it does by itself.
FRONTS = {
    "asyncio": "asyncio._whole",
    "logging": "logging._whole",
    "logging.config": "logging._whole_config",
    "ssl": "ssl._whole",
}


def project_modules(folder):
    for entry in sorted(os.listdir(folder)):
        if entry != "shims" and os.path.isdir(os.path.join(folder, entry)):
            path = os.path.join(folder, entry)
            if os.path.exists(os.path.join(path, "__init__.py")):
                yield entry, os.path.join(path, "__init__.py"), True
                yield from modules_below(path, entry + ".")
    shims = os.path.join(folder, "shims")
    if os.path.isdir(shims):
        yield from modules_below(shims)


def download(requirements, folder):
    """The wheels that the file pins. A package that is not to be had without compiled parts is pinned by the wheel of one
    platform, whichever this is: its Python files are taken alone."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes",
         "--only-binary=:all:", "--platform=any", "--platform=manylinux2014_x86_64", "--implementation=cp", "--abi=none",
         "--abi=cp311", "--python-version=3.11", "--dest", folder, "-r", requirements], check=True)


# What only tests of those packages, their command lines and new projects need.
NOT_PACKED = ("sqlalchemy.testing", "alembic.testing", "alembic.templates", "alembic.__main__", "passlib.tests",
              "_yaml", "pymysql.connections", "pymysql._auth", "pymysql.optionfile", "pymysql.protocol", "tqdm.__main__", "slugify.__main__", "dateutil.zoneinfo.rebuild", "passlib.pwd")
# SQLAlchemy and Alembic: without what they say of themselves, and not compressed.
QUICKLY_READ = ("sqlalchemy", "alembic")
# Data that packages read as resources.
PACKED_DATA = ("pytz/zoneinfo/", "text_unidecode/data.bin", "tzdata/zoneinfo/", "tzdata/zones")


def with_short_docstrings(source):
    """Half of SQLAlchemy is what it says of itself, which it rewrites when it is imported, and which nobody reads here. Some
    of it must be there, though."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(node, False):
            node.body[0].value = ast.copy_location(ast.Constant("-"), node.body[0].value)
    return tree


def packed_modules(requirements, folder):
    """Yields (name, code or data, is_package) of all modules in the wheels of the list, and of their data: a name of data is a
    path with a slash."""
    with open(requirements) as file:
        wanted = {line.partition("==")[0].strip() for line in file if not line.startswith("#")} - {""}
    shutil.rmtree(folder, ignore_errors=True)
    download(requirements, folder)
    for entry in sorted(os.listdir(folder)):
        if entry.partition("-")[0] not in wanted:
            raise SystemExit(f"{entry} is not in {requirements}")
        with zipfile.ZipFile(os.path.join(folder, entry)) as wheel:
            for path in wheel.namelist():
                if ".dist-info/" in path or ".data/" in path or path.endswith("/"):
                    continue
                if not path.endswith(".py"):
                    if path.startswith(PACKED_DATA):
                        yield path, zlib.compress(wheel.read(path), 9), False
                    continue
                name = path.removesuffix(".py").replace("/", ".")
                is_package = name.endswith(".__init__")
                name = name.removesuffix(".__init__")
                if name.startswith(NOT_PACKED):
                    continue
                source = wheel.read(path)
                if name.startswith(QUICKLY_READ):
                    source = with_short_docstrings(source)
                code = compile(source, f"<frozen {name}>", "exec", dont_inherit=True, optimize=0)
                packed = marshal.dumps(code)
                # Those that each run on the thorough runtime imports are not: that would be a tenth of its start.
                yield name, packed if name.startswith(QUICKLY_READ) else zlib.compress(packed, 9), is_package


def compiled_modules():
    """Yields (module name, shared library, file)."""
    folder = sysconfig.get_config_var("DESTSHARED")
    for name in sorted(COMPILED):
        path = os.path.join(folder, name + sysconfig.get_config_var("EXT_SUFFIX"))
        if os.path.exists(path):  # else it is in libpython, as the one who built that wanted
            with open(path, "rb") as file:
                yield name, zlib.compress(file.read(), 9), path


class Cache:
    """Compiled code by file, as long as neither the file nor this script changes."""

    def __init__(self, path):
        self.path = path
        self.own = (os.stat(__file__).st_mtime_ns, sys.version)
        self.old = {}
        self.new = {}
        try:
            with open(path, "rb") as file:
                own, entries = pickle.load(file)
            if own == self.own:
                self.old = entries
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            pass

    def code(self, name, path, optimize):
        stat = os.stat(path)
        key = (name, path)
        entry = self.old.get(key)
        if entry is None or entry[:2] != (stat.st_mtime_ns, stat.st_size):
            with open(path, "rb") as file:
                source = file.read()
            # The name "<frozen …>" is how a script's own frames are told from ours.
            code = compile(source, f"<frozen {name}>", "exec", dont_inherit=True, optimize=optimize)
            entry = (stat.st_mtime_ns, stat.st_size, marshal.dumps(code))
        self.new[key] = entry
        return entry[2]

    def save(self):
        if self.new != self.old:
            with open(self.path, "wb") as file:
                pickle.dump((self.own, self.new), file)


def write_blob(output, modules):
    modules.sort(key=lambda module: FIRST.index(module[0]) if module[0] in FIRST else len(FIRST))
    index_size = 8 + 16 * len(modules)
    names, codes = bytearray(), bytearray()
    positions = []
    for name, code, is_package in modules:
        positions.append((len(names), len(codes), len(code), is_package))
        names += name.encode() + b"\0"
        codes += code
    code_start = index_size + len(names)
    blob = bytearray(b"LMBK" + struct.pack("<I", len(modules)))
    for name_at, code_at, size, is_package in positions:
        blob += struct.pack("<IIII", index_size + name_at, code_start + code_at, size, is_package)
    with open(output, "wb") as file:
        file.write(blob + names + codes)


def write_depfile(depfile, output, inputs):
    with open(depfile, "w") as file:
        file.write(output.replace(" ", "\\ ") + ": " + " ".join(p.replace(" ", "\\ ") for p in inputs) + "\n")


def main():
    kind, output, depfile, *folders = sys.argv[1:]
    if kind == "packed":
        write_blob(output, sorted(packed_modules(*folders)))
        write_depfile(depfile, output, folders[:1])
        return
    if kind == "compiled":
        modules = list(compiled_modules())
        write_blob(output, [(name, code, False) for name, code, _ in modules])
        write_depfile(depfile, output, [path for _, _, path in modules])
        return
    found = stdlib_modules() if kind == "stdlib" else project_modules(folders[0])
    # Without docstrings and assertions for the standard library (as python -OO), which is smaller and starts sooner.
    optimize = 2 if kind == "stdlib" else 0
    cache = Cache(output + ".cache")
    modules, inputs = [], []
    for name, path, is_package in found:
        if name in IN_LIBPYTHON:
            continue
        code = cache.code(name, path, optimize)
        if kind == "stdlib" and name in FRONTS:
            name, is_package = FRONTS[name], False
        modules.append((name, code, is_package))
        inputs.append(path)
    if kind == "stdlib":
        # sysconfig reads its variables from here; only zoneinfo asks, for where the time zones lie.
        variables = {"TZPATH": sysconfig.get_config_var("TZPATH")}
        code = compile(f"build_time_vars = {variables!r}", "<frozen _sysconfigdata>", "exec")
        modules.append((sysconfig._get_sysconfigdata_name(), marshal.dumps(code), False))
    write_blob(output, modules)
    cache.save()
    write_depfile(depfile, output, inputs)


main()

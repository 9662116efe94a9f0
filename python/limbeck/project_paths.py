"""Where on sys.path the modules of a project lie."""

import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import PathFinder
from posix import stat

_script_folders = {}  # folder -> the package that files in it belong to


def in_site_packages(path):
    return "/site-packages" in path or "/dist-packages" in path


def project_path():
    return [entry for entry in sys.path if not in_site_packages(entry)]


def find_project_module(name):
    """The spec of a module of the project, without importing it or its packages; None if it is none."""
    path = project_path()
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


def package_of_folder(folder):
    """The package that relative imports of a file in this folder start from: as sys.path leads to it, else one of its
    own."""
    known = _script_folders.get(folder)
    if known is not None:
        return known
    best = ""
    for entry in project_path():
        entry = absolute(entry).rstrip("/")
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


def absolute(path):
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


def is_folder(path):
    try:
        return stat(path).st_mode & 0o170000 == 0o040000
    except OSError:
        return False

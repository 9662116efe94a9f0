"""The configuration of an application, filled in Flask's ways."""

import errno
import os


class Config(dict):
    def __init__(self, root_path, defaults=None):
        super().__init__(defaults or {})
        self.root_path = root_path

    def from_envvar(self, variable_name, silent=False):
        value = os.environ.get(variable_name)
        if not value:
            if silent:
                return False
            raise RuntimeError(f"The environment variable {variable_name!r} is not set and as such configuration could "
                               "not be loaded. Set this variable and make it point to a configuration file")
        return self.from_pyfile(value, silent=silent)

    def from_prefixed_env(self, prefix="FLASK", *, loads=None):
        import json

        for key in sorted(os.environ):
            if not key.startswith(prefix + "_"):
                continue
            value = os.environ[key]
            try:
                value = (loads or json.loads)(value)
            except Exception:
                pass  # a text
            *path, last = key[len(prefix) + 1:].split("__")
            found = self
            for part in path:
                found = found.setdefault(part, {})
            found[last] = value
        return True

    def from_pyfile(self, filename, silent=False):
        filename = os.path.join(self.root_path, filename)
        values = {"__file__": filename}
        try:
            with open(filename, "rb") as file:
                exec(compile(file.read(), filename, "exec"), values)
        except OSError as error:
            if silent and error.errno in (errno.ENOENT, errno.EISDIR, errno.ENOTDIR):
                return False
            error.strerror = f"Unable to load configuration file ({error.strerror})"
            raise
        self._take(values)
        return True

    def from_object(self, obj):
        if isinstance(obj, str):
            obj = imported(obj)
        self._take({key: getattr(obj, key) for key in dir(obj) if key.isupper()})

    def from_file(self, filename, load, silent=False, text=True):
        try:
            with open(os.path.join(self.root_path, filename), "r" if text else "rb") as file:
                found = load(file)
        except OSError as error:
            if silent and error.errno in (errno.ENOENT, errno.EISDIR):
                return False
            raise
        return self.from_mapping(found)

    def from_mapping(self, mapping=None, **kw):
        self._take({**(mapping or {}), **kw})
        return True

    def _take(self, values):
        self.update({key: value for key, value in values.items() if key.isupper()})

    def get_namespace(self, namespace, lowercase=True, trim_namespace=True):
        found = {}
        for key, value in self.items():
            if key.startswith(namespace):
                name = key[len(namespace):] if trim_namespace else key
                found[name.lower() if lowercase else name] = value
        return found


def imported(name):
    """module.attribute or module:attribute"""
    name = name.replace(":", ".")
    try:
        __import__(name)
        import sys

        return sys.modules[name]
    except ModuleNotFoundError as error:
        if "." not in name or error.name not in (name, name.partition(".")[0]):
            raise
    module, _, attribute = name.rpartition(".")
    found = __import__(module, None, None, [attribute])
    try:
        return getattr(found, attribute)
    except AttributeError as error:
        raise ImportError(error) from None

"""Loading of .env files: the functions that the real dotenv.main has."""

import os
import sys
from collections import OrderedDict

from .parser import interpolate as _interpolate
from .parser import parse as _parse


def _warn(message, *arguments):
    import logging

    logging.getLogger("dotenv.main").warning(message, *arguments)


class DotEnv:
    """One .env source; the values are read once."""

    def __init__(self, dotenv_path, stream=None, verbose=False, encoding=None, interpolate=True, override=True):
        self.dotenv_path = dotenv_path
        self.stream = stream
        self.verbose = verbose
        self.encoding = encoding
        self.interpolate = interpolate
        self.override = override
        self._dict = None

    def _text(self):
        path = self.dotenv_path
        if path and (os.path.isfile(path) or _is_fifo(path)):
            with open(path, encoding=self.encoding) as stream:
                return stream.read()
        if self.stream is not None:
            return self.stream.read()
        if self.verbose:
            import logging

            logging.getLogger("dotenv.main").info(
                "python-dotenv could not find configuration file %s.", path or ".env"
            )
        return ""

    def parse(self):
        for key, value, line, error in _parse(self._text()):
            if error:
                _warn("python-dotenv could not parse statement starting at line %s", line)
            elif key is not None:
                yield key, value

    def dict(self):
        if self._dict is None:
            pairs = self.parse()
            self._dict = _resolve(pairs, self.override) if self.interpolate else OrderedDict(pairs)
        return self._dict

    def set_as_environment_variables(self):
        values = self.dict()
        if not values:
            return False
        for key, value in values.items():
            if value is not None and (self.override or key not in os.environ):
                os.environ[key] = value
        return True

    def get(self, key):
        value = self.dict().get(key)
        if value is None and self.verbose:
            _warn("Key %s not found in %s.", key, self.dotenv_path)
        return value


def _is_fifo(path):
    import stat

    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except OSError:
        return False


def _resolve(pairs, override):
    resolved = OrderedDict()

    def lookup(name, default):
        first, second = (resolved, os.environ) if override else (os.environ, resolved)
        if name in first:
            return first[name]
        return second[name] if name in second else default

    for key, value in pairs:
        resolved[key] = None if value is None else _interpolate(value, lookup)
    return resolved


def find_dotenv(filename=".env", raise_error_if_not_found=False, usecwd=False):
    """Searches from the folder of the calling file, or from the current folder, up to the root."""
    start = os.getcwd()
    if not usecwd:
        frame = sys._getframe()
        own = frame.f_code.co_filename
        # Frozen code has no file of its own, so only frames with a real file count as the caller.
        while frame is not None and (frame.f_code.co_filename == own or not os.path.exists(frame.f_code.co_filename)):
            frame = frame.f_back
        if frame is not None:
            start = os.path.dirname(os.path.abspath(frame.f_code.co_filename))
    folder = os.path.abspath(start)
    while True:
        path = os.path.join(folder, filename)
        if os.path.isfile(path) or _is_fifo(path):
            return path
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    if raise_error_if_not_found:
        raise IOError("File not found")
    return ""


def load_dotenv(
    dotenv_path=None, stream=None, verbose=False, override=False, interpolate=True, encoding="utf-8"
):
    """Puts the values of a .env file into os.environ; False where there were none."""
    if os.environ.get("PYTHON_DOTENV_DISABLED", "").casefold() in ("1", "true", "t", "yes", "y"):
        return False
    if dotenv_path is None and stream is None:
        dotenv_path = find_dotenv()
    source = DotEnv(dotenv_path, stream, verbose, encoding, interpolate, override)
    return source.set_as_environment_variables()


def dotenv_values(dotenv_path=None, stream=None, verbose=False, interpolate=True, encoding="utf-8"):
    """The values of a .env file, the environment untouched."""
    if dotenv_path is None and stream is None:
        dotenv_path = find_dotenv()
    return DotEnv(dotenv_path, stream, verbose, encoding, interpolate, override=True).dict()


def get_key(dotenv_path, key_to_get, encoding="utf-8"):
    return DotEnv(dotenv_path, verbose=True, encoding=encoding).get(key_to_get)


def set_key(dotenv_path, key_to_set, value_to_set, quote_mode="always", export=False, encoding="utf-8", **_):
    raise PermissionError(f"{dotenv_path}: a migration does not write .env files (set_key {key_to_set})")


def unset_key(dotenv_path, key_to_unset, quote_mode="always", encoding="utf-8", **_):
    raise PermissionError(f"{dotenv_path}: a migration does not write .env files (unset_key {key_to_unset})")

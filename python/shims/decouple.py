"""Stand-in for python-decouple: settings from the environment, a .env file or a settings.ini."""

import os
import sys

DEFAULT_ENCODING = "UTF-8"
TRUE_VALUES = {"y", "yes", "t", "true", "on", "1"}
FALSE_VALUES = {"n", "no", "f", "false", "off", "0"}


class UndefinedValueError(Exception):
    """A setting without a value and without a default."""


class Undefined:
    """Stands for "no default"."""


undefined = Undefined()


def strtobool(value):
    if isinstance(value, bool):
        return value
    value = value.lower()
    if value in TRUE_VALUES:
        return True
    if value in FALSE_VALUES:
        return False
    raise ValueError("Invalid truth value: " + value)


class Config:
    """Looks a setting up: the environment first, then the repository, then the default."""

    def __init__(self, repository):
        self.repository = repository

    def get(self, option, default=undefined, cast=undefined):
        if option in os.environ:
            value = os.environ[option]
        elif option in self.repository:
            value = self.repository[option]
        elif isinstance(default, Undefined):
            raise UndefinedValueError(f"{option} not found. Declare it as envvar or define a default value.")
        else:
            value = default
        if isinstance(cast, Undefined):
            return value
        if cast is bool:
            return bool(value) and bool(strtobool(value)) if isinstance(value, (str, bool)) else bool(value)
        return cast(value)

    __call__ = get


class RepositoryEmpty:
    def __init__(self, source="", encoding=DEFAULT_ENCODING):
        pass

    def __contains__(self, key):
        return False

    def __getitem__(self, key):
        return None


class RepositoryIni(RepositoryEmpty):
    SECTION = "settings"

    def __init__(self, source, encoding=DEFAULT_ENCODING):
        from configparser import ConfigParser

        self.parser = ConfigParser()
        with open(source, encoding=encoding) as stream:
            self.parser.read_file(stream)

    def __contains__(self, key):
        return key in os.environ or self.parser.has_option(self.SECTION, key)

    def __getitem__(self, key):
        from configparser import NoOptionError

        try:
            return self.parser.get(self.SECTION, key)
        except NoOptionError:
            raise KeyError(key) from None


class RepositoryEnv(RepositoryEmpty):
    def __init__(self, source, encoding=DEFAULT_ENCODING):
        self.data = {}
        with open(source, encoding=encoding) as stream:
            for line in stream:
                line = line.strip()
                if not line or line.startswith("#") or "=" not in line:
                    continue
                key, _, value = line.partition("=")
                value = value.strip()
                if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
                    value = value[1:-1]
                self.data[key.strip()] = value

    def __contains__(self, key):
        return key in os.environ or key in self.data

    def __getitem__(self, key):
        return self.data[key]


class RepositorySecret(RepositoryEmpty):
    def __init__(self, source="/run/secrets/"):
        self.data = {}
        for name in os.listdir(source):
            with open(os.path.join(source, name), encoding="utf-8") as stream:
                self.data[name] = stream.read()

    def __contains__(self, key):
        return key in os.environ or key in self.data

    def __getitem__(self, key):
        return self.data[key]


class AutoConfig:
    """Finds settings.ini or .env in the caller's folder or above it, at the first use."""

    SUPPORTED = {"settings.ini": RepositoryIni, ".env": RepositoryEnv}
    encoding = DEFAULT_ENCODING

    def __init__(self, search_path=None):
        self.search_path = search_path
        self.config = None

    def _find_file(self, folder):
        folder = os.path.abspath(folder)
        while True:
            for name in self.SUPPORTED:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    return path
            parent = os.path.dirname(folder)
            if parent == folder:
                return ""
            folder = parent

    def _load(self, path):
        try:
            found = self._find_file(path)
        except Exception:
            found = ""
        self.config = Config(self.SUPPORTED.get(os.path.basename(found), RepositoryEmpty)(found, self.encoding))

    def _caller_path(self):
        return os.path.dirname(sys._getframe(2).f_code.co_filename)

    def __call__(self, *args, **kwargs):
        if not self.config:
            self._load(self.search_path or self._caller_path())
        return self.config(*args, **kwargs)


config = AutoConfig()


class Csv:
    """Casts "a,b,c" to a list."""

    def __init__(self, cast=str, delimiter=",", strip=" \t\n\r\x0b\x0c", post_process=list):
        self.cast = cast
        self.delimiter = delimiter
        self.strip = strip
        self.post_process = post_process

    def __call__(self, value):
        if value is None:
            return self.post_process()
        from shlex import shlex

        splitter = shlex(value, posix=True)
        splitter.whitespace = self.delimiter
        splitter.whitespace_split = True
        return self.post_process(self.cast(item.strip(self.strip)) for item in splitter)


class Choices:
    """Casts, and allows only some values."""

    def __init__(self, flat=None, cast=str, choices=None):
        self.flat = flat or []
        self.cast = cast
        self.choices = choices or []
        self._valid_values = [*self.flat, *(value for value, _ in self.choices)]

    def __call__(self, value):
        result = self.cast(value)
        if result not in self._valid_values:
            raise ValueError(f"Value not in list: {value!r}; valid values are {self._valid_values!r}")
        return result

"""Settings from the environment and a .env file."""

import os


class undefined:
    """Stands for "no default"."""


class EnvironError(Exception):
    """The environment was changed after a setting had been read."""


class Environ:
    """The environment, guarded against changes that come too late."""

    def __init__(self, environ=os.environ):
        self._environ = environ
        self._read = set()

    def __getitem__(self, key):
        self._read.add(key)
        return self._environ[key]

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __setitem__(self, key, value):
        if key in self._read:
            raise EnvironError(f"Attempting to set environ['{key}'], but the value has already been read.")
        self._environ[key] = value

    def __delitem__(self, key):
        if key in self._read:
            raise EnvironError(f"Attempting to delete environ['{key}'], but the value has already been read.")
        del self._environ[key]

    def setdefault(self, key, default=None):
        if key not in self._environ:
            self[key] = default
        return self[key]

    def __iter__(self):
        return iter(self._environ)

    def __len__(self):
        return len(self._environ)

    def keys(self):
        return self._environ.keys()

    def items(self):
        return self._environ.items()


environ = Environ()


class Config:
    def __init__(self, env_file=None, environ=environ, env_prefix="", encoding="utf-8"):
        self.environ = environ
        self.env_prefix = env_prefix
        self.file_values = {}
        if env_file is not None:
            if os.path.isfile(env_file):
                self.file_values = self._read_file(env_file, encoding)
            else:
                import warnings

                warnings.warn(f"Config file '{env_file}' not found.")

    @staticmethod
    def _read_file(file_name, encoding="utf-8"):
        values = {}
        with open(file_name, encoding=encoding) as stream:
            for line in stream:
                line = line.strip()
                if "=" in line and not line.startswith("#"):
                    key, _, value = line.partition("=")
                    value = value.strip()
                    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
                        value = value[1:-1]
                    values[key.strip()] = value
        return values

    def __call__(self, key, cast=None, default=undefined):
        return self.get(key, cast, default)

    def get(self, key, cast=None, default=undefined):
        key = self.env_prefix + key
        for values in (self.environ, self.file_values):
            if key in values:
                return self._perform_cast(key, values[key], cast)
        if default is not undefined:
            return self._perform_cast(key, default, cast)
        raise KeyError(f"Config '{key}' is missing, and has no default.")

    def _perform_cast(self, key, value, cast=None):
        if cast is None or value is None:
            return value
        if cast is bool and isinstance(value, str):
            choices = {"true": True, "1": True, "false": False, "0": False}
            value = value.lower()
            if value not in choices:
                raise ValueError(f"Config '{key}' has value '{value}'. Not a valid bool.")
            return choices[value]
        try:
            return cast(value)
        except (TypeError, ValueError):
            raise ValueError(f"Config '{key}' has value '{value}'. Not a valid {cast.__name__}.")

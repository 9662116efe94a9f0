"""Stand-in for environs: typed settings from the environment and .env files."""

import os

from .exceptions import EnvError, EnvNotSetError, EnvSealedError, EnvValidationError, ParserConflictError

__all__ = ["EnvError", "Env", "EnvNotSetError", "EnvSealedError", "EnvValidationError", "ValidationError"]


class ValidationError(ValueError):
    """What a custom validator raises."""

    def __init__(self, message, field_name="_schema", data=None, valid_data=None, **kwargs):
        super().__init__(message)
        self.messages = [message] if isinstance(message, (str, bytes)) else message


_TRUE = frozenset(("t", "T", "true", "True", "TRUE", "on", "On", "ON", "y", "Y", "yes", "Yes", "YES", "1", 1, True))
_FALSE = frozenset(("f", "F", "false", "False", "FALSE", "off", "Off", "OFF", "n", "N", "no", "No", "NO", "0", 0,
                    False))


def _raw(value, options):
    return value


def _text(value, options):
    if not isinstance(value, (str, bytes)):
        raise ValidationError("Not a valid string.")
    return value


def _boolean(value, options):
    truthy, falsy = options.get("truthy", _TRUE), options.get("falsy", _FALSE)
    if value in truthy:
        return True
    if value in falsy:
        return False
    raise ValidationError("Not a valid boolean.")


def _number(make, message):
    def parse(value, options):
        try:
            return make(value)
        except (TypeError, ValueError, ArithmeticError):
            raise ValidationError(message) from None

    return parse


def _decimal(value, options):
    from decimal import Decimal

    return _number(lambda one: Decimal(str(one)), "Not a valid number.")(value, options)


def _subcast(subcast):
    if subcast is None:
        return lambda value: value
    if isinstance(subcast, type) and subcast in _BY_TYPE:
        parse = _PARSERS[_BY_TYPE[subcast]]
        return lambda value: parse(value, {})
    return subcast


def _list(value, options):
    if isinstance(value, str):
        value = value.split(options.get("delimiter", ",")) if value != "" else []
    cast = _subcast(options.get("subcast"))
    result, failures = [], {}
    for index, item in enumerate(value):
        try:
            result.append(cast(item.strip() if isinstance(item, str) and options.get("subcast") is int else item))
        except ValidationError as error:
            failures[index] = error.messages
    if failures:
        raise ValidationError(failures)
    return result


def _dict(value, options):
    if not isinstance(value, str):
        return dict(value)
    key_cast = _subcast(options.get("subcast_keys") or options.get("subcast_key"))
    value_cast = _subcast(options.get("subcast_values") or options.get("subcast"))
    separator = options.get("key_value_delimiter", "=")
    try:
        pairs = [item.split(separator, 1) for item in value.split(options.get("delimiter", ",")) if value]
        return {key_cast(key.strip()): value_cast(item.strip()) for key, item in pairs}
    except ValueError as error:
        raise ValidationError(str(error)) from None


def _json(value, options):
    if not isinstance(value, str):
        return value
    import json

    try:
        return json.loads(value)
    except ValueError:
        raise ValidationError("Not valid JSON.") from None


def _datetime(name, words):
    def parse(value, options):
        import datetime

        cls = getattr(datetime, name)
        if isinstance(value, cls):
            return value
        try:
            if options.get("format") and options["format"] not in ("iso", "iso8601"):
                found = datetime.datetime.strptime(value, options["format"])
                return found if name == "datetime" else getattr(found, name)()
            return cls.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValidationError(f"Not a valid {words}.") from None

    return parse


def _timedelta(value, options):
    from datetime import timedelta

    if isinstance(value, timedelta):
        return value
    import re

    precision = options.get("precision", "seconds")
    text = str(value).strip()
    try:
        return timedelta(**{precision: int(text)})
    except ValueError:
        pass
    found = re.fullmatch(r"(?:(-?\d+)\s*w)?\s*(?:(-?\d+)\s*d)?\s*(?:(-?\d+)\s*h)?\s*(?:(-?\d+)\s*m)?\s*"
                         r"(?:(-?\d+)\s*s)?\s*(?:(-?\d+)\s*ms)?\s*(?:(-?\d+)\s*[µu]s)?", text)
    if text and found:
        names = ("weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds")
        return timedelta(**{name: int(part or 0) for name, part in zip(names, found.groups())})
    raise ValidationError("Not a valid period of time.")


def _path(value, options):
    from pathlib import Path

    return Path(value)


def _log_level(value, options):
    import logging

    try:
        return int(value)
    except (TypeError, ValueError):
        pass
    level = getattr(logging, str(value).upper(), None)
    if not isinstance(level, int):
        raise ValidationError("Not a valid log level.")
    return level


def _uuid(value, options):
    from uuid import UUID

    if isinstance(value, UUID):
        return value
    return _number(UUID, "Not a valid UUID.")(value, options)


def _url(value, options):
    from urllib.parse import ParseResult, urlparse

    if isinstance(value, ParseResult):
        return value
    parsed = urlparse(value)
    schemes = options.get("schemes", ("http", "https", "ftp", "ftps"))
    relative = options.get("relative", False)
    plain_host = (parsed.hostname or "").rpartition(".")[2]
    fits = parsed.scheme.lower() in schemes and parsed.hostname and " " not in value
    if fits and options.get("require_tld", True):
        fits = parsed.hostname == "localhost" or "." in parsed.hostname or ":" in parsed.hostname
        fits = fits and (plain_host != "" or parsed.hostname.endswith("."))
    if not fits and not (relative and not parsed.scheme):
        raise ValidationError(["Not a valid URL."])
    return parsed


def _enum(value, options):
    cls = options.get("enum") or options.get("type")
    if isinstance(value, cls):
        return value
    by_value = options.get("by_value", False)
    try:
        if by_value:
            cast = next((type(one.value) for one in cls), str) if by_value is True else str
            return cls(cast(value))
        names = {name.lower(): one for name, one in cls.__members__.items()} if options.get("ignore_case") else None
        return names[value.lower()] if names is not None else cls.__members__[value]
    except (KeyError, ValueError):
        choices = ", ".join(str(one.value if by_value else name) for name, one in cls.__members__.items())
        raise ValidationError(f"Must be one of: {choices}.") from None


_PARSERS = {
    "__call__": _raw, "str": _text, "bool": _boolean, "int": _number(int, "Not a valid integer."),
    "float": _number(float, "Not a valid number."), "decimal": _decimal, "list": _list, "dict": _dict, "json": _json,
    "datetime": _datetime("datetime", "datetime"), "date": _datetime("date", "date"), "time": _datetime("time", "time"),
    "timedelta": _timedelta, "path": _path, "log_level": _log_level, "uuid": _uuid, "url": _url, "enum": _enum,
}
_BY_TYPE = {str: "str", int: "int", float: "float", bool: "bool", list: "list", dict: "dict"}


def _validated(value, validate):
    """marshmallow's way: a validator raises; all of them are asked."""
    if validate is None:
        return
    messages = []
    for one in [validate] if callable(validate) else validate:
        try:
            one(value)
        except ValidationError as error:
            messages += error.messages
        except ValueError as error:
            messages += getattr(error, "messages", None) or [str(error)]
    if messages:
        raise ValidationError(messages)


def _method(kind):
    def method(self, name, default=..., *args, **options):
        return self._read(kind, _PARSERS[kind], name, default, args, options)

    method.__name__ = kind
    return method


class Env:
    """Reads settings; each method gives one of a type."""

    def __init__(self, *, eager=True, expand_vars=False, prefix=None):
        self.eager = eager
        self.expand_vars = expand_vars
        self._prefix = prefix
        self._sealed = False
        self._values = {}
        self._errors = {}
        self._custom = {}

    def __repr__(self):
        return f"<{type(self).__name__}(eager={self.eager}, expand_vars={self.expand_vars})>"

    for _kind in _PARSERS:
        locals()[_kind] = _method(_kind)
    del _kind

    def _read(self, kind, parse, name, default, args, options):
        if self._sealed:
            raise EnvSealedError("Env has already been sealed. New values cannot be parsed.")
        if args:  # the first argument behind the default is the one that the type is about
            options["subcast" if kind in ("list", "dict") else "enum"] = args[0]
        validate = options.pop("validate", None)
        key, value, proxied = self._from_environment(name, ...)
        source = proxied or key
        if value is ...:
            if default is not ...:
                self._values[key] = default
                return default
            if self.eager:
                raise EnvNotSetError(f'Environment variable "{source}" not set')
            self._errors.setdefault(key, []).append("Environment variable not set.")
            return None
        try:
            value = parse(value, options)
            _validated(value, validate)
        except (ValidationError, EnvError) as error:
            messages = getattr(error, "messages", [str(error)])
            if self.eager:
                raise EnvValidationError(
                    f'Environment variable "{source}" invalid: {error}', messages
                ) from error
            self._errors.setdefault(key, []).extend(messages)
            return None
        self._values[key] = value
        return value

    def _from_environment(self, name, default, proxied=False):
        """(key, value, the name that ${NAME} led to)."""
        key = name if proxied or not self._prefix else self._prefix + name
        value = os.environ.get(key, default)
        if not self.expand_vars or not isinstance(value, str):
            return key, value, None
        import re

        pattern = re.compile(r"(?<!\\)\$\{([A-Za-z0-9_]+)(:-[^\}:]*)?\}")
        found = pattern.fullmatch(value)
        if found:
            inner = found.group(2)[2:] if found.group(2) is not None else default
            return key, self._from_environment(found.group(1), inner, True)[1], found.group(1)
        parts, at, used = [], 0, None
        for found in pattern.finditer(value):
            used = found.group(1)
            inner = found.group(2)[2:] if found.group(2) is not None else ...
            replaced = self._from_environment(used, inner, True)[1]
            if replaced is ...:
                return key, ..., used
            parts += (value[at : found.start()], replaced)
            at = found.end()
        value = "".join(parts) + value[at:]
        return key, value.replace(r"\$", "$"), used

    def read_env(self, path=None, *args, recurse=True, verbose=False, override=False, return_path=False):
        """Loads a .env file, searched for in the caller's folder and above."""
        import sys

        if path is None:
            start = os.path.join(os.path.dirname(os.path.abspath(sys._getframe(1).f_code.co_filename)), ".env")
        else:
            start = os.fspath(path)
            if os.path.isdir(start):
                raise ValueError("path must be a filename, not a directory.")
        folder, name = os.path.split(start)
        folder = os.path.abspath(folder or os.getcwd())
        found = None
        while True:
            if os.path.exists(os.path.join(folder, name)):
                found = os.path.join(folder, name)
                break
            parent = os.path.dirname(folder)
            if not recurse or parent == folder:
                break
            folder = parent
        if found is not None:
            import dotenv

            dotenv.load_dotenv(found, override=override)
        return found if return_path else found is not None

    def prefixed(self, prefix):
        return _Prefixed(self, prefix)

    def seal(self):
        self._sealed = True
        if self._errors:
            messages, self._errors = self._errors, {}
            raise EnvValidationError(f"Environment variables invalid: {messages}", messages)

    def add_parser(self, name, func):
        if hasattr(type(self), name):
            raise ParserConflictError(f"Env already has a method with name '{name}'. Use a different name.")
        self._custom[name] = func

    def parser_for(self, name):
        def decorator(func):
            self.add_parser(name, func)
            return func

        return decorator

    def __getattr__(self, name):
        custom = self.__dict__.get("_custom", {})
        if name not in custom:
            raise AttributeError(f"{self} has no attribute {name}")
        parse = custom[name]

        def method(key, default=..., **options):
            validate = options.pop("validate", None)

            def call(value, _):
                return parse(value, **options)

            return self._read(name, call, key, default, (), {"validate": validate})

        return method

    def dump(self):
        return dict(self._values)

    def dj_db_url(self, name, default=..., **options):
        raise EnvError("dj_db_url is for Django's settings, which limbeck does not read")


class _Prefixed:
    """Inside the block, names have the prefix in front."""

    def __init__(self, env, prefix):
        self._env = env
        self._new = (env._prefix or "") + prefix

    def __enter__(self):
        self._old, self._env._prefix = self._env._prefix, self._new
        return self._env

    def __exit__(self, *_):
        self._env._prefix = self._old


env = Env()

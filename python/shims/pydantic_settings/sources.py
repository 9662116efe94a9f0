"""Where settings come from: arguments, the environment, .env files, secret files, JSON and TOML files."""

import os

from pydantic import _validation
from pydantic._errors import PydanticUndefined
from pydantic.fields import AliasChoices, AliasPath


class SettingsError(ValueError):
    """A value of a source could not be read."""


class NoDecode:
    """Inside Annotated: the text is the validator's to read, not JSON."""


class ForceDecode:
    """Inside Annotated: the text is JSON, whatever enable_decoding says."""


def _marks(annotation):
    if type(annotation).__module__.startswith("typing"):
        return getattr(annotation, "__metadata__", ())
    return ()


def _has_mark(field, mark):
    return any(one is mark or isinstance(one, mark) for one in (*_marks(field.annotation), *field.metadata))


def _parts(annotation):
    """(origin, arguments) of an annotation without its Annotated."""
    import typing

    while _marks(annotation):
        annotation = annotation.__origin__
    return typing.get_origin(annotation) or annotation, typing.get_args(annotation)


def _is_union(origin):
    import types
    import typing

    return origin is typing.Union or origin is types.UnionType


def is_model(annotation):
    return isinstance(annotation, type) and getattr(annotation, "__pydantic_model__", False)


def _is_complex(annotation):
    """(complex, some other member is not): whether text for such a field is JSON."""
    import collections
    import dataclasses

    for mark in _marks(annotation):
        if type(mark) is type and mark.__name__ == "Json":
            return False, False
    origin, args = _parts(annotation)
    if _is_union(origin):
        found = [_is_complex(arg)[0] for arg in args]
        return any(found), any(found)
    if not isinstance(origin, type):
        return False, False
    if origin.__module__ == "pydantic.types":
        inner = getattr(origin, "_inner", None) if hasattr(origin, "get_secret_value") else None
        return _is_complex(inner) if inner is not None else (False, False)
    if issubclass(origin, (str, bytes)) or getattr(origin, "__members__", None) is not None:
        return False, False
    if issubclass(origin, (list, dict, set, frozenset, tuple, collections.deque)) or is_model(origin):
        return True, False
    if dataclasses.is_dataclass(origin):
        return True, False
    abstract = ("Sequence", "MutableSequence", "Mapping", "MutableMapping", "Set", "MutableSet", "Collection")
    return origin.__module__ == "collections.abc" and origin.__name__ in abstract, False


def _inner_model(annotation):
    origin, args = _parts(annotation)
    if is_model(origin):
        return origin
    if _is_union(origin):
        for arg in args:
            model = _inner_model(arg)
            if model is not None:
                return model
    return None


def _annotation(field, cls):
    try:
        return _validation.resolved(field.annotation, getattr(field, "_scope", cls.__pydantic_scope__))
    except NameError:
        return object


class PydanticBaseSettingsSource:
    """One source; calling it gives the values that it has."""

    def __init__(self, settings_cls):
        self.settings_cls = settings_cls
        self.config = settings_cls.model_config
        self._current_state = {}
        self._settings_sources_data = {}

    @property
    def current_state(self):
        return self._current_state

    @property
    def settings_sources_data(self):
        return self._settings_sources_data

    def get_field_value(self, field, field_name):
        raise NotImplementedError

    def field_is_complex(self, field):
        return _is_complex(_annotation(field, self.settings_cls))[0]

    def prepare_field_value(self, field_name, field, value, value_is_complex):
        if value is not None and (self.field_is_complex(field) or value_is_complex) and isinstance(value, str):
            return self.decode_complex_value(field_name, field, value)
        return value

    def decode_complex_value(self, field_name, field, value):
        import json

        if _has_mark(field, NoDecode) or (
            self.config.get("enable_decoding") is False and not _has_mark(field, ForceDecode)
        ):
            return value
        return json.loads(value)

    def __call__(self):
        data = {}
        for name, field in self.settings_cls.model_fields.items():
            value, key, is_complex = self.get_field_value(field, name)
            value = self.prepare_field_value(name, field, value, is_complex)
            if value is not None:
                data[key] = value
        return data


class InitSettingsSource(PydanticBaseSettingsSource):
    def __init__(self, settings_cls, init_kwargs, nested_model_default_partial_update=None):
        super().__init__(settings_cls)
        self.init_kwargs = init_kwargs

    def get_field_value(self, field, field_name):
        return None, "", False

    def __call__(self):
        result = dict(self.init_kwargs)
        # An argument given by the field's name stands above other sources that use its alias.
        by_name = self.config.get("populate_by_name") or self.config.get("validate_by_name")
        for name, field in self.settings_cls.model_fields.items():
            aliases = alias_names(field)
            if not aliases:
                continue
            for key in [*aliases, *([name] if by_name else [])]:
                if key in self.init_kwargs:
                    value = result.pop(key)
                    result[aliases[0]] = value
                    break
        return result


def alias_names(field):
    """The plain names among a field's validation aliases."""
    alias = field.validation_alias
    if alias is None:
        return []
    choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
    return [choice.path[0] if isinstance(choice, AliasPath) else choice for choice in choices]


class EnvSettingsSource(PydanticBaseSettingsSource):
    def __init__(self, settings_cls, case_sensitive=None, env_prefix=None, env_nested_delimiter=None,
                 env_nested_max_split=None, env_ignore_empty=None, env_parse_none_str=None, env_parse_enums=None,
                 env_prefix_target=None):
        super().__init__(settings_cls)

        def chosen(given, name, default=None):
            value = given if given is not None else self.config.get(name)
            return default if value is None else value

        self.case_sensitive = chosen(case_sensitive, "case_sensitive", False)
        self.env_prefix = chosen(env_prefix, "env_prefix", "")
        self.env_nested_delimiter = chosen(env_nested_delimiter, "env_nested_delimiter")
        self.env_nested_max_split = chosen(env_nested_max_split, "env_nested_max_split", 0)
        self.env_ignore_empty = chosen(env_ignore_empty, "env_ignore_empty", False)
        self.env_parse_none_str = chosen(env_parse_none_str, "env_parse_none_str")
        self.env_parse_enums = chosen(env_parse_enums, "env_parse_enums")
        self.env_vars = self._load_env_vars()

    def _load_env_vars(self):
        return self._cleaned(os.environ)

    def _cleaned(self, values):
        result = {}
        for key, value in values.items():
            if self.env_ignore_empty and value == "":
                continue
            if self.env_parse_none_str is not None and value == self.env_parse_none_str:
                value = None
            result[self._cased(key)] = value
        return result

    def _cased(self, name):
        return name if self.case_sensitive else name.lower()

    def _names(self, field, name):
        """(key in the result, name in the environment) for each name that a field goes by."""
        result = []
        old = field.extra.get("env") if isinstance(field.json_schema_extra, dict) else None
        if old is None and isinstance(self.config.get("fields"), dict):
            old = self.config["fields"].get(name)
            old = old.get("env") if isinstance(old, dict) else old
        if old is not None and getattr(self.settings_cls, "__old_settings__", False):
            for one in [old] if isinstance(old, str) else old:
                result.append((name, self._cased(one)))
            return result
        aliases = alias_names(field)
        for alias in aliases:
            result.append((alias, self._cased(alias)))
        if not aliases:
            result.append((name, self._cased(self.env_prefix + name)))
        elif self.config.get("populate_by_name") or self.config.get("validate_by_name"):
            result.append((name, self._cased(self.env_prefix + name)))
        return result

    def get_field_value(self, field, field_name):
        key = env_name = None
        value = None
        for key, env_name in self._names(field, field_name):
            if env_name in self.env_vars:
                value = self.env_vars[env_name]
                return value, key, False
        names = self._names(field, field_name)
        return None, names[0][0], False

    def _nested(self, field_name, field, annotation):
        """What NAME__PART variables say of a nested model or dictionary."""
        delimiter = self.env_nested_delimiter
        if not delimiter:
            return {}
        result = {}
        for _, env_name in self._names(field, field_name):
            start = env_name + self._cased(delimiter)
            for name, value in self.env_vars.items():
                if not name.startswith(start):
                    continue
                rest = name[len(start):]
                split = rest.split(self._cased(delimiter), self.env_nested_max_split - 1
                                   if self.env_nested_max_split else -1)
                place, inside = result, annotation
                for step in split[:-1]:
                    step, inside = self._step(step, inside)
                    place = place.setdefault(step, {})
                    if not isinstance(place, dict):
                        break
                last, inside = self._step(split[-1], inside)
                if not isinstance(place, dict):
                    continue
                if inside is not None and isinstance(value, str):
                    is_complex, optional = _is_complex(inside)
                    if is_complex:
                        import json

                        try:
                            value = json.loads(value)
                        except ValueError as error:
                            if not optional:
                                raise error
                if last not in place or not isinstance(place[last], dict) or value not in ("", {}):
                    place[last] = value
        return result

    def _step(self, step, annotation):
        """The field that one part of a name means, with its annotation."""
        model = _inner_model(annotation) if annotation is not None else None
        if model is None:
            origin, args = _parts(annotation) if annotation is not None else (None, ())
            return step, args[1] if origin is dict and len(args) == 2 else None
        for name, field in model.model_fields.items():
            names = [*alias_names(field), name]
            for one in names:
                if self._cased(one) == step:
                    return one if field.validation_alias is None or one != name else one, _annotation(field, model)
        return step, None

    def prepare_field_value(self, field_name, field, value, value_is_complex):
        annotation = _annotation(field, self.settings_cls)
        is_complex, optional = _is_complex(annotation)
        if self.env_parse_enums and isinstance(value, str):
            origin, _ = _parts(annotation)
            members = getattr(origin, "__members__", {})
            value = members.get(value, value)
        if not is_complex and not value_is_complex:
            return value
        nested = self._nested(field_name, field, annotation)
        if isinstance(value, str):
            try:
                value = self.decode_complex_value(field_name, field, value)
            except ValueError:
                if not optional:
                    raise
            if isinstance(value, dict):
                return deep_update(value, nested)
            return nested or value
        return nested or value

    def __call__(self):
        data = {}
        for name, field in self.settings_cls.model_fields.items():
            try:
                value, key, is_complex = self.get_field_value(field, name)
            except Exception as error:
                raise SettingsError(
                    f'error getting value for field "{name}" from source "{type(self).__name__}"'
                ) from error
            try:
                value = self.prepare_field_value(name, field, value, is_complex)
            except ValueError as error:
                raise SettingsError(
                    f'error parsing value for field "{name}" from source "{type(self).__name__}"'
                ) from error
            if value is not None or self._says_none(field, name):
                data[key] = value
        return data

    def _says_none(self, field, name):
        if self.env_parse_none_str is None:
            return False
        return any(env in self.env_vars and self.env_vars[env] is None for _, env in self._names(field, name))


class DotEnvSettingsSource(EnvSettingsSource):
    def __init__(self, settings_cls, env_file=PydanticUndefined, env_file_encoding=None, case_sensitive=None,
                 env_prefix=None, env_nested_delimiter=None, env_nested_max_split=None, env_ignore_empty=None,
                 env_parse_none_str=None, env_parse_enums=None, env_prefix_target=None):
        config = settings_cls.model_config
        self.env_file = config.get("env_file") if env_file is PydanticUndefined else env_file
        self.env_file_encoding = env_file_encoding or config.get("env_file_encoding")
        super().__init__(settings_cls, case_sensitive, env_prefix, env_nested_delimiter, env_nested_max_split,
                         env_ignore_empty, env_parse_none_str, env_parse_enums)

    def _load_env_vars(self):
        return self._read_env_files()

    def _read_env_files(self):
        files = self.env_file
        if files is None:
            return {}
        if isinstance(files, (str, os.PathLike)):
            files = [files]
        values = {}
        for file in files:
            path = os.path.expanduser(os.fspath(file))
            if os.path.isfile(path):
                values.update(self._cleaned(self._read_env_file(path)))
        return values

    def _read_env_file(self, path):
        import dotenv

        return dotenv.dotenv_values(path, encoding=self.env_file_encoding or "utf8")

    def __call__(self):
        data = super().__call__()
        extra = self.config.get("extra") or "forbid"
        if extra == "ignore" or getattr(self.settings_cls, "__old_settings__", False):
            return data
        prefix = self._cased(self.env_prefix)
        taken = set()
        nested = []
        for name, field in self.settings_cls.model_fields.items():
            annotation = _annotation(field, self.settings_cls)
            for _, env_name in self._names(field, name):
                taken.add(env_name)
                if self.env_nested_delimiter and _is_complex(annotation)[0]:
                    nested.append(env_name + self._cased(self.env_nested_delimiter))
        for env_name, value in self.env_vars.items():
            if not value or env_name in data or env_name in taken or env_name.startswith(tuple(nested)):
                continue
            if prefix and env_name.startswith(prefix):
                data[env_name[len(prefix):]] = value
            elif not prefix or extra == "forbid":
                data[env_name] = value
        return data


class SecretsSettingsSource(EnvSettingsSource):
    def __init__(self, settings_cls, secrets_dir=None, case_sensitive=None, env_prefix=None, env_ignore_empty=None,
                 env_parse_none_str=None, env_parse_enums=None, env_prefix_target=None):
        folder = secrets_dir if secrets_dir is not None else settings_cls.model_config.get("secrets_dir")
        self.secrets_dir = folder
        super().__init__(settings_cls, case_sensitive, env_prefix, None, None, env_ignore_empty, env_parse_none_str)

    def _load_env_vars(self):
        folders = self.secrets_dir
        if folders is None:
            return {}
        values = {}
        for folder in [folders] if isinstance(folders, (str, os.PathLike)) else folders:
            folder = os.path.expanduser(os.fspath(folder))
            if not os.path.exists(folder):
                import warnings

                warnings.warn(f'directory "{folder}" does not exist', stacklevel=2)
                continue
            if not os.path.isdir(folder):
                raise SettingsError("secrets_dir must reference a directory, not a file")
            for name in os.listdir(folder):
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    with open(path, encoding="utf-8") as stream:
                        values[self._cased(name)] = stream.read().strip()
        return values


class _FileSource(InitSettingsSource):
    def __init__(self, settings_cls, path, encoding, deep_merge=False):
        values = {}
        for one in [path] if isinstance(path, (str, os.PathLike)) else path or ():
            one = os.path.expanduser(os.fspath(one))
            if os.path.isfile(one):
                values.update(self._read_file(one, encoding) or {})
        super().__init__(settings_cls, values)


class JsonConfigSettingsSource(_FileSource):
    def __init__(self, settings_cls, json_file=PydanticUndefined, json_file_encoding=None, deep_merge=False):
        config = settings_cls.model_config
        super().__init__(settings_cls, config.get("json_file") if json_file is PydanticUndefined else json_file,
                         json_file_encoding or config.get("json_file_encoding"))

    def _read_file(self, path, encoding):
        import json

        with open(path, encoding=encoding) as stream:
            return json.load(stream)


class TomlConfigSettingsSource(_FileSource):
    def __init__(self, settings_cls, toml_file=PydanticUndefined, deep_merge=False):
        config = settings_cls.model_config
        super().__init__(settings_cls, config.get("toml_file") if toml_file is PydanticUndefined else toml_file, None)

    def _read_file(self, path, encoding):
        import tomllib

        with open(path, "rb") as stream:
            return tomllib.load(stream)


class PyprojectTomlConfigSettingsSource(TomlConfigSettingsSource):
    def __init__(self, settings_cls, toml_file=None):
        config = settings_cls.model_config
        self._header = config.get("pyproject_toml_table_header", ("tool", "pydantic-settings"))
        folder = os.getcwd()
        path = toml_file
        for _ in range(config.get("pyproject_toml_depth", 0) + 1):
            if path is None and os.path.isfile(os.path.join(folder, "pyproject.toml")):
                path = os.path.join(folder, "pyproject.toml")
            folder = os.path.dirname(folder)
        super().__init__(settings_cls, path)

    def _read_file(self, path, encoding):
        values = super()._read_file(path, encoding)
        for key in self._header:
            values = values.get(key, {})
        return values


def deep_update(*mappings):
    """Later mappings over earlier ones, inner dictionaries merged."""
    result = {}
    for mapping in mappings:
        for key, value in mapping.items():
            if isinstance(value, dict) and isinstance(result.get(key), dict):
                value = deep_update(result[key], value)
            result[key] = value
    return result

"""Types of databases that limbeck does not work with: they can be named, carry their text, and say themselves."""

from ..types import UserDefinedType, unsupported

# Arguments that say something of the column in the database, by the names of the plain form (src/schema/type.hpp).
_stored = {"unsigned": ("unsigned", bool), "zerofill": ("zerofill", bool), "display_width": ("display_width", int),
           "charset": ("character_set", str), "collation": ("collation", str), "fsp": ("precision", int),
           "scale": ("scale", int)}
_left_out = ("ascii", "binary", "unicode", "national", "retrieve_as_bitwise")  # SQLAlchemy itself says these


def with_stored(plain, given, labels=()):
    """The plain form of a type with what these arguments say."""
    said = {key: v for name, (key, kind) in _stored.items() if type(v := given.get(name)) is kind and (v or kind is int)}
    if labels:
        said["labels"] = {"labels": [str(label) for label in labels]}
    return plain if not said else {**({"name": plain} if isinstance(plain, str) else plain), **said}


def given_in(plain, parameters):
    """The arguments that a plain form says, of those that a class has."""
    said = {"charset": plain.get("character_set")}
    if "fsp" in parameters:
        said["fsp"] = plain.get("precision")
    return {name: value for name, value in {**plain, **said}.items() if name in parameters and value not in (None, "", False)}


class _Shows:
    """repr() of a class whose signature stands in `_parameters`: names and defaults, in the order in which they are
    shown. `_order`: those that may be positional. `_given`: values that a class has unless told otherwise, and shows."""

    _foreign = True
    _parameters = ()
    _order = ()
    _given = {}

    def _take(self, args, kw):
        for name, value in (*self._parameters, *self._given.items(), *zip(self._order, args), *kw.items()):
            setattr(self, name, value)

    def _own_plain(self):
        if said := [name for name in _left_out if self.__dict__.get(name) and name not in self._given]:
            unsupported(f"{said[0]}=True of {type(self).__name__}")
        return with_stored(super()._own_plain(), self.__dict__, getattr(self, "values", ()))

    @classmethod
    def _of_plain(cls, plain, dialect_name):
        return cls(*(plain.get("labels") or {}).get("labels", ()), **given_in(plain, dict(cls._parameters)))

    def _repr_as(self, class_name):
        shown = [repr(label) for label in getattr(self, "enums", None) or getattr(self, "values", ())]
        for name, default in self._parameters:
            value = getattr(self, name, default)
            if value != default:
                shown.append(f"{name}={value!r}")
        return f"{class_name}({', '.join(shown)})"


class Foreign(_Shows, UserDefinedType):
    """A type by its name and what stands in its parentheses."""

    _text = ""

    def __init__(self, *args, **kw):
        self._positional = args
        self._take(args, kw)

    def get_col_spec(self, **kw):
        numbers = [str(item) for item in self._positional if isinstance(item, int) and not isinstance(item, bool)]
        for name in ("display_width", "length", "fsp", "precision", "scale"):
            value = self.__dict__.get(name)
            if not self._positional and isinstance(value, int) and not isinstance(value, bool):
                numbers.append(str(value))
        return f"{self._text}({', '.join(numbers)})" if numbers else self._text


def _members(module, parameters, order, given=()):
    return {"__module__": module, "_parameters": parameters, "_order": order, "_given": dict(given)}


def foreign(module, name, parameters=(), order=()):
    return type(name, (Foreign,), {**_members(module, parameters, order), "_text": name})


def lenient(module, base, parameters=(), order=(), **given):
    """A standard type that takes the arguments of another database, too."""

    def __init__(self, *args, **kw):
        self._take(args, kw)
        known = base.__init__.__code__.co_varnames
        base.__init__(self, **{key: value for key, value in self.__dict__.items() if key in known})

    return type(base.__name__, (_Shows, base), {**_members(module, parameters, order, given), "__init__": __init__})

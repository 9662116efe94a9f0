"""Types of databases that limbeck does not work with: they can be named, and carry their text."""

from ..types import TypeEngine, UserDefinedType


class Foreign(UserDefinedType):
    """A type by its name and what stands in its parentheses."""

    _text = ""

    def __init__(self, *args, **kw):
        self._given = args
        for key, value in kw.items():
            setattr(self, key, value)
        if args and isinstance(args[0], int):
            self.length = self.display_width = args[0]

    def get_col_spec(self, **kw):
        numbers = [str(item) for item in self._given if isinstance(item, int) and not isinstance(item, bool)]
        for name in ("display_width", "length", "fsp", "precision", "scale"):
            value = self.__dict__.get(name)
            if not self._given and isinstance(value, int) and not isinstance(value, bool):
                numbers.append(str(value))
        return f"{self._text}({', '.join(numbers)})" if numbers else self._text


def foreign(name, text=None):
    return type(name, (Foreign,), {"_text": text or name})


def lenient(base):
    """A standard type that takes the arguments of another database, too."""

    def __init__(self, *args, **kw):
        known = {}
        for key in ("length", "collation", "precision", "scale", "timezone", "asdecimal"):
            if key in kw:
                known[key] = kw.pop(key)
        if base.__init__.__code__.co_argcount == 1 or "display_width" in kw:
            args = ()
        for key, value in kw.items():
            self.__dict__[key] = value
        base.__init__(self, *args, **known)

    return type(base.__name__, (base,), {"__init__": __init__})


__all__ = ["Foreign", "TypeEngine", "foreign", "lenient"]

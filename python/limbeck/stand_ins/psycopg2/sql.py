"""SQL put together of parts (https://www.psycopg.org/docs/sql.html)."""

import string

from . import _values
from .extensions import quote_ident


class Composable:
    def __init__(self, wrapped):
        self._wrapped = wrapped

    def __add__(self, other):
        left = self.seq if isinstance(self, Composed) else [self]
        right = other.seq if isinstance(other, Composed) else [other]
        return Composed([*left, *right]) if isinstance(other, Composable) else NotImplemented

    def __mul__(self, number):
        return Composed([self] * number)

    def __eq__(self, other):
        return type(self) is type(other) and self._wrapped == other._wrapped

    __hash__ = None

    def __repr__(self):
        return f"{type(self).__name__}({self._wrapped!r})"


class Composed(Composable):
    def __init__(self, seq):
        found = list(seq)
        for part in found:
            if not isinstance(part, Composable):
                raise TypeError(f"Composed elements must be Composable, got {part!r} instead")
        super().__init__(found)

    @property
    def seq(self):
        return list(self._wrapped)

    def as_string(self, context=None):
        return "".join(part.as_string(context) for part in self._wrapped)

    def __iter__(self):
        return iter(self._wrapped)

    def join(self, joiner):
        return (SQL(joiner) if isinstance(joiner, str) else joiner).join(self)


class SQL(Composable):
    def __init__(self, string):
        if not isinstance(string, str):
            raise TypeError("SQL values must be strings")
        super().__init__(string)

    @property
    def string(self):
        return self._wrapped

    def as_string(self, context=None):
        return self._wrapped

    def format(self, *args, **kwargs):
        made, place = [], 0
        for text, name, spec, conversion in string.Formatter().parse(self._wrapped):
            if spec:
                raise ValueError("no format specification supported by SQL")
            if conversion:
                raise ValueError("no format conversion supported by SQL")
            if text:
                made.append(SQL(text))
            if name is None:
                continue
            if name == "":
                if place is None:
                    raise ValueError("cannot switch from manual field numbering to automatic")
                made.append(args[place])
                place += 1
            elif name.isdigit():
                if place:
                    raise ValueError("cannot switch from automatic field numbering to manual")
                place = None
                made.append(args[int(name)])
            else:
                made.append(kwargs[name])
        return Composed(made)

    def join(self, seq):
        made = []
        for part in seq:
            made += [self, part] if made else [part]
        return Composed(made)


class Identifier(Composable):
    def __init__(self, *strings):
        if not strings:
            raise TypeError("Identifier cannot be empty")
        if not all(isinstance(text, str) for text in strings):
            raise TypeError("SQL identifier parts must be strings")
        super().__init__(strings)

    def __repr__(self):
        return f"Identifier({', '.join(map(repr, self._wrapped))})"

    @property
    def strings(self):
        return self._wrapped

    def as_string(self, context=None):
        return ".".join(quote_ident(text) for text in self._wrapped)


class Literal(Composable):
    @property
    def wrapped(self):
        return self._wrapped

    def as_string(self, context=None):
        return _values.literal(self._wrapped, getattr(context, "connection", context))


class Placeholder(Composable):
    def __init__(self, name=None):
        super().__init__(name)

    @property
    def name(self):
        return self._wrapped

    def as_string(self, context=None):
        return f"%({self._wrapped})s" if self._wrapped is not None else "%s"


NULL, DEFAULT = SQL("NULL"), SQL("DEFAULT")

"""Cursors whose rows are maps, bulk helpers, and values of types that have no literal of their own."""

import json
import re
import uuid
from collections import OrderedDict, namedtuple

from . import _values
from ._connection import _json_text, connection, cursor
from ._errors import NotSupportedError, ProgrammingError, raised


class DictRow(list):
    def __init__(self, index, values):
        super().__init__(values)
        self._index = index

    def __getitem__(self, key):
        return super().__getitem__(key if isinstance(key, (int, slice)) else self._index[key])

    def __setitem__(self, key, value):
        super().__setitem__(key if isinstance(key, (int, slice)) else self._index[key], value)

    def __contains__(self, key):
        return key in self._index

    def keys(self):
        return iter(self._index)

    def values(self):
        return iter(list(self))

    def items(self):
        return ((key, list.__getitem__(self, place)) for key, place in self._index.items())

    def get(self, key, default=None):
        return self[key] if key in self._index else default

    def copy(self):
        return OrderedDict(self.items())


class _Named(cursor):
    def _made(self, rows):
        names = [column.name for column in self.description]
        return [self._row(names, row) for row in super()._made(rows)]


class DictCursor(_Named):
    @staticmethod
    def _row(names, row):
        return DictRow({name: place for place, name in enumerate(names)}, row)


class RealDictRow(OrderedDict):
    pass


class RealDictCursor(_Named):
    @staticmethod
    def _row(names, row):
        return RealDictRow(zip(names, row))


class NamedTupleCursor(_Named):
    @staticmethod
    def _row(names, row):
        return namedtuple("Record", [_field(name) for name in names])(*row)


def _field(name):
    word = re.sub("[^A-Za-z0-9_]", "_", name)
    return "f" + word if word[:1] in set("_0123456789") else word


class DictConnection(connection):
    def cursor(self, name=None, cursor_factory=None, **kw):
        return super().cursor(name, cursor_factory or self.cursor_factory or DictCursor, **kw)


class RealDictConnection(connection):
    def cursor(self, name=None, cursor_factory=None, **kw):
        return super().cursor(name, cursor_factory or self.cursor_factory or RealDictCursor, **kw)


class NamedTupleConnection(connection):
    def cursor(self, name=None, cursor_factory=None, **kw):
        return super().cursor(name, cursor_factory or self.cursor_factory or NamedTupleCursor, **kw)


def _pages(items, size):
    page = []
    for item in items:
        page.append(item)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page


def execute_batch(cur, sql, argslist, page_size=100):
    for page in _pages(argslist, page_size):
        cur.execute(";".join(cur._text(sql, args) for args in page))


def execute_values(cur, sql, argslist, template=None, page_size=100, fetch=False):
    parts = [""]  # before and after the place of the rows
    for text, sign in re.findall("([^%]*)(%.|%$|$)", cur._text(sql, None), re.DOTALL):
        parts[-1] += text
        if sign == "%s":
            parts.append("")
        elif sign == "%%":
            parts[-1] += "%"
        elif sign:
            raise ValueError(f"unsupported format character: '{sign[1:]}'")
    if len(parts) != 2:
        raise ValueError("the query doesn't contain any '%s' placeholder" if len(parts) < 2 else
                         "the query contains more than one '%s' placeholder")
    before, after = parts
    found = []
    for page in _pages(argslist, page_size):
        rows = [cur._text(template or "(" + ",".join(["%s"] * len(args)) + ")", args) for args in page]
        cur.execute(before + ",".join(rows) + after)
        if fetch:
            found.extend(cur.fetchall())
    return found if fetch else None


class Json:
    def __init__(self, adapted, dumps=None):
        self.adapted = adapted
        self._dumps = dumps or json.dumps

    def __conform__(self, protocol):
        return self

    def dumps(self, value):
        return self._dumps(value)

    def getquoted(self):
        return _values.QuotedString(self.dumps(self.adapted)).getquoted()


def register_uuid(oids=None, conn_or_curs=None):
    _values.register_uuid_adapter()
    holder = getattr(conn_or_curs, "connection", conn_or_curs)
    if holder is None:
        connection._uuids_by_default = True
    else:
        holder._uuids = True


UUID_adapter = _values.UuidAdapter


def _register_json(oid, conn_or_curs, loads):
    holder = getattr(conn_or_curs, "connection", conn_or_curs)
    if holder is None:
        raise NotSupportedError("limbeck registers a reader of json for a connection only")
    if loads is not None:
        holder._converters[oid] = lambda value: loads(_json_text(value))


def register_default_json(conn_or_curs=None, globally=False, loads=None):
    _register_json(114, conn_or_curs, loads)


def register_default_jsonb(conn_or_curs=None, globally=False, loads=None):
    _register_json(3802, conn_or_curs, loads)


class HstoreAdapter:
    """A dictionary on its way to a column of the extension hstore."""

    def __init__(self, wrapped):
        self.wrapped = wrapped

    def prepare(self, connection):
        pass

    def getquoted(self):
        pairs = [(key, value) for key, value in self.wrapped.items()]
        if not pairs:
            return b"''::hstore"
        keys, values = [key for key, _ in pairs], [value for _, value in pairs]
        return f"hstore({_values.literal(keys)}, {_values.literal(values)})".encode()

    @classmethod
    def get_oids(cls, conn_or_curs):
        holder = getattr(conn_or_curs, "connection", conn_or_curs)
        from limbeck.errors import Error as EngineError

        try:
            found = holder._handle.execute(
                "SELECT t.oid, t.typarray FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n "
                "ON n.oid = t.typnamespace WHERE t.typname = 'hstore'", None)["rows"]
        except EngineError as error:
            raise raised(error) from None
        return (tuple(row[0] for row in found), tuple(row[1] for row in found)) if found else None


def _read_hstore(text):
    """"a"=>"1", "b"=>NULL"""
    made, at = {}, 0

    def word():
        nonlocal at
        assert text[at] == '"'
        at += 1
        found = ""
        while text[at] != '"':
            at += text[at] == "\\"
            found += text[at]
            at += 1
        at += 1
        return found

    while at < len(text):
        key = word()
        at += len("=>")
        if text.startswith("NULL", at):
            made[key] = None
            at += len("NULL")
        else:
            made[key] = word()
        at += 2 if text.startswith(", ", at) else 0
    return made


def register_hstore(conn_or_curs, globally=False, unicode=False, oid=None, array_oid=None):
    holder = getattr(conn_or_curs, "connection", conn_or_curs)
    if oid is None:
        found = HstoreAdapter.get_oids(holder)
        if found is None:
            raise ProgrammingError("hstore type not found in the database. please install it from your 'contrib/hstore.sql' "
                                   "file")
        oid = found[0]
    for number in (oid,) if isinstance(oid, int) else oid:
        holder._converters[number] = _read_hstore
    _values.register_adapter(dict, HstoreAdapter)


def register_composite(name, conn_or_curs, globally=False, factory=None):
    raise NotSupportedError("limbeck does not read composite types as tuples")


def wait_select(conn):
    raise NotSupportedError("limbeck has no asynchronous connections of psycopg2")


class Range:
    """Between two bounds."""

    _type = None

    def __init__(self, lower=None, upper=None, bounds="[)", empty=False):
        if bounds not in ("[)", "(]", "()", "[]"):
            raise ValueError(f"bound flags not valid: {bounds!r}")
        self._lower, self._upper, self._bounds = (None, None, None) if empty else (lower, upper, bounds)

    lower = property(lambda self: self._lower)
    upper = property(lambda self: self._upper)
    isempty = property(lambda self: self._bounds is None)
    lower_inf = property(lambda self: self._bounds is not None and self._lower is None)
    upper_inf = property(lambda self: self._bounds is not None and self._upper is None)
    lower_inc = property(lambda self: self._lower is not None and self._bounds[0] == "[")
    upper_inc = property(lambda self: self._upper is not None and self._bounds[1] == "]")

    def __repr__(self):
        if self._bounds is None:
            return f"{type(self).__name__}(empty=True)"
        return f"{type(self).__name__}({self._lower!r}, {self._upper!r}, {self._bounds!r})"

    def __eq__(self, other):
        return isinstance(other, Range) and (self._lower, self._upper, self._bounds) == \
            (other._lower, other._upper, other._bounds)

    def __hash__(self):
        return hash((self._lower, self._upper, self._bounds))

    def __str__(self):
        if self._bounds is None:
            return "empty"
        lower, upper = ("" if bound is None else str(bound) for bound in (self._lower, self._upper))
        return f"{self._bounds[0]}{lower}, {upper}{self._bounds[1]}"

    def __contains__(self, value):
        if self._bounds is None:
            return False
        above = self._lower is None or (value >= self._lower if self._bounds[0] == "[" else value > self._lower)
        below = self._upper is None or (value <= self._upper if self._bounds[1] == "]" else value < self._upper)
        return above and below

    def __bool__(self):
        return self._bounds is not None

    def __conform__(self, protocol):
        return self

    def prepare(self, connection):
        self._connection = connection

    _connection = None

    def getquoted(self):
        if self._type is None:
            raise NotImplementedError("RangeAdapter must be subclassed overriding its name or the getquoted() method")
        if self._bounds is None:
            return f"'empty'::{self._type}".encode()
        lower, upper = (_values.literal(bound, self._connection) for bound in (self._lower, self._upper))
        return f"{self._type}({lower}, {upper}, '{self._bounds}')".encode()


class NumericRange(Range):
    def getquoted(self):
        if self._bounds is None:
            return b"'empty'"
        lower, upper = ("" if bound is None else _values.literal(bound) for bound in (self._lower, self._upper))
        return f"'{self._bounds[0]}{lower},{upper}{self._bounds[1]}'".encode()


class DateRange(Range):
    _type = "daterange"


class DateTimeRange(Range):
    _type = "tsrange"


class DateTimeTZRange(Range):
    _type = "tstzrange"


def _read_range(kind, read):
    def made(text):
        if text == "empty":
            return kind(empty=True)
        bounds, words, quoted, word = text[0] + text[-1], [], False, ""
        for sign in text[1:-1]:
            if sign == '"':
                quoted = not quoted
            elif sign == "," and not quoted:
                words.append(word)
                word = ""
            else:
                word += sign
        words.append(word)
        lower, upper = (read(word) if word else None for word in words)
        return kind(lower, upper, bounds)

    return made


def _read_array(read):
    """An array of what the engine gives as text; commas stand between its members, and within quoted ones."""
    def made(text):
        lists, word, quoted, escaped = [[]], None, False, False

        def end():
            nonlocal word
            if word is not None:
                lists[-1].append(None if word == "NULL" else read(word))
                word = None

        for sign in text[text.index("{"):]:
            if escaped:
                word, escaped = word + sign, False
            elif sign == "\\":
                escaped = True
            elif sign == '"':
                quoted, word = not quoted, word or ""
            elif quoted:
                word += sign
            elif sign == "{":
                lists.append([])
            elif sign == "}":
                end()
                whole = lists.pop()
                lists[-1].append(whole)
            elif sign == ",":
                end()
            else:
                word = (word or "") + sign
        return lists[0][0]

    return made


def _ranges():
    import datetime
    from decimal import Decimal

    def zoned(text):
        return datetime.datetime.fromisoformat(text if text[-3] != "+" and text[-3] != "-" else text + ":00")

    numbers, stamps = _read_range(NumericRange, int), datetime.datetime.fromisoformat
    found = {3904: numbers, 3926: numbers, 3906: _read_range(NumericRange, Decimal),
             3912: _read_range(DateRange, datetime.date.fromisoformat), 3908: _read_range(DateTimeRange, stamps),
             3910: _read_range(DateTimeTZRange, zoned)}
    return found | {number + 1: _read_array(read) for number, read in found.items()}


RANGES = _ranges()

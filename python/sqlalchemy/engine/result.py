"""Rows and results."""

from collections.abc import Mapping

from limbeck.facade import unsupported

from .. import exc
from .driver_values import to_driver_values


class Row(tuple):
    """A row; each result has its own subclass that knows the names of the columns."""

    __slots__ = ()
    _fields = ()
    _index = {}

    def __getattr__(self, name):
        try:
            return tuple.__getitem__(self, self._index[name])
        except KeyError:
            raise AttributeError(f"Could not locate column in row for column '{name}'") from None

    def __getitem__(self, key):
        if isinstance(key, (int, slice)):
            return tuple.__getitem__(self, key)
        raise exc.NoSuchColumnError(f"Could not locate column in row for column '{key}'") if not isinstance(key, str) \
            else TypeError("tuple indices must be integers or slices, not str")

    @property
    def _mapping(self):
        return RowMapping(self)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def keys(self):
        return self._fields


def _row_class(columns):
    index = {}
    for position, name in enumerate(columns):
        index.setdefault(name, position)
    return type("Row", (Row,), {"__slots__": (), "_fields": tuple(columns), "_index": index})


class RowMapping(Mapping):
    """A row as a map by column name or column."""

    __slots__ = ("_row",)

    def __init__(self, row):
        self._row = row

    def __getitem__(self, key):
        index = self._row._index
        for name in (key,) if isinstance(key, str) else (getattr(key, "key", None), getattr(key, "name", None)):
            if name in index:
                return tuple.__getitem__(self._row, index[name])
        raise exc.NoSuchColumnError(f"Could not locate column in row for column '{key}'")

    def __iter__(self):
        return iter(self._row._fields)

    def __len__(self):
        return len(self._row)

    def __repr__(self):
        return repr(dict(self))


class _Fetching:
    """The ways to take rows, shared by results and their views."""

    def __iter__(self):
        while found := self._take(1):
            yield found[0]

    def __next__(self):
        for item in self._take(1):
            return item
        raise StopIteration

    def all(self):
        return self._take(None)

    fetchall = all

    def fetchmany(self, size=None):
        return self._take(size or 1)

    def fetchone(self):
        found = self._take(1)
        return found[0] if found else None

    def first(self):
        found = self._take(1)
        self.close()
        return found[0] if found else None

    def one_or_none(self):
        found = self._take(2)
        self.close()
        if len(found) > 1:
            raise exc.MultipleResultsFound("Multiple rows were found when one or none was required")
        return found[0] if found else None

    def one(self):
        found = self._take(2)
        self.close()
        if not found:
            raise exc.NoResultFound("No row was found when one was required")
        if len(found) > 1:
            raise exc.MultipleResultsFound("Multiple rows were found when exactly one was required")
        return found[0]

    def __class_getitem__(cls, item):
        return cls


class PlannedResult:
    """What a statement would give that is only planned: nobody knows it, so that a look at it ends the plan."""

    def __init__(self, handle, statement):
        self._handle = handle
        self._text = statement if isinstance(statement, str) else ""

    def _end_plan(self, *ignored, **more):
        self._handle.result_wanted(self._text)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self._end_plan()

    __iter__ = __next__ = _end_plan

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def close(self):
        pass


class Result(_Fetching):
    """What a statement gave. All rows are here already."""

    def __init__(self, plain, statement=None, dialect_name=None, parameters=None):
        self.returns_rows = bool(plain.get("returns_rows"))
        self.rowcount = plain.get("rowcount", -1)
        self.lastrowid = plain.get("last_insert_id", 0)
        self.closed = False
        self._columns = list(plain.get("columns") or ())
        self._class = _row_class(self._columns) if self.returns_rows else None
        self._rows = plain.get("rows") or []
        self._at = 0
        self._inserted = None
        if self.returns_rows:
            types = _types(statement, len(self._columns))
            to_driver_values(plain, types)
            processors = _processors(types)
            for row in self._rows if processors else ():
                for position, type_ in processors:
                    row[position] = type_._result(row[position], dialect_name)
        if getattr(statement, "is_insert", False) and not statement._returning:
            # Rows that the script did not ask for: the key that the engine asked for.
            found = dict(zip(self._columns, self._rows[0])) if self._rows else {}
            self._inserted = statement._inserted_key(found, parameters, self.lastrowid)
            self.returns_rows = False
            self._rows = []

    def _open(self):
        if not self.returns_rows:
            raise exc.ResourceClosedError("This result object does not return rows. It has been closed automatically.")
        if self.closed:
            raise exc.ResourceClosedError("This result object is closed.")

    def _take(self, count):
        self._open()
        at, self._at = self._at, len(self._rows) if count is None else min(self._at + count, len(self._rows))
        return [self._class(row) for row in self._rows[at:self._at]]

    def close(self):
        self.closed = True
        self._rows = []

    def keys(self):
        self._open()
        return list(self._columns)

    def scalar(self):
        found = self.first()
        return found[0] if found is not None else None

    def scalar_one(self):
        return self.one()[0]

    def scalar_one_or_none(self):
        found = self.one_or_none()
        return found[0] if found is not None else None

    def scalars(self, index=0):
        self._open()
        if not isinstance(index, int):
            unsupported("scalars() of a column by its name")
        return ScalarResult(self, lambda row: row[index])

    def mappings(self):
        self._open()
        return MappingResult(self, RowMapping)

    @property
    def inserted_primary_key(self):
        if self._inserted is None:
            raise exc.InvalidRequestError("Statement is not an insert() expression construct.")
        return _row_class(list(self._inserted))(self._inserted.values())

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


CursorResult = ResultProxy = LegacyCursorResult = Result


class _View(_Fetching):
    """A result's rows, each as something else."""

    def __init__(self, result, of_row):
        self._result = result
        self._of_row = of_row
        self.keys = result.keys
        self.close = result.close

    def _take(self, count):
        return [self._of_row(row) for row in self._result._take(count)]


class ScalarResult(_View):
    pass


class MappingResult(_View):
    pass


def _types(statement, width):
    """The types of columns that the statement tells, by position."""
    if hasattr(statement, "_columns") and callable(statement._columns):
        columns = statement._columns()
    elif hasattr(statement, "_exported"):
        columns = [column for _, column in statement._exported()]
    else:
        columns = getattr(statement, "_returned", None)
    if columns is None or len(columns) != width:
        return {}
    from ..types import NullType, TypeEngine

    types = ((position, getattr(column, "type", None)) for position, column in enumerate(columns))
    return {position: type_ for position, type_ in types if isinstance(type_, TypeEngine) and type(type_) is not NullType}


def _processors(types):
    """Positions of the columns whose values the script's own types convert."""
    if not types:
        return []
    from ..types import _converts

    return [(position, type_) for position, type_ in types.items() if _converts(type_)]

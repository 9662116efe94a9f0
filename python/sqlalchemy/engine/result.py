"""Rows and results."""

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

    @property
    def _data(self):
        return tuple(self)

    @property
    def t(self):
        return self

    _t = tuple_ = t

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _tuple(self):
        return self

    def keys(self):
        return self._fields

    def __eq__(self, other):
        return tuple.__eq__(self, other)

    def __ne__(self, other):
        return tuple.__ne__(self, other)

    __hash__ = tuple.__hash__

    def __reduce__(self):
        return tuple, (tuple(self),)


BaseRow = Row


def _row_class(columns):
    index = {}
    for position, name in enumerate(columns):
        index.setdefault(name, position)
    return type("Row", (Row,), {"__slots__": (), "_fields": tuple(columns), "_index": index})


class RowMapping:
    """A row as a map by column name or column."""

    __slots__ = ("_row",)

    def __init__(self, row):
        self._row = row

    def _position(self, key):
        index = self._row._index
        if isinstance(key, str):
            if key in index:
                return index[key]
        else:
            for name in (getattr(key, "key", None), getattr(key, "name", None)):
                if name in index:
                    return index[name]
        raise exc.NoSuchColumnError(f"Could not locate column in row for column '{key}'")

    def __getitem__(self, key):
        return tuple.__getitem__(self._row, self._position(key))

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self._position(key)
            return True
        except KeyError:
            return False

    def __iter__(self):
        return iter(self._row._fields)

    def __len__(self):
        return len(self._row)

    def keys(self):
        return list(self._row._fields)

    def values(self):
        return list(self._row)

    def items(self):
        return list(zip(self._row._fields, self._row))

    def __eq__(self, other):
        return dict(self.items()) == (dict(other.items()) if isinstance(other, RowMapping) else other)

    __hash__ = None

    def __repr__(self):
        return repr(dict(self.items()))


class _Fetching:
    """The ways to take rows, shared by results and their views."""

    _unique_by = None

    def _next(self):
        raise NotImplementedError

    def _rest(self):
        raise NotImplementedError

    def __iter__(self):
        while True:
            found = self._take(1)
            if not found:
                return
            yield found[0]

    def __next__(self):
        found = self._take(1)
        if not found:
            raise StopIteration
        return found[0]

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

    def partitions(self, size=None):
        while True:
            found = self._take(size or 1)
            if not found:
                return
            yield found

    def unique(self, strategy=None):
        seen = set()
        kept = []
        for item in self._take(None):
            key = strategy(item) if strategy is not None else item
            try:
                if key in seen:
                    continue
                seen.add(key)
            except TypeError:
                if any(key is other for other in kept):
                    continue
            kept.append(item)
        self._put(kept)
        return self


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

    context = None

    def __init__(self, plain, statement=None, dialect_name=None, parameters=None):
        self.returns_rows = bool(plain.get("returns_rows"))
        self.rowcount = plain.get("rowcount", -1)
        self.lastrowid = plain.get("last_insert_id", 0)
        self._columns = list(plain.get("columns") or ())
        self._class = _row_class(self._columns) if self.returns_rows else None
        self._rows = plain.get("rows") or []
        self._at = 0
        self._closed = False
        self._statement = statement
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

    @classmethod
    def _of_rows(cls, columns, rows):
        return cls({"returns_rows": True, "columns": columns, "rows": rows, "rowcount": len(rows)})

    def _open(self):
        if not self.returns_rows:
            raise exc.ResourceClosedError("This result object does not return rows. It has been closed automatically.")
        if self._closed:
            raise exc.ResourceClosedError("This result object is closed.")

    def _take(self, count):
        self._open()
        rows = self._rows
        at = self._at
        end = len(rows) if count is None else min(at + count, len(rows))
        self._at = end
        make = self._class
        return [row if type(row) is make or not isinstance(row, (list, tuple)) else make(row) for row in rows[at:end]]

    def _put(self, rows):
        self._rows, self._at = rows, 0

    def close(self):
        self._closed = True
        self._rows = []

    @property
    def closed(self):
        return self._closed

    def _soft_close(self, hard=False):
        self.close()

    def keys(self):
        self._open()
        return _Keys(self._columns)

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
        return ScalarResult(self, self._column(index))

    def _column(self, index):
        if isinstance(index, int):
            return index
        name = index if isinstance(index, str) else getattr(index, "key", None) or index.name
        try:
            return self._columns.index(name)
        except ValueError:
            raise exc.NoSuchColumnError(f"Could not locate column in row for column '{name}'") from None

    def mappings(self):
        self._open()
        return MappingResult(self)

    def tuples(self):
        return self

    t = property(tuples)

    def columns(self, *expressions):
        positions = [self._column(item) for item in expressions]
        rows = [[row[position] for position in positions] for row in self._take(None)]
        return Result._of_rows([self._columns[position] for position in positions], rows)

    def freeze(self):
        rows = self._take(None)
        return lambda: Result._of_rows(self._columns, [list(row) for row in rows])

    def yield_per(self, num):
        return self

    def merge(self, *others):
        rows = [list(row) for result in (self, *others) for row in result._take(None)]
        return Result._of_rows(self._columns, rows)

    @property
    def inserted_primary_key(self):
        if self._inserted is None:
            raise exc.InvalidRequestError("Statement is not an insert() expression construct.")
        return _row_class(list(self._inserted))(self._inserted.values())

    inserted_primary_key_rows = property(lambda self: [self.inserted_primary_key])

    def supports_sane_rowcount(self):
        return True

    supports_sane_multi_rowcount = supports_sane_rowcount

    @property
    def is_insert(self):
        return getattr(self._statement, "is_insert", False)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __class_getitem__(cls, item):
        return cls


CursorResult = ResultProxy = IteratorResult = ChunkedIteratorResult = MergedResult = LegacyCursorResult = Result
FrozenResult = Result


class _Keys(list):
    @property
    def _keys(self):
        return self


class _View(_Fetching):
    def __init__(self, result):
        self._result = result

    def close(self):
        self._result.close()

    @property
    def closed(self):
        return self._result.closed

    def keys(self):
        return self._result.keys()

    def yield_per(self, num):
        return self

    def __class_getitem__(cls, item):
        return cls


class ScalarResult(_View):
    def __init__(self, result, position):
        super().__init__(result)
        self._position = position
        self._kept = None

    def _take(self, count):
        if self._kept is not None:
            found = self._kept if count is None else self._kept[:count]
            self._kept = self._kept[len(found):]
            return found
        position = self._position
        return [row[position] for row in self._result._take(count)]

    def _put(self, values):
        self._kept = values

    def first(self):
        found = self._take(1)
        self.close()
        return found[0] if found else None


class MappingResult(_View):
    def _take(self, count):
        return [row._mapping for row in self._result._take(count)]

    def _put(self, mappings):
        self._result._put([item._row for item in mappings])

    def columns(self, *expressions):
        return MappingResult(self._result.columns(*expressions))


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


def result_tuple(fields, extra=None):
    return _row_class(fields)

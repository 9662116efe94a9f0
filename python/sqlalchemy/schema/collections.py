"""The columns of a table, by name and by place."""

from .. import exc
from ..sql.selectable import ColumnCollection as _ColumnCollection


class _Columns(_ColumnCollection):
    """Columns by key, in order: table.c."""

    __slots__ = ("_items", "_by_key")

    def __init__(self, items=()):
        self._items = [column for _, column in items]
        self._by_key = dict(items)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self._by_key[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, key):
        if isinstance(key, str):
            return self._by_key[key]
        if isinstance(key, tuple):
            return _Columns([(k, self[k]) for k in key])
        if isinstance(key, slice):
            return _Columns([(c.key, c) for c in self._items[key]])
        return self._items[key]

    def get(self, key, default=None):
        return self._by_key.get(key, default)

    def __contains__(self, key):
        if not isinstance(key, str):
            raise exc.ArgumentError("__contains__ requires a string argument")
        return key in self._by_key

    def contains_column(self, column):
        return any(item is column for item in self._items)

    def keys(self):
        return list(self._by_key)

    def values(self):
        return list(self._items)

    def items(self):
        return list(self._by_key.items())

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __bool__(self):
        return True

    def add(self, column, key=None):
        self._items.append(column)
        self._by_key[key or column.key] = column

    def __repr__(self):
        return f"ReadOnlyColumnCollection({', '.join(str(item) for item in self._items)})"


ColumnCollection = ReadOnlyColumnCollection = _Columns

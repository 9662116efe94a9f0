"""Index, and those whose table is not known."""

from limbeck.errors import script_place
from limbeck.opaque import is_opaque

from ..sql.elements import ColumnClause, quoted_name
from ..sql.naming import named
from .collections import _Columns
from .columns import Column
from .constraints import ColumnCollectionMixin, _attach_by_columns, _column_name, _columns_in, _first_column
from .item import SchemaItem, _check_options, _invoke, _known, _name, _options
_unattached = []  # (index, the opaque value that may know its table, where it was made)


class Index(ColumnCollectionMixin, SchemaItem):
    __visit_name__ = "index"
    table = None

    def __init__(self, name, *expressions, unique=False, quote=None, info=None, _table=None, _column_flag=False,
                 **dialect_kw):
        self.name = quoted_name(name, quote) if quote is not None and name is not None else name
        self.unique = bool(unique) if unique in (True, False, None, 0, 1) else unique
        self.kwargs = _check_options(self, dialect_kw)
        self._column_flag = _column_flag
        if info is not None:
            self.info = info
        self._pending = list(expressions)
        if _table is not None:
            self._attach(_table)
        else:
            if not any(isinstance(item, str) for item in expressions):
                _attach_by_columns(self, [_first_column(item) for item in expressions])
            if self.table is None and any(is_opaque(item) for item in expressions):
                _unattached.append((self, next(item for item in expressions if is_opaque(item)), script_place()))

    def _try_attach(self):
        _attach_by_columns(self, [_first_column(item) for item in self._pending])

    @property
    def expressions(self):
        found = []
        for item in self._pending:
            if isinstance(item, str) and self.table is not None:
                item = self.table._columns_by_key.get(item, item)
            found.append(item)
        return found

    @property
    def columns(self):
        return _Columns([(c.key, c) for c in _columns_in(self.expressions)])

    def _attach(self, table):
        self.table = table
        table.indexes.add(self)
        if self not in table._index_list:
            table._index_list.append(self)

    def _element(self, item):
        if hasattr(item, "__clause_element__"):
            item = item.__clause_element__()
        if isinstance(item, str):
            return _column_name(item, self.table)
        if type(item) is Column or isinstance(item, Column):
            return str(item.name)
        if isinstance(item, ColumnClause) and not getattr(item, "is_literal", False):
            return str(item.name)
        return _known(item)._plain()

    def _definition(self, table=None, schema=None):
        plain = {}
        name = _name(named(self, self.name))
        if name is not None:
            plain["name"] = name
        if self.table is not None:
            table, schema = self.table.name, self.table.schema
        if table is not None:
            plain["table"] = str(table)
        if schema:
            plain["schema"] = str(schema)
        plain["elements"] = [self._element(item) for item in self._pending]
        if self.unique:
            plain["unique"] = True
        options = _options(self.kwargs)
        if options:
            plain["options"] = options
        return plain

    def create(self, bind, checkfirst=False):
        if not self._is_wanted():
            return
        _invoke(bind, {"op": "create_index", "index": self._definition(), "if_not_exists": bool(checkfirst)},
                self.table.metadata._convention())

    def drop(self, bind, checkfirst=False):
        if not self._is_wanted():
            return
        _invoke(bind, {"op": "drop_index", "index": self._definition(), "if_exists": bool(checkfirst)},
                self.table.metadata._convention())

    def _copy(self, **kw):
        other = Index.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.table = None
        return other

    def __repr__(self):
        inner = [repr(self.name), *(repr(item) for item in self.expressions)]
        if self.unique:
            inner.append("unique=True")
        return f"Index({', '.join(inner)})"

"""Index, and those whose table is not known."""

import copy

from limbeck.errors import script_place
from limbeck.opaque import check, is_opaque

from ..sql.elements import ColumnClause, quoted_name
from ..sql.naming import named
from ..sql.selectable import ColumnCollection
from .constraints import ColumnCollectionMixin, _all_columns_in, _attach_by_columns, _column_name, _columns_in
from .item import SchemaItem, _check_options, _invoke, _name, _options, _without_empty

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
                self._try_attach()
            if self.table is None and any(is_opaque(item) for item in expressions):
                _unattached.append((self, next(item for item in expressions if is_opaque(item)), script_place()))

    def _try_attach(self):
        _attach_by_columns(self, [next(_all_columns_in(item), None) for item in self._pending])

    @property
    def expressions(self):
        known = {} if self.table is None else self.table._columns_by_key
        return [known.get(item, item) if isinstance(item, str) else item for item in self._pending]

    @property
    def columns(self):
        return ColumnCollection((c.key, c) for item in self.expressions for c in _columns_in(item))

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
        if isinstance(item, ColumnClause) and not item.is_literal:
            return str(item.name)
        return check(item, "the schema")._plain()

    def _definition(self, table=None, schema=None):
        if self.table is not None:
            table, schema = self.table.name, self.table.schema
        return {"elements": [self._element(item) for item in self._pending], **_without_empty(
            name=_name(named(self, self.name)), table=None if table is None else str(table),
            schema=str(schema) if schema else None, unique=bool(self.unique), options=_options(self.kwargs))}

    def create(self, bind, checkfirst=False):
        self._change(bind, "create_index", if_not_exists=bool(checkfirst))

    def drop(self, bind, checkfirst=False):
        self._change(bind, "drop_index", if_exists=bool(checkfirst))

    def _change(self, bind, op, **flags):
        if self._is_wanted():
            _invoke(bind, {"op": op, "index": self._definition(), **flags}, self.table.metadata._convention())

    def _copy(self, **kw):
        other = copy.copy(self)
        other.table = None
        return other

    def __repr__(self):
        shown = [self.name, *self.expressions]
        return f"Index({', '.join(map(repr, shown))}{', unique=True' if self.unique else ''})"

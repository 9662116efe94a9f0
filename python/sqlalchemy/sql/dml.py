"""INSERT, UPDATE and DELETE as scripts see them; see elements.py."""

from limbeck.facade import unsupported

from .._dialect import dialect_named
from .elements import (BindParameter, ClauseElement, ColumnClause, Executable, _clause, _dialect_name, _element, _is_typed,
                       _said, bound_as)
from .selectable import (Alias, ColumnCollection, Select, TableClause, _displayed, _froms_of, _selected, _SelectBase,
                         _target, read_as)


class UpdateBase(Executable, ClauseElement):
    is_dml = True
    _returning = _prefixes = _where = ()

    def __init__(self, table):
        self.table = _target(table)
        # Columns by the names that a mapped class gives them.
        self._attributes = getattr(getattr(table, "__mapper__", None), "keys", {}) if isinstance(table, type) else {}

    def returning(self, *columns):
        return self._with(_returning=(*self._returning, *columns))

    def prefix_with(self, *prefixes):
        return self._with(_prefixes=(*self._prefixes, *[str(getattr(text, "text", text)) for text in prefixes]))

    def _returned(self):
        return [column for entity in self._returning for column in _selected(entity)]

    def _exported(self):
        return [(column.key, column) for column in self._returned()]

    def _plain(self):
        full = getattr(self.table, "_plain_with_columns", None)
        plain = {"node": self.__visit_name__, "table": full() if full is not None else self.table._plain(), **self._parts()}
        return _said(plain, where=self._where, returning=[read_as(column) for column in self._returned()],
                     prefixes=self._prefixes)

    # columns and their values

    def _columns(self):
        return getattr(self.table, "c", None) or ()

    def _by_name(self, name):
        return next((column for column in self._columns() if str(column.name) == name), None)

    def _name(self, key):
        """The name of a column, of what stands for it in values(…)."""
        if isinstance(key, str):
            columns = getattr(self.table, "c", None)
            column = columns.get(key) if columns is not None else None
            if column is None:
                column = self._attributes.get(key)
            return str(column.name) if column is not None else str(key)
        key = getattr(key, "__clause_element__", lambda: key)()
        name = getattr(key, "name", None)
        return str(key.key if name is None else name)

    def _value(self, name, value):
        """The value of a column; what a literal is, its column says."""
        value = getattr(value, "__clause_element__", lambda: value)()
        column = self._by_name(name)
        if not isinstance(value, ClauseElement):
            value = BindParameter("param", value, getattr(column, "type", None))
            value.unique = True
        elif isinstance(value, BindParameter) and not _is_typed(value.type) and column is not None:
            value = value._with(type=column.type)
        return getattr(value, "_as_scalar", lambda: value)()._plain()

    def _assignments(self, values, attribute=None):
        """Values in plain form, and behind them what columns that have none say in that attribute."""
        made = []
        for key, value in values:
            if isinstance(key, ClauseElement) and not isinstance(key, ColumnClause):
                made.append({"target": key._plain(), "value": _element(value, key)._plain()})
            else:
                name = self._name(key)
                made.append({"column": name, "value": self._value(name, value)})
        if made and attribute is not None:
            for column, value in self._defaults({item.get("column") for item in made}, attribute):
                made.append({"column": str(column.name), "value": self._value(str(column.name), value)})
        return made

    def _defaults(self, names, attribute, expressions=None):
        """What columns have as a default or onupdate of their own, in Python; `expressions`: True for those that are SQL,
        False for the others alone."""
        for column in self._columns():
            default = getattr(column, attribute, None)
            if default is None or str(column.name) in names:
                continue
            is_sequence = getattr(default, "is_sequence", False)
            if expressions not in (None, is_sequence or isinstance(getattr(default, "arg", None), ClauseElement)):
                continue
            if is_sequence:
                if not default.optional and dialect_named(_dialect_name()).supports_sequences:
                    yield column, default.next_value()
            elif hasattr(default, "arg"):
                yield column, default._value()

    # with parameters of an execution

    def _beside_parameters(self, parameters):
        """This statement for columns that parameters give: what others have as a default in SQL is part of it."""
        names = {self._name(key) for key in (parameters if isinstance(parameters, dict) else parameters[0])}
        for name in names:
            column = self._by_name(name)
            if column is not None and bound_as(column.type, BindParameter("param", None, column.type)) is not None:
                unsupported(f"the bind_expression() of {type(column.type).__name__} for parameters of an execution",
                            "Give the values of each row with .values(…)")
        return self._with_defaults(names)

    def _with_defaults(self, names):
        return self

    def _defaults_beside(self, names):
        """Defaults that are no SQL, for a row of parameters with those names."""
        return ()

    def _prepare_parameters(self, parameters):
        """Parameters of an execution, as plain data: each value as its column's type sends it, and the defaults of
        columns that were not given."""
        if isinstance(parameters, dict):
            return self._prepare_parameters([parameters])[0]
        prepared = []
        for row in parameters:
            row = {self._name(key): value for key, value in row.items()}
            row.update((str(column.name), value) for column, value in self._defaults_beside(set(row)))
            for name, value in row.items():
                bind = getattr(getattr(self._by_name(name), "type", None), "_bind", None)
                row[name] = bind(value, _dialect_name()) if bind is not None else value
            prepared.append(row)
        return prepared


def _pairs(values):
    """The assignments of values(…) as a list of (column, value)."""
    return list(values.items() if hasattr(values, "items") else values)


class ValuesBase(UpdateBase):
    pass


class Insert(ValuesBase):
    __visit_name__ = "insert"
    is_insert = True
    _select = None
    _select_names = ()
    _select_defaults = True
    _conflict = None
    _multi = False

    def __init__(self, table, values=None):
        super().__init__(table)
        self._rows = []
        if values is not None:
            self.__dict__.update(self.values(values).__dict__)

    def values(self, *args, **kw):
        first = args[0] if args else {}
        if isinstance(first, (list, tuple)) and (not first or isinstance(first[0], (dict, list, tuple))):
            return self._with(_multi=True, _rows=self._rows + [self._row(row) for row in first]) if first else self
        pairs = self._row(first) + list(kw.items())
        if self._rows and not self._multi:
            pairs = list({self._name(key): (key, value) for key, value in self._rows[0] + pairs}.values())
        return self._with(_rows=[pairs])

    def _row(self, row):
        return _pairs(row) if hasattr(row, "items") else list(zip(self.table.c, row))

    def from_select(self, names, select, include_defaults=True):
        return self._with(_select=getattr(select, "__clause_element__", lambda: select)(),
                          _select_names=[self._name(name) for name in names], _select_defaults=include_defaults)

    def _select_parts(self):
        """The SELECT and the names of its columns, those with a default of the script's own among them."""
        names, select = list(self._select_names), self._select
        added = list(self._defaults(names, "default")) if self._select_defaults else []
        if added and not isinstance(select, Select):
            unsupported("from_select() of a UNION and the like into a table whose columns have defaults")
        if added:
            select = select.add_columns(*[
                value if isinstance(value, ClauseElement) else BindParameter(None, value, column.type, unique=True)
                for column, value in added])
        return {"select": select._plain(), "select_columns": names + [str(column.name) for column, _ in added]}

    # PostgreSQL and SQLite

    @property
    def excluded(self):
        return Alias(self.table, "excluded").c

    def on_conflict_do_nothing(self, index_elements=None, index_where=None, constraint=None):
        return self._on_conflict(index_elements, index_where, constraint, lambda: {})

    def on_conflict_do_update(self, index_elements=None, index_where=None, set_=None, where=None, constraint=None):
        pairs = [(column.name, column) for column in set_] if isinstance(set_, ColumnCollection) else _pairs(set_)
        return self._on_conflict(index_elements, index_where, constraint, lambda: _said(
            {"update": True, "set": self._assignments(pairs)}, where=None if where is None else _clause(where)))

    def _on_conflict(self, index_elements, index_where, constraint, update):
        if self._conflict is not None:  # one dialect takes several, the other one refuses them in words of its own
            unsupported("a second ON CONFLICT of an INSERT")
        name = constraint if isinstance(constraint, str) else getattr(constraint, "name", None)
        if constraint is not None and not name:
            index_elements = list(constraint.columns)

        def plain():
            elements = [ColumnClause(item) if isinstance(item, str) else _element(item) for item in index_elements or ()]
            return _said({}, constraint=str(name) if name else None, elements=elements,
                         index_where=None if index_where is None else _clause(index_where)) | update()

        return self._with(_conflict=plain)

    def _parts(self):
        plain = {}
        if self._select is not None:
            plain = self._select_parts()
        elif self._rows:
            plain["rows"] = [self._assignments(pairs, "default") for pairs in self._rows]
            if self._multi:
                plain["multi"] = True
        if self._conflict is not None:
            plain["on_conflict"] = self._conflict()
        key = getattr(self.table, "_key_plain", None)
        if key is not None and not self._returning:
            plain["key"] = key()
        return plain

    def _with_defaults(self, names):
        found = list(self._defaults(names, "default", expressions=True)) if self._select is None and not self._rows else []
        return self._with(_rows=[found]) if found else self

    def _defaults_beside(self, names):
        given = {self._name(key) for pairs in self._rows[:1] for key, _ in pairs}
        return () if self._select is not None else self._defaults(names | given, "default", expressions=False)

    def _inserted_key(self, found, parameters, lastrowid):
        """The primary key of the row that was inserted: as the statement said it, else as the database answered."""
        given = {self._name(name): value for pairs in self._rows[:1] for name, value in pairs}
        if isinstance(parameters, dict):
            given.update(parameters)
        key = {}
        for column in getattr(self.table, "primary_key", ()):
            name = str(column.name)
            value = found.get(name, given.get(name))
            if isinstance(value, ClauseElement):
                value = value.value if isinstance(value, BindParameter) else None
            if value is None and lastrowid and column is self.table._autoincrement_column:
                value = lastrowid
            key[name] = value
        return key


class _Chosen:
    """A statement about the rows that a condition chooses."""

    def where(self, *clauses):
        return self._with(_where=(*self._where, *map(_clause, clauses)))

    filter = where

    def _others(self, expressions):
        """The tables besides its own that the conditions name."""
        own = self.table._froms()
        return [item for item in _displayed(_froms_of(expressions)) if not any(item is mine for mine in own)]


class Update(_Chosen, ValuesBase):
    __visit_name__ = "update"
    is_update = True

    def __init__(self, table, whereclause=None, values=None):
        super().__init__(table)
        self._set = _pairs(values or ())
        if whereclause is not None:
            self._where = (_clause(whereclause),)

    def values(self, *args, **kw):
        merged = {self._key(key): (key, value)
                  for key, value in (*self._set, *_pairs(args[0] if args else ()), *kw.items())}
        return self._with(_set=list(merged.values()))

    def _key(self, key):
        return id(key) if isinstance(key, ClauseElement) and not isinstance(key, ColumnClause) else self._name(key)

    def _parts(self):
        values = [value for _, value in self._set if isinstance(value, ClauseElement) and not isinstance(value, _SelectBase)]
        return _said({"set": self._assignments(self._set, "onupdate")}, **{"from": self._others([*self._where, *values])})

    def _with_defaults(self, names):
        found = [] if self._set else list(self._defaults(names, "onupdate", expressions=True))
        return self._with(_set=found) if found else self

    def _defaults_beside(self, names):
        return () if self._set else self._defaults(names, "onupdate", expressions=False)


class Delete(_Chosen, UpdateBase):
    __visit_name__ = "delete"
    is_delete = True

    def __init__(self, table, whereclause=None):
        super().__init__(table)
        if whereclause is not None:
            self._where = (_clause(whereclause),)

    def _parts(self):
        return _said({}, using=self._others(self._where))


def insert(table, values=None):
    return Insert(table, values)


def update(table, whereclause=None, values=None):
    return Update(table, whereclause, values)


def delete(table, whereclause=None):
    return Delete(table, whereclause)


TableClause.insert, TableClause.update, TableClause.delete = insert, update, delete

"""INSERT, UPDATE and DELETE as scripts see them; see elements.py."""

from limbeck.facade import no_more_arguments, unsupported

from .elements import (BindParameter, ClauseElement, ColumnClause, Executable, _clause, _dialect_name, _element,
                       _to_plain, bound_as)
from .selectable import (ColumnCollection, Select, _displayed, _flat, _selected, _SelectBase, _target, _Words,
                         _words_said, read_as, refuse_hints, refuse_nesting)


class UpdateBase(Executable, ClauseElement):
    is_dml = True

    def __init__(self, table):
        self.table = _target(table)
        # Columns by the names that a mapped class gives them.
        self._attributes = getattr(getattr(table, "__mapper__", None), "keys", {}) if isinstance(table, type) else {}
        self._returning = ()
        self._prefixes = ()
        self._hints = ()
        self._ctes = ()

    def _with(self, **changes):
        other = self._clone()
        other.__dict__.update(changes)
        return other

    def returning(self, *columns, sort_by_parameter_order=False, **kw):
        return self._with(_returning=(*self._returning, *columns))

    def prefix_with(self, *prefixes, dialect="*"):
        return self._with(_prefixes=(*self._prefixes, _Words(prefixes, dialect)))

    def add_cte(self, *ctes, nest_here=False):
        refuse_nesting(nest_here, "add_cte(nest_here=True)")
        return self._with(_ctes=(*self._ctes, *ctes))

    def with_dialect_options(self, **options):
        return self

    def with_hint(self, text, selectable=None, dialect_name="*"):
        return self._with(_hints=(*self._hints, _Words((text,), dialect_name)))

    def cte(self, name=None, recursive=False, nesting=False):
        from .selectable import CTE

        refuse_nesting(nesting, "cte(nesting=True)")
        return CTE(self, name, recursive)

    def _exported(self):
        return [(column.key, column) for entity in self._returning for column in _selected(entity)]

    @property
    def exported_columns(self):
        return ColumnCollection(self._exported())

    def _table_plain(self):
        full = getattr(self.table, "_plain_with_columns", None)
        return full() if full is not None else self.table._plain()

    def _ends(self, plain):
        if self._returning:
            plain["returning"] = _to_plain([read_as(column) for entity in self._returning for column in _selected(entity)])
        refuse_hints(self._hints)
        words = _words_said(self._prefixes)
        if words:
            plain["prefixes"] = words
        if self._ctes:
            plain["ctes"] = _to_plain(self._ctes)
        return plain

    def _column(self, key):
        columns = getattr(self.table, "c", None)
        return columns.get(key) if columns is not None else None

    def _name(self, key):
        if isinstance(key, str):
            column = self._column(key)
            if column is None:
                column = self._attributes.get(key)
            return str(column.name) if column is not None else str(key)
        inner = getattr(key, "__clause_element__", None)
        if inner is not None:
            key = inner()
        name = getattr(key, "name", None)
        if name is None:
            name = getattr(key, "key", None)
        return str(name)

    def _value(self, name, value):
        """The value of a column; what a literal is, its column says."""
        inner = getattr(value, "__clause_element__", None)
        if inner is not None:
            value = inner()
        if isinstance(value, ClauseElement):
            scalar = getattr(value, "_as_scalar", None)
            if scalar is not None:
                return scalar()._plain()
            if isinstance(value, BindParameter) and type(value.type).__name__ == "NullType":
                column = self._by_name(name)
                if column is not None:
                    value = value._clone()
                    value.type = column.type
            return value._plain()
        column = self._by_name(name)
        made = BindParameter("param", value, getattr(column, "type", None) if column is not None else None)
        made.unique = True
        return made._plain()

    def _by_name(self, name):
        for column in getattr(self.table, "c", None) or ():
            if str(column.name) == name:
                return column
        return None

    def _assignments(self, values):
        return [self._assignment(key, value) for key, value in values]

    def _assignment(self, key, value):
        if isinstance(key, ClauseElement) and not isinstance(key, ColumnClause):
            return {"target": key._plain(), "value": _element(value, key)._plain()}
        name = self._name(key)
        return {"column": name, "value": self._value(name, value)}

    def _defaults(self, names, attribute, expressions=None):
        """What columns have as a default or onupdate of their own, in Python; `expressions`: True for those that are SQL,
        False for the others alone."""
        for column in getattr(self.table, "c", None) or ():
            default = getattr(column, attribute, None)
            if default is None or str(column.name) in names:
                continue
            is_sequence = getattr(default, "is_sequence", False)
            is_expression = is_sequence or isinstance(getattr(default, "arg", None), ClauseElement)
            if expressions is not None and is_expression is not expressions:
                continue
            if is_sequence:
                if not default.optional and _dialect_has_sequences():
                    yield column, default.next_value()
                continue
            if not hasattr(default, "arg"):
                continue
            value = default.arg
            if callable(value) and not isinstance(value, ClauseElement):
                value = _called(value)
            yield column, value

    def _beside_parameters(self, parameters):
        """This statement for columns that parameters give: what others have as a default in SQL is part of it."""
        row = parameters if isinstance(parameters, dict) else parameters[0]
        names = {self._name(key) for key in row}
        for name in names:
            column = self._by_name(name)
            if column is not None and bound_as(column.type, BindParameter("param", None, column.type)) is not None:
                unsupported(f"the bind_expression() of {type(column.type).__name__} for parameters of an execution",
                            "Give the values of each row with .values(…)")
        if isinstance(self, Insert) and self._select is None and not self._rows:
            found = list(self._defaults(names, "default", expressions=True))
            return self._with(_rows=[found]) if found else self
        if isinstance(self, Update) and not self._set:
            found = list(self._defaults(names, "onupdate", expressions=True))
            return self._with(_set=found) if found else self
        return self

    def _prepare_parameters(self, parameters):
        """Parameters of an execution, as plain data: each value as its column's type sends it, and the defaults of
        columns that were not given."""
        single = isinstance(parameters, dict)
        prepared = []
        for row in [parameters] if single else parameters:
            made = {}
            for key, value in row.items():
                name = self._name(key)
                column = self._by_name(name)
                bind = getattr(column.type, "_bind", None) if column is not None else None
                made[name] = bind(value, _dialect_name()) if bind is not None else value
            if isinstance(self, Insert) and self._select is None:
                given = {self._name(key) for pairs in self._rows[:1] for key, _ in pairs}
                defaults = self._defaults(set(made) | given, "default", expressions=False)
            elif isinstance(self, Update) and not self._set:
                defaults = self._defaults(set(made), "onupdate", expressions=False)
            else:
                defaults = ()
            for column, value in defaults:
                bind = getattr(column.type, "_bind", None)
                made[str(column.name)] = bind(value, _dialect_name()) if bind is not None else value
            prepared.append(made)
        return prepared[0] if single else prepared


def _dialect_has_sequences():
    from .._dialect import dialect_named

    return dialect_named(_dialect_name()).supports_sequences


def _called(function):
    try:
        return function(None)
    except TypeError:
        return function()


def _pairs(values):
    """The assignments of values(…) as a list of (column, value)."""
    if hasattr(values, "items"):
        return list(values.items())
    return [(key, value) for key, value in values]


class ValuesBase(UpdateBase):
    pass


class Insert(ValuesBase):
    __visit_name__ = "insert"
    is_insert = True
    _select = None
    _select_names = ()
    _select_defaults = True
    _conflict = None
    _inline = False

    def __init__(self, table, values=None, **kw):
        no_more_arguments("insert", kw)
        super().__init__(table)
        self._rows = []
        self._multi = False
        if values is not None:
            self.__dict__.update(self.values(values).__dict__)

    def values(self, *args, **kw):
        other = self._clone()
        if args:
            first = args[0]
            if isinstance(first, (list, tuple)) and first and isinstance(first[0], (dict, list, tuple)):
                other._multi = True
                for row in first:
                    other._rows.append(self._row(row))
                return other
            if isinstance(first, (list, tuple)) and not first:
                return other
            pairs = self._row(first)
        else:
            pairs = []
        pairs += list(kw.items())
        if other._rows and not other._multi:
            merged = {self._name(key): (key, value) for key, value in other._rows[0]}
            merged.update({self._name(key): (key, value) for key, value in pairs})
            other._rows = [list(merged.values())]
        else:
            other._rows = [pairs]
        return other

    def _row(self, row):
        if hasattr(row, "items"):
            return list(row.items())
        return [(column, value) for column, value in zip(self.table.c, row)]

    def from_select(self, names, select, include_defaults=True):
        inner = getattr(select, "__clause_element__", None)
        return self._with(_select=inner() if inner is not None else select,
                          _select_names=[self._name(name) for name in names], _select_defaults=include_defaults)

    def _select_plain(self):
        """The SELECT and the names of its columns, those with a default of the script's own among them."""
        names = list(self._select_names)
        added = list(self._defaults(names, "default")) if self._select_defaults else []
        if not added:
            return self._select._plain(), names
        if not isinstance(self._select, Select):
            from ..exc import CompileError

            raise CompileError(
                "Can't extend statement for INSERT..FROM SELECT to include additional default-holding column(s) "
                f"{', '.join(repr(column.key) for column, _ in added)}.  Convert the selectable to a subquery() first, or "
                "pass include_defaults=False to Insert.from_select() to skip these columns.")
        values = [value if isinstance(value, ClauseElement) else BindParameter(None, value, column.type, unique=True)
                  for column, value in added]
        names += [str(column.name) for column, _ in added]
        return self._select.add_columns(*values)._plain(), names

    def inline(self):
        return self._with(_inline=True)

    def return_defaults(self, *columns, **kw):
        return self

    # PostgreSQL and SQLite

    @property
    def excluded(self):
        from .selectable import Alias

        return Alias(self.table, "excluded").c

    def _conflict_plain(self, index_elements, constraint, index_where):
        plain = {}
        if constraint is not None:
            name = getattr(constraint, "name", None) if not isinstance(constraint, str) else constraint
            if name:
                plain["constraint"] = str(name)
            else:
                index_elements = list(constraint.columns)
        if index_elements is not None:
            plain["elements"] = [{"node": "column", "name": element} if isinstance(element, str) else
                                 _element(element)._plain() for element in index_elements]
        if index_where is not None:
            plain["index_where"] = _clause(index_where)._plain()
        return plain

    def on_conflict_do_nothing(self, index_elements=None, index_where=None, constraint=None):
        self._refuse_second_conflict()
        return self._with(_conflict=lambda: self._conflict_plain(index_elements, constraint, index_where))

    def _refuse_second_conflict(self):
        """One dialect takes several, the other one refuses them in words of its own."""
        if self._conflict is not None:
            unsupported("a second ON CONFLICT of an INSERT")

    def on_conflict_do_update(self, index_elements=None, index_where=None, set_=None, where=None, constraint=None):
        def plain():
            made = self._conflict_plain(index_elements, constraint, index_where)
            made["update"] = True
            pairs = [(column.name, column) for column in set_] if isinstance(set_, ColumnCollection) else _pairs(set_)
            made["set"] = self._assignments(pairs)
            if where is not None:
                made["where"] = _clause(where)._plain()
            return made

        self._refuse_second_conflict()
        return self._with(_conflict=plain)

    def _plain(self):
        plain = {"node": "insert", "table": self._table_plain()}
        if self._select is not None:
            plain["select"], plain["select_columns"] = self._select_plain()
        elif self._rows:
            rows = []
            for pairs in self._rows:
                row = self._assignments(pairs)
                if row:
                    names = {item.get("column") for item in row}
                    for column, value in self._defaults(names, "default"):
                        name = str(column.name)
                        row.append({"column": name, "value": self._value(name, value)})
                rows.append(row)
            plain["rows"] = rows
            if self._multi:
                plain["multi"] = True
        if self._conflict is not None:
            plain["on_conflict"] = self._conflict()
        key = getattr(self.table, "_key_plain", None)
        if key is not None and not self._inline and not self._returning:
            plain["key"] = key()
        return self._ends(plain)

    def _inserted_key(self, found, parameters, numbered):
        """The primary key of the row that was inserted: as the statement said it, else as the database answered."""
        given = {self._name(name): value for pairs in self._rows[:1] for name, value in pairs}
        if isinstance(parameters, dict):
            given.update(parameters)
        key = {}
        for column in getattr(self.table, "primary_key", ()):
            name = str(column.name)
            value = found.get(name, given.get(name))
            if isinstance(value, BindParameter):
                value = value.value
            elif isinstance(value, ClauseElement):
                value = None
            if value is None and numbered and column is self.table._autoincrement_column:
                value = numbered
            key[name] = value
        return key


class _Where:
    def where(self, *clauses):
        return self._with(_where=(*self._where, *[_clause(clause) for clause in clauses]))

    filter = where

    def filter_by(self, **values):
        return self.where(*[self.table.c[key] == value for key, value in values.items()])

    def _others(self, expressions):
        """The tables besides its own that the conditions name."""
        own = self.table._froms()
        found = []
        for expression in expressions:
            found.extend(expression._froms())
        return [item for item in _displayed(_flat(found)) if not any(item is mine for mine in own)]

    @property
    def whereclause(self):
        from .elements import and_

        return and_(*self._where) if self._where else None


class Update(_Where, ValuesBase):
    __visit_name__ = "update"
    is_update = True
    _ordered = False

    def __init__(self, table, whereclause=None, values=None, **kw):
        no_more_arguments("update", kw)
        super().__init__(table)
        self._set = []
        self._where = ()
        if whereclause is not None:
            self._where = (_clause(whereclause),)
        if values is not None:
            self._set = _pairs(values)

    def values(self, *args, **kw):
        pairs = (_pairs(args[0]) if args else []) + list(kw.items())
        merged = {self._key(key): (key, value) for key, value in self._set}
        merged.update({self._key(key): (key, value) for key, value in pairs})
        return self._with(_set=list(merged.values()))

    def _key(self, key):
        if isinstance(key, ClauseElement) and not isinstance(key, ColumnClause):
            return id(key)
        return self._name(key)

    def ordered_values(self, *pairs):
        return self._with(_set=list(pairs), _ordered=True)

    def inline(self):
        return self

    def return_defaults(self, *columns):
        return self

    def _plain(self):
        plain = {"node": "update", "table": self._table_plain()}
        row = self._assignments(self._set)
        if row:
            names = {item.get("column") for item in row}
            for column, value in self._defaults(names, "onupdate"):
                name = str(column.name)
                row.append({"column": name, "value": self._value(name, value)})
        plain["set"] = row
        if self._ordered:
            plain["ordered"] = True
        values = [value for _, value in self._set if isinstance(value, ClauseElement) and not isinstance(value, _SelectBase)]
        others = self._others([*self._where, *values])
        if others:
            plain["from"] = _to_plain(others)
        if self._where:
            plain["where"] = _to_plain(self._where)
        return self._ends(plain)


class Delete(_Where, UpdateBase):
    __visit_name__ = "delete"
    is_delete = True

    def __init__(self, table, whereclause=None, **kw):
        no_more_arguments("delete", kw)
        super().__init__(table)
        self._where = (_clause(whereclause),) if whereclause is not None else ()

    def _plain(self):
        plain = {"node": "delete", "table": self._table_plain()}
        others = self._others(self._where)
        if others:
            plain["using"] = _to_plain(others)
        if self._where:
            plain["where"] = _to_plain(self._where)
        return self._ends(plain)


def insert(table, values=None, **kw):
    return Insert(table, values, **kw)


def update(table, whereclause=None, values=None, **kw):
    return Update(table, whereclause, values, **kw)


def delete(table, whereclause=None, **kw):
    return Delete(table, whereclause, **kw)

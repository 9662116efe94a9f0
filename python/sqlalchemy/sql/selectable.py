"""Tables, aliases, joins and selects as scripts see them; see elements.py."""

from limbeck.facade import unsupported

from .. import exc
from ..types import INTEGERTYPE, TypeEngine
from .elements import (BOOLEANTYPE, NULLTYPE, BindParameter, ClauseElement, ColumnClause, Executable, TextClause,
                       UnaryExpression, _anonymous, _clause, _element, _is_typed, _NamedOrder, _Node, _ordered, _said,
                       _to_plain)


class ColumnCollection:
    """Columns by key, in order: table.c."""

    __slots__ = ("_all", "_by_key")

    def __init__(self, columns=()):
        self._all = list(columns)
        self._by_key = {}
        for key, column in self._all:
            self._by_key.setdefault(key, column)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self._by_key[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, key):
        if isinstance(key, int):
            return self._all[key][1]
        if isinstance(key, slice):
            return ColumnCollection(self._all[key])
        if isinstance(key, tuple):
            return ColumnCollection([(k, self[k]) for k in key])
        return self._by_key[getattr(key, "key", key)]

    def get(self, key, default=None):
        return self._by_key.get(key, default)

    def __contains__(self, key):
        if not isinstance(key, str):
            raise exc.ArgumentError("__contains__ requires a string argument")
        return key in self._by_key

    def contains_column(self, column):
        return any(item is column for _, item in self._all)

    def __iter__(self):
        return iter(self.values())

    def __len__(self):
        return len(self._all)

    def __bool__(self):
        return True

    def keys(self):
        return [key for key, _ in self._all]

    def values(self):
        return [column for _, column in self._all]

    def items(self):
        return list(self._all)


def _target(value):
    """Something to select from: a table, an alias, a mapped class."""
    inner = getattr(value, "__clause_element__", None)
    if inner is not None:
        return _target(inner())
    table = getattr(value, "__table__", None)
    if table is not None and not isinstance(value, ClauseElement):
        return table
    return value.subquery() if isinstance(value, _SelectBase) else value


class FromClause(ClauseElement):
    is_selectable = True
    named_with_column = False
    name = None
    schema = None
    primary_key = ()
    foreign_keys = ()

    @property
    def c(self):
        made = self.__dict__.get("_c")
        if made is None:
            made = self.__dict__["_c"] = ColumnCollection(self._make_columns())
        return made

    columns = c

    def _make_columns(self):
        return []

    def _froms(self):
        return (self,)

    def _hidden(self):
        """What this takes the place of in FROM."""
        return ()

    def _reference(self):
        """The table and the schema that its columns name."""
        return str(self.name), None

    def select(self):
        return select(self)

    def alias(self, name=None, flat=False):
        return Alias(self, name)

    def join(self, right, onclause=None, isouter=False, full=False):
        return Join(self, right, onclause, isouter, full)

    def outerjoin(self, right, onclause=None, full=False):
        return Join(self, right, onclause, True, full)


Selectable = SelectBase = GenerativeSelect = ReturnsRows = FromClause


def _columns_plain(columns):
    return [_said({"name": str(column.name)}, type=column.type if _is_typed(column.type) else None) for column in columns]


class TableClause(FromClause):
    """`insert()`, `update()` and `delete()` come from dml.py."""

    __visit_name__ = "table"
    named_with_column = True

    def __init__(self, name, *columns, schema=None):
        self.name = name
        self.schema = schema
        self._given = []
        for column in columns:
            self.append_column(column)

    @property
    def fullname(self):
        return f"{self.schema}.{self.name}" if self.schema else self.name

    @property
    def description(self):
        return self.name

    def append_column(self, column):
        if column.table is not None and column.table is not self:
            raise exc.ArgumentError(f"column object '{column.key}' already assigned to table '{column.table.name}'")
        self._given.append(column)
        column.table = self
        self.__dict__.pop("_c", None)

    def _make_columns(self):
        return [(column.key, column) for column in self._given]

    def _reference(self):
        return str(self.name), self.schema

    def _plain(self):
        plain = {"node": "table", "name": str(self.name)}
        if self.schema:
            plain["schema"] = str(self.schema)
        quote = getattr(self.name, "quote", None)
        if quote is not None:
            plain["quote"] = quote
        return plain

    def _plain_with_columns(self):
        return _said(self._plain(), columns=_columns_plain(self.c))


class AliasedReturnsRows(FromClause):
    named_with_column = True
    _lateral = False

    def __init__(self, element, name=None):
        self.element = element
        self.name = name if name is not None else _anonymous(getattr(element, "name", None) or "anon")
        if self.name.startswith("%(") and "%(" in self.name[2:]:
            self.name = _anonymous("anon")

    description = property(lambda self: self.name)

    def _make_columns(self):
        made = []
        for key, column in _columns_of(self.element):
            own = ColumnClause(column.name, column.type, _selectable=self)
            own.key = key
            made.append((key, own))
        return made

    def _plain(self):
        return _said({"node": "alias", "name": str(self.name), "element": self.element._plain()}, lateral=self._lateral)


def _columns_of(element):
    if isinstance(element, _SelectBase):
        return element._exported()
    return [(column.key, column) for column in getattr(element, "c", None) or ()]


class Alias(AliasedReturnsRows):
    pass


class Subquery(AliasedReturnsRows):
    pass


class TableValuedAlias(AliasedReturnsRows):
    """function().table_valued(…)"""

    _render = False
    _render_types = False

    def __init__(self, element, name, columns, with_ordinality=False):
        super().__init__(element, name if name is not None else _anonymous("anon"))
        self._given = [column if isinstance(column, ColumnClause) else ColumnClause(column) for column in columns]
        self._with_ordinality = with_ordinality

    def _make_columns(self):
        return [(column.name, ColumnClause(column.name, column.type, _selectable=self)) for column in self._given]

    def render_derived(self, name=None, with_types=False):
        return self._with(name=name if name is not None else _anonymous("anon"), _lateral=False, _render=True,
                          _render_types=with_types)

    def alias(self, name=None, flat=False):
        return self._with(name=name or _anonymous("anon" if self.name.startswith("%(") else self.name), _lateral=False)

    def lateral(self, name=None):
        return self.alias(name)._with(_lateral=True)

    def _plain(self):
        return _said(super()._plain(), columns=_columns_plain(self._given), render_columns=self._render,
                     render_types=self._render_types, with_ordinality=self._with_ordinality)


# --- joins


class Join(FromClause):
    __visit_name__ = "join"

    def __init__(self, left, right, onclause=None, isouter=False, full=False):
        self.left = _target(left)
        self.right = _target(right)
        if onclause is None:
            unsupported("a join without a condition", "Say what it joins by")
        self.onclause = _clause(onclause)
        self.isouter = isouter
        self.full = full

    def _make_columns(self):
        made = []
        for column in (*self.left.c, *self.right.c):
            prefix = str(getattr(getattr(column, "table", None), "name", "") or "")
            made.append((f"{prefix}_{column.key}" if prefix else column.key, column))
        return made

    def _froms(self):
        return (self, *self._hidden())

    def _hidden(self):
        return (*self.left._froms(), *self.right._froms())

    def _plain(self):
        return _said({"node": "join"}, left=self.left, right=self.right, on=self.onclause, outer=self.isouter,
                     full=self.full)


# --- selects


def _froms_of(elements):
    return [found for element in elements for found in element._froms()]


def _flat(froms):
    # select_from(text("a, b")) stands as it is.
    return [found for item in froms for found in ((item,) if isinstance(item, TextClause) else item._froms())]


def _displayed(froms):
    """Each once, and none that stands in a join."""
    hidden = {id(inner) for item in froms for inner in getattr(item, "_hidden", tuple)()}
    return [item for item in {id(item): item for item in froms}.values() if id(item) not in hidden]


class _SelectBase(Executable, ClauseElement):
    is_select = True
    _is_select = True
    _order_by = ()
    _group_by = ()
    _limit = None
    _offset = None

    def _sources(self):
        return ()

    def _as_scalar(self):
        return ScalarSelect(self)

    scalar_subquery = as_scalar = _as_scalar

    def label(self, name):
        return self.scalar_subquery().label(name)

    def subquery(self, name=None):
        return Subquery(self, name if name is not None else _anonymous("anon"))

    alias = subquery

    def exists(self):
        return Exists(self)

    def order_by(self, *clauses):
        return self._more("_order_by", clauses)

    def group_by(self, *clauses):
        return self._more("_group_by", clauses)

    def _more(self, member, clauses):
        if len(clauses) == 1 and clauses[0] is None:
            return self._with(**{member: ()})
        return self._with(**{member: (*getattr(self, member), *[_ordered(item) for item in clauses if item is not None])})

    def limit(self, limit):
        return self._with(_limit=_number(limit))

    def offset(self, offset):
        return self._with(_offset=_number(offset))

    def _with_rows(self, plain):
        return _said(plain, order_by=[self._resolved(item) for item in self._order_by],
                     group_by=[self._resolved(item) for item in self._group_by], limit=self._limit, offset=self._offset)

    def _resolved(self, item):
        """ORDER BY 'name': the label or the column of that name."""
        if isinstance(item, UnaryExpression) and isinstance(item.element, (_NamedOrder, UnaryExpression)):
            return UnaryExpression(self._resolved(item.element), item.operator)
        if not isinstance(item, _NamedOrder):
            return item
        for column in self._columns():
            if getattr(column, "name", None) == item.name:
                return column
        for source in self._sources():
            found = getattr(source, "c", None)
            if found is not None and item.name in found:
                return found[item.name]
        unsupported(f"{item.name!r} in ORDER BY or GROUP BY, which names nothing of the SELECT,")


def _number(value):
    if value is None or isinstance(value, ClauseElement):
        return value
    return BindParameter(None, int(value), INTEGERTYPE, unique=True)


def _selected(entity):
    """A member of select(…) as a list of columns."""
    if isinstance(entity, str):
        if entity != "*":
            unsupported(f"the text {entity!r} among the columns of a SELECT")
        return [ColumnClause("*", None, is_literal=True)]
    inner = getattr(entity, "__clause_element__", None)
    if inner is not None:
        return _selected(inner())
    table = getattr(entity, "__table__", None)
    if table is not None and not isinstance(entity, ClauseElement):
        return _selected(table)
    if isinstance(entity, FromClause):
        return list(entity.c)
    if isinstance(entity, (list, tuple, ColumnCollection)):
        return [column for item in entity for column in _selected(item)]
    if isinstance(entity, (int, float)) and not isinstance(entity, bool):
        return [ColumnClause(str(entity), None, is_literal=True)]  # a number among columns is no bind
    return [_element(entity)]


def read_as(column):
    """A column of a result, in what its type's column_expression() puts around it."""
    make = getattr(getattr(column, "type", None), "column_expression", None)
    if make is None or getattr(make, "__func__", None) is TypeEngine.column_expression:
        return column
    expression = make(column)
    return column if expression is None else expression.label(column.name)


class Select(_SelectBase):
    __visit_name__ = "select"
    _is_outermost = False
    _where = _having = _from = _joins = _distinct_on = _prefixes = ()
    _distinct = False
    _correlate = None

    def __init__(self, *entities):
        self._entities = list(entities)

    def _columns(self):
        return [column for entity in self._entities for column in _selected(entity)]

    def _exported(self):
        made = []
        for column in self._columns():
            name = getattr(column, "name", None) or getattr(getattr(column, "clause", None), "name", None)
            if name is None:
                continue
            key = getattr(column, "key", None) or name
            if not isinstance(column, ColumnClause):
                column = ColumnClause(name, column.type)
                column.key = key
            made.append((key, column))
        return made

    def _sources(self):
        entities = []
        for entity in self._entities:
            target = _target(entity) if not isinstance(entity, ClauseElement) else entity
            entities += [target] if isinstance(target, FromClause) else _froms_of(_selected(entity))
        froms = list(self._from)
        for join in self._joins:
            froms = self._joined(froms, entities, *join)
        return _displayed(_flat(froms) + _flat(entities) + _froms_of(self._where))

    @staticmethod
    def _joined(froms, entities, left, right, on, outer, full):
        candidates = [left] if left is not None else [
            item for item in _displayed(_flat(froms) or _flat(entities)) if item is not right]
        if not candidates:
            raise exc.InvalidRequestError("Don't know how to join: no left side; use .select_from()")
        # The one that the condition speaks of, where there are several.
        named = {id(item) for item in _clause(on)._froms()} if on is not None and len(candidates) > 1 else set()
        fitting = (item for item in candidates if named and not named.isdisjoint(map(id, (item, *item._hidden()))))
        chosen = next(fitting, candidates[0])
        # A join that has the left side in it is what is joined.
        for index, item in enumerate(froms):
            if item is chosen or any(part is chosen for part in item._hidden()):
                froms[index] = Join(item, right, on, outer, full)
                return froms
        return froms + [Join(chosen, right, on, outer, full)]

    def _plain(self):
        columns = self._columns()
        plain = {"node": "select", "columns": _to_plain([read_as(column) for column in columns] if self._is_outermost
                                                        else columns)}
        _said(plain, **{"from": self._sources()}, where=self._where, having=self._having, distinct=self._distinct,
              distinct_on=self._distinct_on, prefixes=self._prefixes)
        if self._correlate is not None:
            plain["correlate"] = _to_plain(self._correlate)
        return self._with_rows(plain)

    def where(self, *clauses):
        return self._with(_where=(*self._where, *map(_clause, clauses)))

    filter = where

    def filter_by(self, **values):
        source = self._sources()[-1]
        last = source.right if isinstance(source, Join) else source
        return self.where(*[last.c[key] == value for key, value in values.items()])

    def having(self, *clauses):
        return self._with(_having=(*self._having, *map(_clause, clauses)))

    def select_from(self, *froms):
        return self._with(_from=(*self._from, *map(_target, froms)))

    def _join(self, left, right, onclause, isouter, full):
        if getattr(right, "_is_property", False):  # a relationship
            left = left if left is not None else right.parent.__table__
            right, onclause = right.target(), right.on() if onclause is None else onclause
        return self._with(_joins=(*self._joins, (left, _target(right), onclause, isouter, full)))

    def join(self, target, onclause=None, *, isouter=False, full=False):
        return self._join(None, target, onclause, isouter, full)

    def outerjoin(self, target, onclause=None, *, full=False):
        return self._join(None, target, onclause, True, full)

    def join_from(self, from_, target, onclause=None, *, isouter=False, full=False):
        return self._join(_target(from_), target, onclause, isouter, full)

    def distinct(self, *on):
        return self._with(_distinct=True, _distinct_on=(*self._distinct_on, *map(_ordered, on)))

    def add_columns(self, *columns):
        return self._with(_entities=self._entities + list(columns))

    def correlate(self, *froms):
        if froms and (froms[0] is None or froms[0] is False):
            return self._with(_correlate=[])
        return self._with(_correlate=[*(self._correlate or ()), *map(_target, froms)])

    def prefix_with(self, *prefixes):
        return self._with(_prefixes=(*self._prefixes, *[str(getattr(text, "text", text)) for text in prefixes]))


class CompoundSelect(_SelectBase):
    __visit_name__ = "compound_select"

    def __init__(self, keyword, *selects):
        self.keyword = keyword
        self.selects = [getattr(item, "__clause_element__", lambda item=item: item)() for item in selects]
        self.selects = [item.element if isinstance(item, ScalarSelect) else item for item in self.selects]

    def _columns(self):
        return self.selects[0]._columns()

    def _exported(self):
        return self.selects[0]._exported()

    def _plain(self):
        return self._with_rows({"node": "compound", "keyword": self.keyword, "selects": _to_plain(self.selects)})


class ScalarSelect(_Node):
    __visit_name__ = _node = "scalar_select"

    def __init__(self, element):
        self.element = element
        columns = element._columns()
        self.type = columns[0].type if columns else NULLTYPE
        self._set(select=element)

    def _froms(self):
        return ()


class Exists(UnaryExpression):
    def __init__(self, argument=None, *more):
        if argument is None:
            argument = select(ColumnClause("*", None, is_literal=True))
        elif isinstance(argument, ScalarSelect):
            argument = argument.element
        elif not isinstance(argument, _SelectBase):
            argument = select(argument, *more)
        self._select = argument
        super().__init__(ScalarSelect(argument), "exists", BOOLEANTYPE)

    def _froms(self):
        return ()

    def where(self, *clauses):
        return Exists(self._select.where(*clauses))


# --- what scripts call

table, join, exists = TableClause, Join, Exists


def select(*entities, whereclause=None, from_obj=None):
    """select(a, b), and the older select([a, b], where)."""
    if entities and isinstance(entities[0], (list, set)):
        whereclause = entities[1] if len(entities) > 1 else whereclause
        entities = entities[0]
    made = Select(*entities)
    if whereclause is not None:
        made = made.where(whereclause)
    if from_obj is not None:
        made = made.select_from(*(from_obj if isinstance(from_obj, (list, tuple)) else (from_obj,)))
    return made


def alias(selectable, name=None, flat=False):
    return _target(selectable).alias(name)


subquery = alias


def outerjoin(left, right, onclause=None, full=False):
    return Join(left, right, onclause, True, full)


def _combining(keyword):
    return lambda *selects: CompoundSelect(keyword, *selects)


# union() and the like, of statements and as their methods
for _keyword in ("union", "union_all", "intersect", "intersect_all", "except", "except_all"):
    _name = "except_" if _keyword == "except" else _keyword
    globals()[_name] = _combining(_keyword)
    setattr(_SelectBase, _name, globals()[_name])

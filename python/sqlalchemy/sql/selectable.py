"""Tables, aliases, joins and selects as scripts see them; see elements.py."""

from limbeck.facade import no_more_arguments, unsupported

from ..types import TypeEngine
from .elements import (BindParameter, ClauseElement, ColumnClause, ColumnElement, Executable, Grouping,
                       TextClause, UnaryExpression, _anonymous, _clause, _dialect_name, _element, _NamedOrder, _Node,
                       _null_type, _ordered, _to_plain, and_)


class ColumnCollection:
    """Columns by key: table.c."""

    def __init__(self, columns=()):
        self._all = list(columns)
        self._by_key = {}
        for key, column in self._all:
            self._by_key.setdefault(key, column)

    def __getattr__(self, name):
        try:
            return self.__dict__["_by_key"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, key):
        if isinstance(key, int):
            return self._all[key][1]
        if isinstance(key, tuple):
            return ColumnCollection([(k, self[k]) for k in key])
        return self._by_key[getattr(key, "key", key)]

    def get(self, key, default=None):
        return self._by_key.get(key, default)

    def __contains__(self, key):
        if not isinstance(key, str):
            from ..exc import ArgumentError

            raise ArgumentError("__contains__ requires a string argument")
        return key in self._by_key

    def contains_column(self, column):
        return any(own is column for _, own in self._all)

    def __iter__(self):
        return iter([column for _, column in self._all])

    def __len__(self):
        return len(self._all)

    def keys(self):
        return [key for key, _ in self._all]

    def values(self):
        return [column for _, column in self._all]

    def items(self):
        return list(self._all)


def _unique(values):
    found = []
    for value in values:
        if not any(value is other for other in found):
            found.append(value)
    return found


class _Words:
    """What is written before or after a statement, by the compiler of one dialect or of all."""

    __slots__ = ("texts", "dialect_name")

    def __init__(self, texts, dialect_name):
        self.texts, self.dialect_name = texts, dialect_name

    def said(self):
        return [str(getattr(text, "text", text)) for text in self.texts] \
            if self.dialect_name in (None, "*", _dialect_name()) else []


def _words_said(all_words):
    return [text for words in all_words for text in words.said()]


def refuse_hints(hints):
    for word in _words_said(hints):
        unsupported(f"with_hint({word!r})", "Write this statement as text()")


def refuse_nesting(wanted, name):
    if wanted:
        unsupported(f"{name}, a WITH that stands within the statement,",
                    "Leave it out where no other CTE has the same name; or write this statement as text()")


def _target(value):
    """Something to select from: a table, an alias, a mapped class."""
    inner = getattr(value, "__clause_element__", None)
    if inner is not None:
        return _target(inner())
    table = getattr(value, "__table__", None)
    if table is not None and not isinstance(value, ClauseElement):
        return table
    if isinstance(value, _SelectBase):
        return value.subquery()
    return value


class FromClause(ClauseElement):
    is_selectable = True
    named_with_column = False
    name = None
    schema = None
    primary_key = ()
    foreign_keys = ()

    def __class_getitem__(cls, item):
        return cls

    @property
    def c(self):
        made = self.__dict__.get("_c")
        if made is None:
            made = self.__dict__["_c"] = ColumnCollection(self._make_columns())
        return made

    @property
    def columns(self):
        return self.c

    @property
    def exported_columns(self):
        return self.c

    def _make_columns(self):
        return []

    def _froms(self):
        return (self,)

    def _hidden(self):
        """What this takes the place of in FROM."""
        return ()

    def _reference(self):
        """The table and the schema that its columns name."""
        return None, None

    def select(self, *where):
        made = select(self)
        return made.where(*where) if where else made

    def alias(self, name=None, flat=False):
        return Alias(self, name)

    def join(self, right, onclause=None, isouter=False, full=False):
        return Join(self, right, onclause, isouter, full)

    def outerjoin(self, right, onclause=None, full=False):
        return Join(self, right, onclause, True, full)

    def lateral(self, name=None):
        return Lateral(self, name)

    def tablesample(self, sampling, name=None, seed=None):
        return TableSample(self, sampling, name, seed)

    def corresponding_column(self, column, require_embedded=False):
        return self.c.get(column.key)

    def is_derived_from(self, other):
        return self is other


Selectable = SelectBase = GenerativeSelect = ReturnsRows = FromClause


class TableClause(FromClause):
    __visit_name__ = "table"
    named_with_column = True

    def __init__(self, name, *columns, schema=None, **kw):
        no_more_arguments("table", kw)
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

    def append_column(self, column, **kw):
        if column.table is not None and column.table is not self:
            from ..exc import ArgumentError

            raise ArgumentError(f"column object '{column.key}' already assigned to table '{column.table.name}'")
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
        plain = self._plain()
        columns = []
        for column in self.c:
            own = {"name": str(column.name)}
            if type(column.type).__name__ != "NullType":
                own["type"] = column.type._plain()
            columns.append(own)
        if columns:
            plain["columns"] = columns
        return plain

    def insert(self):
        from .dml import Insert

        return Insert(self)

    def update(self):
        from .dml import Update

        return Update(self)

    def delete(self):
        from .dml import Delete

        return Delete(self)

    def count(self):
        from .functions import func

        return select(func.count()).select_from(self)


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
            own._original = column
            own.foreign_keys = getattr(column, "foreign_keys", ())
            made.append((key, own))
        return made

    def _reference(self):
        return str(self.name), None

    def _plain(self):
        plain = {"node": "alias", "name": str(self.name), "element": self.element._plain()}
        if self._lateral:
            plain["lateral"] = True
        return plain

    @property
    def original(self):
        return self.element


def _columns_of(element):
    if isinstance(element, (_SelectBase, TextualSelect)):
        return element._exported()
    columns = getattr(element, "c", None)
    if columns is None:
        return []
    return [(column.key, column) for column in columns]


class Alias(AliasedReturnsRows):
    pass


class Subquery(AliasedReturnsRows):
    def as_scalar(self):
        return self.element.scalar_subquery()


class Lateral(AliasedReturnsRows):
    _lateral = True


class TableSample(AliasedReturnsRows):
    def __init__(self, element, sampling, name=None, seed=None):
        super().__init__(element, name)
        self.sampling = _element(sampling)
        self.seed = _element(seed) if seed is not None else None

    def _plain(self):
        plain = {"node": "table_sample", "name": self.name, "element": self.element._plain(),
                 "sampling": self.sampling._plain()}
        if self.seed is not None:
            plain["seed"] = self.seed._plain()
        return plain


class TableValuedAlias(AliasedReturnsRows):
    _render = False
    _render_types = False

    def __init__(self, element, name, columns, with_ordinality=False):
        super().__init__(element, name if name is not None else _anonymous("anon"))
        self._given = [column if isinstance(column, ColumnElement) else ColumnClause(column) for column in columns]
        self._with_ordinality = with_ordinality

    def _make_columns(self):
        made = []
        for column in self._given:
            own = ColumnClause(column.name, column.type, _selectable=self)
            made.append((own.key, own))
        return made

    @property
    def column(self):
        made = ColumnClause(self.name, self.element.type)
        made._froms = lambda: (self,)
        return made

    def render_derived(self, name=None, with_types=False):
        other = self._clone()
        other.__dict__.pop("_c", None)
        other.name = name if name is not None else _anonymous("anon")
        other._lateral = False
        other._render = True
        other._render_types = with_types
        return other

    def alias(self, name=None, flat=False):
        other = self._clone()
        other.__dict__.pop("_c", None)
        other.name = name or _anonymous("anon" if self.name.startswith("%(") else self.name)
        other._lateral = False
        return other

    def lateral(self, name=None):
        other = self.alias(name)
        other._lateral = True
        return other

    def _plain(self):
        plain = super()._plain()
        if self._given:
            plain["columns"] = [{"name": str(c.name), **({"type": c.type._plain()} if
                                 type(c.type).__name__ != "NullType" else {})} for c in self._given]
        if self._render:
            plain["render_columns"] = True
        if self._render_types:
            plain["render_types"] = True
        if self._with_ordinality:
            plain["with_ordinality"] = True
        return plain


class CTE(AliasedReturnsRows):
    def __init__(self, element, name=None, recursive=False, alias_of=None, materialized=None):
        super().__init__(element, name)
        if name is None and alias_of is None:
            self.name = _anonymous("anon")
        self.recursive = recursive
        self._alias_of = alias_of
        self._materialized = materialized

    def _plain(self):
        first = self._alias_of or self
        plain = {"node": "cte", "name": str(first.name), "element": first.element._plain()}
        if first.recursive:
            plain["recursive"] = True
            plain["columns"] = [str(column.name) for _, column in _columns_of(first.element)]
        if self._alias_of is not None:
            plain["alias"] = str(self.name)
        if first._materialized is not None:
            plain["materialized"] = first._materialized
        return plain

    def alias(self, name=None, flat=False):
        return CTE(self.element, name or _anonymous(self.name), self.recursive, alias_of=self._alias_of or self)

    def _restate(self, element):
        return CTE(element, self.name, self.recursive, materialized=self._materialized)

    def union(self, *others):
        return self._restate(CompoundSelect("union", self.element, *others))

    def union_all(self, *others):
        return self._restate(CompoundSelect("union_all", self.element, *others))

    def prefix_with(self, *prefixes, dialect=None):
        other = self._clone()
        for word in _words_said((_Words(prefixes, dialect),)):
            if word.upper() not in _MATERIALIZED:
                unsupported(f"a CTE with prefix_with({word!r})", "Write this statement as text()")
            other._materialized = _MATERIALIZED[word.upper()]
        return other

    def suffix_with(self, *suffixes, dialect=None):
        for word in _words_said((_Words(suffixes, dialect),)):
            unsupported(f"a CTE with suffix_with({word!r})", "Write this statement as text()")
        return self


_MATERIALIZED = {"MATERIALIZED": True, "NOT MATERIALIZED": False}


class Join(FromClause):
    __visit_name__ = "join"

    def __init__(self, left, right, onclause=None, isouter=False, full=False):
        self.left = _target(left)
        self.right = _target(right)
        self.onclause = _clause(onclause) if onclause is not None else _join_condition(self.left, self.right)
        self.isouter = isouter
        self.full = full

    def _make_columns(self):
        made = []
        for side in (self.left, self.right):
            for column in side.c:
                table = getattr(column, "table", None)
                prefix = str(getattr(table, "name", "") or "")
                made.append((f"{prefix}_{column.key}" if prefix else column.key, column))
        return made

    def _froms(self):
        return (self, *self.left._froms(), *self.right._froms())

    def _hidden(self):
        return (*self.left._froms(), *self.right._froms())

    def _plain(self):
        plain = {"node": "join", "left": self.left._plain(), "right": self.right._plain(), "on": self.onclause._plain()}
        if self.isouter:
            plain["outer"] = True
        if self.full:
            plain["full"] = True
        return plain


def _base_tables(target):
    if isinstance(target, Join):
        return _base_tables(target.left) + _base_tables(target.right)
    return [target]


def _referent(fk, target):
    """The column of target that the foreign key refers to."""
    column = fk.column
    for table in _base_tables(target):
        base = table
        while isinstance(base, AliasedReturnsRows):
            base = base.element
        if column.table is base:
            return table.c.get(column.key)
    return None


def _foreign_keys(target):
    for table in _base_tables(target):
        for column in table.c:
            for fk in getattr(column, "foreign_keys", ()):
                yield column, fk


def _join_condition(left, right):
    by_constraint = {}

    def look(owner, other):
        for column, fk in _foreign_keys(owner):
            try:
                referent = _referent(fk, other)
            except Exception:
                continue
            if referent is not None:
                pairs = by_constraint.setdefault(id(getattr(fk, "constraint", None) or fk), {})
                pairs[id(referent), id(column)] = referent == column

    look(right, left)
    if not by_constraint and right is not left:
        look(left, right)
    from ..exc import AmbiguousForeignKeysError, NoForeignKeysError

    one = getattr(left, "description", None) or getattr(left, "name", left)
    two = getattr(right, "description", None) or getattr(right, "name", right)
    if not by_constraint:
        raise NoForeignKeysError(f"Can't find any foreign key relationships between '{one}' and '{two}'.")
    if len(by_constraint) > 1:
        raise AmbiguousForeignKeysError(
            f"Can't determine join between '{one}' and '{two}'; tables have more than one foreign key constraint "
            f"relationship between them. Please specify the 'onclause' of this join explicitly.")
    return and_(*next(iter(by_constraint.values())).values())


def _froms_of(elements):
    found = []
    for element in elements:
        found.extend(element._froms())
    return found


def _displayed(froms):
    froms = _unique(froms)
    hidden = []
    for item in froms:
        hidden.extend(item._hidden() if hasattr(item, "_hidden") else ())
    return [item for item in froms if not any(item is other for other in hidden)]


class _SelectBase(Executable, ClauseElement):
    is_select = True
    _is_select = True
    _order_by = ()
    _group_by = ()
    _limit = None
    _offset = None
    _fetch = None
    _for_update = None

    def __class_getitem__(cls, item):
        return cls

    def _froms(self):
        return ()

    def _with(self, **changes):
        other = self._clone()
        other.__dict__.pop("_c", None)
        other.__dict__.update(changes)
        return other

    def _as_scalar(self):
        return ScalarSelect(self)

    def _in_in(self):
        return self

    def scalar_subquery(self):
        return ScalarSelect(self)

    as_scalar = scalar_subquery

    def label(self, name):
        return self.scalar_subquery().label(name)

    def subquery(self, name=None):
        return Subquery(self, name if name is not None else _anonymous("anon"))

    def alias(self, name=None, flat=False):
        return self.subquery(name)

    def lateral(self, name=None):
        return Lateral(self, name if name is not None else _anonymous("anon"))

    def cte(self, name=None, recursive=False, nesting=False):
        refuse_nesting(nesting, "cte(nesting=True)")
        return CTE(self, name, recursive)

    def exists(self):
        return Exists(self)

    def self_group(self, against=None):
        return self

    def as_(self, name):
        return self.label(name)

    @property
    def selected_columns(self):
        return ColumnCollection(self._exported())

    @property
    def exported_columns(self):
        return self.selected_columns

    def order_by(self, *clauses):
        if len(clauses) == 1 and clauses[0] is None:
            return self._with(_order_by=())
        return self._with(_order_by=(*self._order_by, *[_ordered(clause) for clause in clauses if clause is not None]))

    def group_by(self, *clauses):
        if len(clauses) == 1 and clauses[0] is None:
            return self._with(_group_by=())
        return self._with(_group_by=(*self._group_by, *[_ordered(clause) for clause in clauses]))

    def limit(self, limit):
        return self._with(_limit=_number(limit), _fetch=None)

    def offset(self, offset):
        return self._with(_offset=_number(offset))

    def fetch(self, count, with_ties=False, percent=False, **kw):
        return self._with(_fetch=(_number(count), with_ties, percent), _limit=None)

    def slice(self, start, stop):
        made = self.limit(stop - (start or 0)) if stop is not None else self
        return made.offset(start) if start else made

    def with_for_update(self, *, nowait=False, read=False, of=None, skip_locked=False, key_share=False):
        of = () if of is None else (of if isinstance(of, (list, tuple)) else (of,))
        return self._with(_for_update={"nowait": nowait, "read": read, "skip_locked": skip_locked,
                                       "key_share": key_share, "of": [_target(item) for item in of]})

    def union(self, *others):
        return CompoundSelect("union", self, *others)

    def union_all(self, *others):
        return CompoundSelect("union_all", self, *others)

    def intersect(self, *others):
        return CompoundSelect("intersect", self, *others)

    def intersect_all(self, *others):
        return CompoundSelect("intersect_all", self, *others)

    def except_(self, *others):
        return CompoundSelect("except", self, *others)

    def except_all(self, *others):
        return CompoundSelect("except_all", self, *others)

    def options(self, *options):
        return self

    def _rows_plain(self, plain):
        if self._order_by:
            plain["order_by"] = [self._resolved(item)._plain() for item in self._order_by]
        if self._group_by:
            plain["group_by"] = [self._resolved(item)._plain() for item in self._group_by]
        if self._limit is not None:
            plain["limit"] = self._limit._plain()
        if self._offset is not None:
            plain["offset"] = self._offset._plain()
        if self._fetch is not None:
            plain["fetch"] = self._fetch[0]._plain()
            if self._fetch[1]:
                plain["fetch_ties"] = True
            if self._fetch[2]:
                plain["fetch_percent"] = True
        if self._for_update is not None:
            plain["for_update"] = _to_plain(self._for_update)

    def _resolved(self, item):
        """ORDER BY 'name': the label or the column of that name."""
        if isinstance(item, UnaryExpression) and isinstance(item.element, _NamedOrder):
            return UnaryExpression(self._resolved(item.element), item.operator)
        if isinstance(item, UnaryExpression) and isinstance(item.element, UnaryExpression):
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
        from ..exc import CompileError

        raise CompileError(f"Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL "
                           f"expression {item.name!r} should be explicitly declared as text({item.name!r})")

    def _sources(self):
        return ()


def _number(value):
    if value is None or isinstance(value, ClauseElement):
        return value
    from ..types import INTEGERTYPE

    return BindParameter(None, int(value), INTEGERTYPE, unique=True)


def _selected(entity):
    """A member of select(…) as a list of columns."""
    if isinstance(entity, str):
        if entity == "*":
            return [ColumnClause("*", None, is_literal=True)]
        from ..exc import ArgumentError

        raise ArgumentError(f"Textual column expression {entity!r} should be explicitly declared with text({entity!r}), "
                            f"or use column({entity!r}) for more specificity")
    inner = getattr(entity, "__clause_element__", None)
    if inner is not None:
        return _selected(inner())
    table = getattr(entity, "__table__", None)
    if table is not None and not isinstance(entity, ClauseElement):
        return _selected(table)
    if isinstance(entity, ColumnCollection):
        return list(entity)
    if isinstance(entity, FromClause):
        return list(entity.c)
    if isinstance(entity, (list, tuple)):
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

    def __init__(self, *entities):
        self._entities = list(entities)
        self._where = ()
        self._having = ()
        self._from = ()
        self._joins = ()
        self._distinct = False
        self._distinct_on = ()
        self._correlate = None
        self._correlate_except = None
        self._prefixes = ()
        self._suffixes = ()
        self._statement_hints = ()
        self._hints = ()
        self._ctes = ()

    def _columns(self):
        return [column for entity in self._entities for column in _selected(entity)]

    @property
    def inner_columns(self):
        return iter(self._columns())

    @property
    def type(self):
        columns = self._columns()
        return columns[0].type if columns else _null_type()

    @type.setter
    def type(self, value):
        pass

    def _exported(self):
        made = []
        for column in self._columns():
            name = getattr(column, "name", None)
            if name is None:
                if hasattr(column, "clause") and getattr(column.clause, "name", None):
                    name = column.clause.name
                else:
                    continue
            key = getattr(column, "key", None) or name
            if not isinstance(column, ColumnClause):
                own = ColumnClause(name, column.type)
                own.key = key
                column = own
            made.append((key, column))
        return made

    def _sources(self):
        entities = []
        for entity in self._entities:
            target = _target(entity) if not isinstance(entity, ClauseElement) else entity
            if isinstance(target, FromClause):
                entities.append(target)
            else:
                entities.extend(_froms_of(_selected(entity)))
        froms = list(self._from)
        for left, right, on, outer, full in self._joins:
            froms = self._joined(froms, entities, left, right, on, outer, full)
        return _displayed(_flat(froms) + _flat(entities) + _froms_of(self._where))

    @staticmethod
    def _joined(froms, entities, left, right, on, outer, full):
        if left is not None:
            candidates = [left]
        else:
            candidates = [item for item in _displayed(_flat(froms) or _flat(entities)) if item is not right]
        chosen = None
        if len(candidates) == 1:
            chosen = candidates[0]
        elif on is not None:
            named = _clause(on)._froms()
            chosen = next((item for item in candidates
                           if any(item is other or any(other is part for part in item._hidden()) for other in named)), None)
        else:
            for item in candidates:
                try:
                    _join_condition(item, right)
                except Exception:
                    continue
                chosen = item
                break
        if chosen is None:
            if not candidates:
                from ..exc import InvalidRequestError

                raise InvalidRequestError("Don't know how to join: no left side; use .select_from()")
            chosen = candidates[0]
        # A join that has the left side in it is what is joined.
        for index, item in enumerate(froms):
            if item is chosen or any(part is chosen for part in item._hidden()):
                froms[index] = Join(item, right, on, outer, full)
                return froms
        return froms + [Join(chosen, right, on, outer, full)]

    def _plain(self):
        plain = {"node": "select", "columns": _to_plain(self._columns())}
        if self._is_outermost:
            plain["columns"] = _to_plain([read_as(column) for column in self._columns()])
        sources = self._sources()
        if sources:
            plain["from"] = _to_plain(sources)
        if self._where:
            plain["where"] = _to_plain(self._where)
        if self._having:
            plain["having"] = _to_plain(self._having)
        if self._distinct:
            plain["distinct"] = True
        if self._distinct_on:
            plain["distinct_on"] = _to_plain(self._distinct_on)
        for key, value in (("correlate", self._correlate), ("correlate_except", self._correlate_except)):
            if value is not None:
                plain[key] = _to_plain(value)
        refuse_hints(self._hints)
        for key, value in (("prefixes", self._prefixes), ("suffixes", (*self._statement_hints, *self._suffixes))):
            words = _words_said(value)
            if words:
                plain[key] = words
        if self._ctes:
            plain["ctes"] = _to_plain(self._ctes)
        self._rows_plain(plain)
        return plain

    def where(self, *clauses):
        return self._with(_where=(*self._where, *[_clause(clause) for clause in clauses]))

    filter = where

    def filter_by(self, **values):
        source = self._sources()[-1]
        last = source.right if isinstance(source, Join) else source
        return self.where(*[last.c[key] == value for key, value in values.items()])

    def having(self, *clauses):
        return self._with(_having=(*self._having, *[_clause(clause) for clause in clauses]))

    def select_from(self, *froms):
        return self._with(_from=(*self._from, *[_target(item) for item in froms]))

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

    def outerjoin_from(self, from_, target, onclause=None, *, full=False):
        return self._join(_target(from_), target, onclause, True, full)

    def distinct(self, *on):
        if on:
            return self._with(_distinct=True, _distinct_on=(*self._distinct_on, *[_ordered(item) for item in on]))
        return self._with(_distinct=True)

    def add_columns(self, *columns):
        return self._with(_entities=self._entities + list(columns))

    column = add_columns

    def with_only_columns(self, *columns, maintain_column_froms=False):
        if len(columns) == 1 and isinstance(columns[0], (list, tuple)):
            columns = columns[0]
        other = self._with(_entities=list(columns))
        return other.select_from(*self._sources()) if maintain_column_froms else other

    def correlate(self, *froms):
        if froms and froms[0] is None or froms and froms[0] is False:
            return self._with(_correlate=[])
        return self._with(_correlate=[*(self._correlate or []), *[_target(item) for item in froms]])

    def correlate_except(self, *froms):
        return self._with(_correlate_except=[_target(item) for item in froms if item is not None])

    def prefix_with(self, *prefixes, dialect="*"):
        return self._with(_prefixes=(*self._prefixes, _Words(prefixes, dialect)))

    def suffix_with(self, *suffixes, dialect="*"):
        return self._with(_suffixes=(*self._suffixes, _Words(suffixes, dialect)))

    def with_statement_hint(self, text, dialect_name="*"):
        return self._with(_statement_hints=(*self._statement_hints, _Words((text,), dialect_name)))

    def with_hint(self, selectable, text, dialect_name="*"):
        return self._with(_hints=(*self._hints, _Words((text,), dialect_name)))

    def add_cte(self, *ctes, nest_here=False):
        refuse_nesting(nest_here, "add_cte(nest_here=True)")
        return self._with(_ctes=(*self._ctes, *ctes))

    @property
    def froms(self):
        return self._sources()

    get_final_froms = lambda self: self._sources()

    @property
    def whereclause(self):
        return and_(*self._where) if self._where else None


def _flat(items):
    found = []
    for item in items:
        # select_from(text("a, b")) stands as it is.
        found.extend((item,) if isinstance(item, TextClause) else item._froms())
    return found


class CompoundSelect(_SelectBase):
    __visit_name__ = "compound_select"

    def __init__(self, keyword, *selects):
        self.keyword = keyword
        self.selects = [getattr(item, "__clause_element__", lambda item=item: item)() for item in selects]
        self.selects = [item.element if isinstance(item, (ScalarSelect, Grouping)) else item for item in self.selects]

    def _columns(self):
        return self.selects[0]._columns()

    def _exported(self):
        return self.selects[0]._exported()

    def _plain(self):
        plain = {"node": "compound", "keyword": self.keyword, "selects": _to_plain(self.selects)}
        self._rows_plain(plain)
        return plain


class TextualSelect(_SelectBase):
    def __init__(self, text):
        self.element = text

    def _columns(self):
        return self.element._columns

    def _exported(self):
        return [(column.key, column) for column in self.element._columns]

    def _plain(self):
        return self.element._plain()

    def bindparams(self, *binds, **values):
        return TextualSelect(self.element.bindparams(*binds, **values))

    def _as_scalar(self):
        return self.element


class ScalarSelect(_Node):
    __visit_name__ = "scalar_select"
    _node = "scalar_select"

    def __init__(self, element):
        self.element = element
        columns = element._columns()
        self.type = columns[0].type if columns else _null_type()
        self._set(select=element)

    def _froms(self):
        return ()

    def where(self, *criteria):
        return ScalarSelect(self.element.where(*criteria))

    def correlate(self, *froms):
        return ScalarSelect(self.element.correlate(*froms))

    def correlate_except(self, *froms):
        return ScalarSelect(self.element.correlate_except(*froms))


class Exists(UnaryExpression):
    def __init__(self, argument=None, *more):
        if argument is None:
            argument = select(ColumnClause("*", None, is_literal=True))
        elif isinstance(argument, ScalarSelect):
            argument = argument.element
        elif not isinstance(argument, _SelectBase):
            argument = select(argument, *more)
        from .elements import _boolean

        self._select = argument
        super().__init__(ScalarSelect(argument), "exists", _boolean())

    def _froms(self):
        return ()

    def where(self, *clauses):
        return Exists(self._select.where(*clauses))

    def select_from(self, *froms):
        return Exists(self._select.select_from(*froms))

    def correlate(self, *froms):
        return Exists(self._select.correlate(*froms))

    def correlate_except(self, *froms):
        return Exists(self._select.correlate_except(*froms))

    def select(self):
        return select(self)


class Values(FromClause):
    def __init__(self, *columns, name=None, literal_binds=False):
        self._given = list(columns)
        self.name = name if name is not None else _anonymous("anon")
        self._data = ()
        for column in columns:
            column.table = self

    def data(self, rows):
        other = self._clone()
        other._data = (*self._data, *[tuple(row) for row in rows])
        for column in other._given:
            column.table = other
        other.__dict__.pop("_c", None)
        return other

    def alias(self, name=None, flat=False):
        other = self._clone()
        other.name = name
        for column in other._given:
            column.table = other
        other.__dict__.pop("_c", None)
        return other

    def _make_columns(self):
        return [(column.key, column) for column in self._given]

    def _reference(self):
        return str(self.name), None

    def _plain(self):
        columns = [{"name": str(column.name), **({"type": column.type._plain()} if
                    type(column.type).__name__ != "NullType" else {})} for column in self._given]
        rows = [[_element(cell, column)._plain() for cell, column in zip(row, self._given)] for row in self._data]
        return {"node": "alias", "name": str(self.name), "element": {"node": "values", "columns": columns, "rows": rows}}


def table(name, *columns, schema=None, **kw):
    return TableClause(name, *columns, schema=schema, **kw)


def select(*entities, whereclause=None, from_obj=None, order_by=None, group_by=None, limit=None, offset=None,
           distinct=False, having=None, columns=None, **kw):
    """select(a, b), and the older select([a, b], where)."""
    no_more_arguments("select", kw)
    if columns is not None:
        entities = (list(columns), *entities)
    where = whereclause
    if entities and isinstance(entities[0], (list, set)):
        rest = entities[1:]
        if rest:
            where = rest[0]
        entities = tuple(entities[0])
    made = Select(*entities)
    if where is not None:
        made = made.where(where)
    if from_obj is not None:
        made = made.select_from(*(from_obj if isinstance(from_obj, (list, tuple)) else (from_obj,)))
    if order_by is not None:
        made = made.order_by(*(order_by if isinstance(order_by, (list, tuple)) else (order_by,)))
    if group_by is not None:
        made = made.group_by(*(group_by if isinstance(group_by, (list, tuple)) else (group_by,)))
    if having is not None:
        made = made.having(having)
    if limit is not None:
        made = made.limit(limit)
    if offset is not None:
        made = made.offset(offset)
    return made.distinct() if distinct else made


def alias(selectable, name=None, flat=False):
    return _target(selectable).alias(name) if name is not None else _target(selectable).alias()


subquery = alias


def join(left, right, onclause=None, isouter=False, full=False):
    return Join(left, right, onclause, isouter, full)


def outerjoin(left, right, onclause=None, full=False):
    return Join(left, right, onclause, True, full)


def exists(argument=None, *more):
    return Exists(argument, *more)


def lateral(selectable, name=None):
    return selectable.lateral(name)


def tablesample(selectable, sampling, name=None, seed=None):
    return TableSample(_target(selectable), sampling, name, seed)


def cte(selectable, name=None, recursive=False):
    return selectable.cte(name, recursive)


def values(*columns, name=None, literal_binds=False):
    return Values(*columns, name=name, literal_binds=literal_binds)


def union(*selects):
    return CompoundSelect("union", *selects)


def union_all(*selects):
    return CompoundSelect("union_all", *selects)


def intersect(*selects):
    return CompoundSelect("intersect", *selects)


def intersect_all(*selects):
    return CompoundSelect("intersect_all", *selects)


def except_(*selects):
    return CompoundSelect("except", *selects)


def except_all(*selects):
    return CompoundSelect("except_all", *selects)

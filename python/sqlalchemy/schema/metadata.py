"""MetaData, and the order of its tables."""

from .. import exc
from .._binding import bound, inspector_of
from ..sql.elements import quoted_name
from ..sql.naming import any_filled_in, fills_in, kind_of, own_tokens
from ..types import Enum
from .defaults import Sequence
from .foreign_keys import ForeignKeyConstraint
from .item import SchemaItem, _name, _table_key
from .table import Table


class MetaData(SchemaItem):
    __visit_name__ = "metadata"
    bind = None

    def __init__(self, schema=None, quote_schema=None, naming_convention=None, info=None, bind=None):
        if schema is not None and not isinstance(schema, str):
            raise exc.ArgumentError(f"expected schema argument to be a string, got {type(schema)}.")
        self.tables = {}
        self.schema = quoted_name(schema, quote_schema) if quote_schema is not None else schema
        self.naming_convention = dict(naming_convention) if naming_convention else {}
        self._own_tokens = own_tokens(self.naming_convention)
        self._fills_in = any_filled_in(self.naming_convention)
        self._sequences = {}
        self._types = []
        self._listeners = {}
        self._doubts = []  # (what, the opaque value that it depends on)
        if info is not None:
            self.info = info

    def _convention(self):
        """The templates that the engine knows; those with tokens of the script's own are filled in here."""
        return {kind_of(key): template for key, template in self.naming_convention.items()
                if kind_of(key) is not None and isinstance(template, str) and not fills_in(kind_of(key), template, self._own_tokens)}

    def __contains__(self, table):
        return (table if isinstance(table, str) else table.key) in self.tables

    def __iter__(self):
        return iter(self.sorted_tables)

    def __repr__(self):
        return "MetaData()"

    def clear(self):
        self.tables.clear()
        self._sequences.clear()

    def remove(self, table):
        self.tables.pop(table.key, None)

    @property
    def sorted_tables(self):
        return sort_tables(sorted(self.tables.values(), key=lambda table: table.key))

    def _add_table(self, name, schema, table):
        self.tables[_table_key(name, schema)] = table

    def reflect(self, bind, schema=None, views=False, resolve_fks=True, only=None, extend_existing=False,
                autoload_replace=True, **dialect_kwargs):
        with inspector_of(bind)._inspection_context() as inspector:
            self._reflect_with(inspector, schema, views, resolve_fks, only, extend_existing)

    def _reflect_with(self, inspector, schema, views, resolve_fks, only, extend_existing):
        if schema is None:
            schema = self.schema
        available = list(inspector.get_table_names(schema))
        if views:
            available += inspector.get_view_names(schema) + inspector.get_materialized_view_names(schema)
        if only is None:
            wanted = available
        elif callable(only):
            wanted = [name for name in available if only(name, self)]
        else:
            missing = [name for name in only if name not in available]
            if missing:
                raise exc.InvalidRequestError(f"Could not reflect: requested table(s) not available in "
                                              f"{inspector.engine!r}: ({', '.join(missing)})")
            wanted = list(only)
        wanted = [name for name in wanted if extend_existing or _table_key(name, schema) not in self.tables]
        inspector._tables(schema, wanted)
        for name in wanted:
            if not extend_existing and _table_key(name, schema) in self.tables:
                continue  # another table's foreign key has brought it
            try:
                Table(name, self, schema=schema, autoload_with=inspector, extend_existing=extend_existing,
                      resolve_fks=resolve_fks)
            except exc.UnreflectableTableError:
                pass

    def create_all(self, bind, tables=None, checkfirst=True):
        whole = tables is None
        self._create(bind, list(self.tables.values() if whole else tables), checkfirst, whole)

    def _create(self, bind, wanted, checkfirst, whole, alone=False):
        """`alone`: it is a matter of the one table, and no event of the metadata."""

        with bound(bind)._schema_changes() as target:
            if target._looks_first(checkfirst):
                wanted = [table for table in wanted if not target.has_table(table.name, table.schema)]
            if not alone:
                self._dispatch("before_create", target, wanted, checkfirst)
            self._create_types(target, wanted, whole, checkfirst)
            convention = self._convention()
            ordered, late = sort_tables_and_late(wanted)
            sequences = list(self._sequences.values()) if whole else []
            for sequence in sequences:
                target.invoke({"op": "create_sequence", "sequence": sequence._definition(),
                               "if_not_exists": bool(checkfirst)}, convention)
            for table in ordered:
                table._dispatch("before_create", target, wanted, checkfirst)
                definition = table._definition(without=late if target.dialect.supports_alter else ())
                if not whole:
                    for column in table._column_list:
                        if isinstance(column.default, Sequence):
                            target.invoke({"op": "create_sequence", "sequence": column.default._definition(),
                                           "if_not_exists": bool(checkfirst)}, convention)
                target.invoke({"op": "create_table", "table": definition}, convention)
                table._dispatch("after_create", target, wanted, checkfirst)
            if target.dialect.supports_alter:
                for constraint in [constraint for constraint in late if constraint._is_wanted()]:
                    target.invoke({"op": "add_constraint", "schema": constraint.table.schema or "",
                                   "table": str(constraint.table.name), "constraint": constraint._definition()},
                                  convention)
            if not alone:
                self._dispatch("after_create", target, wanted, checkfirst)

    def _create_types(self, target, tables, whole, checkfirst):
        made = []
        types = list(self._types) if whole else []
        for table in tables:
            for column in table._column_list:
                type_ = getattr(column.type, "item_type", column.type)
                if isinstance(type_, Enum) and type_.metadata is not None and type_.create_type:
                    types.append(type_)
        for type_ in types:
            if type_ not in made:
                made.append(type_)
                target.invoke({"op": "create_enum", "type": type_._plain(), "checkfirst": bool(checkfirst)}, {})

    def drop_all(self, bind, tables=None, checkfirst=True):
        whole = tables is None
        self._drop(bind, list(self.tables.values() if whole else tables), checkfirst, whole)

    def _drop(self, bind, wanted, checkfirst, whole, alone=False):
        """`alone`: as with _create(); and types of columns stay, for they belong to the metadata."""

        with bound(bind)._schema_changes() as target:
            if target._looks_first(checkfirst):
                wanted = [table for table in wanted if target.has_table(table.name, table.schema)]
            if not alone:
                self._dispatch("before_drop", target, wanted, checkfirst)
            convention = self._convention()
            ordered, late = sort_tables_and_late(wanted)
            if target.dialect.supports_alter:
                for constraint in late:
                    if constraint.name is not None:
                        target.invoke({"op": "drop_constraint", "schema": constraint.table.schema or "",
                                       "table": str(constraint.table.name), "name": _name(constraint.name),
                                       "kind": "foreignkey"}, convention)
            for table in reversed(ordered):
                table._dispatch("before_drop", target, wanted, checkfirst)
                definition = table._named() if alone else table._definition()
                target.invoke({"op": "drop_table", "table": definition}, convention)
                table._dispatch("after_drop", target, wanted, checkfirst)
            if whole:
                for sequence in self._sequences.values():
                    target.invoke({"op": "drop_sequence", "sequence": sequence._definition(),
                                   "if_exists": bool(checkfirst)}, convention)
                for type_ in self._types:
                    target.invoke({"op": "drop_enum", "type": type_._plain(), "checkfirst": bool(checkfirst)}, {})
            if not alone:
                self._dispatch("after_drop", target, wanted, checkfirst)


def _dependencies(table):
    found = {}
    for constraint in table._constraint_list:
        if isinstance(constraint, ForeignKeyConstraint):
            schema, name, _ = constraint.elements[0]._target()
            found.setdefault(_table_key(name, schema), []).append(constraint)
    return found


def sort_tables_and_late(tables, skip_fn=None):
    """Tables in the order in which they can be made, and the foreign keys that must wait until all of them exist."""
    by_key = {table.key: table for table in tables}
    late = []
    state = {}
    ordered = []

    def visit(table):
        state[table.key] = "open"
        needed = _dependencies(table)
        for key in sorted(needed):
            if key == table.key or key not in by_key:
                late.extend(c for c in needed[key] if c.use_alter)
                continue
            constraints = [c for c in needed[key] if not (skip_fn and skip_fn(c))]
            early = [c for c in constraints if not c.use_alter]
            late.extend(c for c in constraints if c.use_alter)
            if not early:
                continue
            if state.get(key) == "open":
                late.extend(early)
            elif key not in state:
                visit(by_key[key])
        for other in table.__dict__.get("_extra_dependencies", ()):
            if other.key in by_key and other.key not in state:
                visit(other)
        state[table.key] = "done"
        ordered.append(table)

    for table in sorted(tables, key=lambda table: table.key):
        if table.key not in state:
            visit(table)
    return ordered, late


def sort_tables(tables, skip_fn=None, extra_dependencies=None):
    return sort_tables_and_late(list(tables), skip_fn)[0]


def sort_tables_and_constraints(tables, filter_fn=None, extra_dependencies=None):
    ordered, late = sort_tables_and_late(list(tables))
    found = []
    for table in ordered:
        found.append((table, {c for c in table.foreign_key_constraints if c not in late}))
    if late:
        found.append((None, late))
    return found

"""MetaData."""

import _limbeck

from limbeck.facade import unsupported

from .._binding import bound, inspector_of
from ..sql.elements import quoted_name
from ..sql.naming import any_filled_in, fills_in, kind_of, own_tokens
from ..types import Enum
from .defaults import Sequence
from .item import SchemaItem, _table_key
from .table import Table


class MetaData(SchemaItem):
    __visit_name__ = "metadata"
    bind = None

    def __init__(self, schema=None, quote_schema=None, naming_convention=None, info=None, bind=None):
        if schema is not None and not isinstance(schema, str):
            unsupported(f"the schema {schema!r} of a MetaData")
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

    def __repr__(self):
        return "MetaData()"

    def __contains__(self, table):
        return (table if isinstance(table, str) else table.key) in self.tables

    def clear(self):
        self.tables.clear()
        self._sequences.clear()

    def remove(self, table):
        self.tables.pop(table.key, None)

    @property
    def sorted_tables(self):
        return sort_tables(sorted(self.tables.values(), key=lambda table: table.key))

    def reflect(self, bind, schema=None, views=False, resolve_fks=True, only=None, extend_existing=False,
                autoload_replace=True, **dialect_kwargs):
        if callable(only) or extend_existing:
            unsupported("MetaData.reflect() with extend_existing= or a function as only=")
        schema = self.schema if schema is None else schema
        with inspector_of(bind)._inspection_context() as inspector:
            kinds = ("table", "view", "materialized_view") if views else ("table",)
            available = [name for kind in kinds for name in getattr(inspector, f"get_{kind}_names")(schema)]
            wanted = available if only is None else list(only)
            if not set(wanted).issubset(available):
                unsupported("MetaData.reflect() of tables that are not there")
            inspector._tables(schema, [name for name in wanted if _table_key(name, schema) not in self.tables])
            for name in wanted:
                if _table_key(name, schema) not in self.tables:  # else a foreign key of another table has brought it
                    Table(name, self, schema=schema, autoload_with=inspector, resolve_fks=resolve_fks)

    def create_all(self, bind, tables=None, checkfirst=True):
        self._change("create", bind, tables, checkfirst)

    def drop_all(self, bind, tables=None, checkfirst=True):
        self._change("drop", bind, tables, checkfirst)

    def _change(self, verb, bind, tables, checkfirst, alone=False):
        """`alone`: it is a matter of one table, and no event of the metadata. What there is to do, and in which order, the
        engine says."""
        making, whole = verb == "create", tables is None
        with bound(bind)._schema_changes() as target:
            wanted = list(self.tables.values() if whole else tables)
            if target._looks_first(checkfirst):
                wanted = [table for table in wanted if target.has_table(table.name, table.schema) is not making]
            if not alone:
                self._dispatch(f"before_{verb}", target, wanted, checkfirst)
            steps = _limbeck.whole_schema(verb, target.dialect.name, {
                "tables": [table._definition() if making or not alone else table._named() for table in wanted],
                "types": [type_._plain() for type_ in self._types_of(wanted if making else (), whole)],
                "sequences": [sequence._definition() for sequence in self._sequences_of(wanted if making else (), whole)],
                "checkfirst": bool(checkfirst)})
            for operation, place in steps:
                if place is not None:
                    wanted[place]._dispatch(f"before_{verb}", target, wanted, checkfirst)
                target.invoke(operation, self._convention())
                if place is not None:
                    wanted[place]._dispatch(f"after_{verb}", target, wanted, checkfirst)
            if not alone:
                self._dispatch(f"after_{verb}", target, wanted, checkfirst)

    def _types_of(self, tables, whole):
        """The types that are made and dropped by themselves: those of the metadata, and of columns where they belong to one."""
        found = list(self._types) if whole else []
        for table in tables:
            for column in table._column_list:
                type_ = getattr(column.type, "item_type", column.type)
                if isinstance(type_, Enum) and type_.metadata is not None and type_.create_type and type_ not in found:
                    found.append(type_)
        return found

    def _sequences_of(self, tables, whole):
        if whole:
            return list(self._sequences.values())
        return [column.default for table in tables for column in table._column_list if isinstance(column.default, Sequence)]


def sort_tables(tables):
    """Each after those that it refers to."""
    tables = list(tables)
    return [tables[place] for place in _limbeck.order_of_creation([table._references() for table in tables])]

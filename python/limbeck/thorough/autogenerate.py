"""What env.py says of a comparison, as the engine asks for it (src/scripting/autogenerate_environment.hpp), where scripts
meet SQLAlchemy and Alembic themselves: the models are made by SQLAlchemy's own DDL, and the engine compares what that
made. What speaks in Alembic's own objects (comparators, renderers and plug-ins that somebody has registered,
process_revision_directives, render_item) runs in Alembic's own autogenerate."""

import sys

from alembic.autogenerate import compare
from alembic.autogenerate.api import AutogenContext
from alembic.autogenerate.compare.server_defaults import _render_server_default_for_compare
from alembic.autogenerate.render import renderers
from alembic.runtime.plugins import Plugin, _all_plugins
from alembic.util import PriorityDispatcher
from sqlalchemy import MetaData, Table, inspect
from sqlalchemy.dialects.postgresql.named_types import NamedType
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.schema import (CheckConstraint, Computed, FetchedValue, ForeignKeyConstraint, Identity,
                               PrimaryKeyConstraint, UniqueConstraint, conv)
from sqlalchemy.types import ARRAY, SchemaType

from limbeck.errors import Error
from limbeck.models import OPTIONAL, answer, checked, complete, imported, options, set_up_plug_ins
from limbeck.opaque import check

from .ddl import create_all, parts
from .environment import driver_connection, over_engine, quiet

_OWN = frozenset(("alembic.autogenerate.schemas", "alembic.autogenerate.tables", "alembic.autogenerate.types",
                  "alembic.autogenerate.constraints", "alembic.autogenerate.defaults",
                  "alembic.autogenerate.comments", "alembic.ext.checkconstraint_byname"))
_DEFAULTS = {"upgrade_token": "upgrades", "downgrade_token": "downgrades", "alembic_module_prefix": "op.",
             "sqlalchemy_module_prefix": "sa.", "user_module_prefix": None, "render_as_batch": False,
             "include_schemas": False, "compare_type": True, "compare_server_default": False, "render_item": None,
             "process_revision_directives": None}
# What the engine cannot leave out.
_NEEDED = _OWN - set(OPTIONAL) - {"alembic.ext.checkconstraint_byname"}
_KINDS = {"primary_key": PrimaryKeyConstraint, "unique": UniqueConstraint, "foreign_key": ForeignKeyConstraint,
          "check": CheckConstraint}


class Environment:
    """The options, the models and the hooks of one migration context."""

    def __init__(self, context, names=()):
        set_up_plug_ins()
        self.context = context
        self.opts = context.opts
        for name, value in _DEFAULTS.items():  # where no env.py has configured it
            self.opts.setdefault(name, value)
        if self.opts.get("target_metadata") is None and names:
            self.opts["target_metadata"] = [imported(name) for name in names]
        self._metadata = self._reflected = self._context_of_filters = self._inspector = None
        self._read_back = False

    # options

    def options(self):
        active = self._active()
        return options(self.context, getattr(self.context, "said", ()), [name for name in OPTIONAL if name not in active])

    def by_alembic(self):
        """Whether the operations of a new file are those of Alembic's own autogenerate."""
        said = [name for name in ("process_revision_directives", "render_item") if self.opts.get(name) is not None]
        if said and self._other_target:
            raise Error(f"{said[0]} runs in Alembic's own autogenerate here, which knows nothing of [limbeck] target",
                        "", "Leave out --runtime thorough, or [limbeck] target.", "unsupported")
        if self._other_target:
            return False
        active = self._active()
        registered = [*_functions(compare.comparators), *renderers._registry.values()]
        return bool(said or active - _OWN or _NEEDED - active or not all(map(_is_alembics, registered)))

    def _active(self):
        """Names of the plug-ins that autogenerate_plugins asks for."""
        if self._plugins is None:
            asked, found = self.opts.get("autogenerate_plugins") or ["alembic.autogenerate.*"], PriorityDispatcher()
            with quiet("alembic.runtime.plugins"):
                Plugin.populate_autogenerate_priority_dispatch(found, list(asked))
            functions = _functions(found)
            self._plugins = {name for name, plugin in _all_plugins.items()
                             if (own := _functions(plugin.autogenerate_comparators)) and own <= functions}
        return self._plugins

    _plugins = None
    _other_target = False

    def use_other_target(self):
        """[limbeck] target names what takes the place of the models."""
        self._other_target = True

    # models

    def has_target(self):
        return self.opts.get("target_metadata") is not None

    @property
    def metadata(self):
        if self._metadata is None:
            self._metadata = checked(self.opts.get("target_metadata"))
        return self._metadata

    def ddl(self):
        """What SQLAlchemy says of all models: (of what it is, a statement)."""
        complete(self.metadata)
        seen = {}
        for metadata in self.metadata:
            twice = [key for key in metadata.tables if key in seen]
            if twice:
                names = ", ".join(f'"{key}"' for key in sorted(twice))
                raise Error(f"Duplicate table keys across multiple MetaData objects: {names}", "",
                            "Each table belongs to one metadata of target_metadata.", "command")
            seen.update(metadata.tables)
        return create_all(self.metadata, self.context.dialect)

    def words_of_columns(self):
        """What columns say that no database knows: the classes of types, FetchedValue()."""
        return [words for metadata in self.metadata for table in metadata.tables.values() for column in table.columns
                if (words := self._words(table, column)) is not None]

    def _words(self, table, column):
        default = column.server_default
        fetched = isinstance(default, FetchedValue) and not isinstance(default, (Computed, Identity)) and \
            getattr(default, "arg", None) is None
        type_ = self._type(column.type)
        if type_ is None and not fetched:
            return None
        found = {"schema": self._schema(table.schema), "table": str(table.name), "name": str(column.name),
                 "fetched": fetched, "type": type_, "variants": {}}
        if type_ is not None:
            for name, variant in column.type._variant_mapping.items():
                found["variants"][str(name)] = _python(variant)
        return found

    def _type(self, type_):
        """None where the engine's own words are better: of an array, whose items the text would name without their
        module, and of what makes more than a column."""
        for part in parts(type_, self.context.dialect):
            if isinstance(part, ARRAY):
                return None
            if isinstance(part, NamedType):
                return None
            if isinstance(part, SchemaType) and getattr(part, "create_constraint", False):
                return None
        return _python(type_)

    def _schema(self, schema):
        return "" if schema is None or schema == self.context.dialect.default_schema_name else str(schema)

    def names_of_models(self):
        """Of constraints and indexes, those that the models say; a convention's are final as the database's own."""
        return [{"schema": self._schema(table.schema), "table": str(table.name), "name": str(item.name)}
                for metadata in self.metadata for table in metadata.tables.values()
                for item in (*table.constraints, *table.indexes)
                if isinstance(item.name, str) and not isinstance(item.name, conv)]

    def entities(self):
        """What register_entities() of limbeck's alembic_utils has been told, in plain form; None where nobody called
        it."""
        registered = getattr(sys.modules.get("alembic_utils.replaceable_entity"), "_registered", None)
        return None if registered is None else registered()

    # hooks

    def has_hooks(self):
        """Which hooks there are; the engine asks no other."""
        for name in ("render_item", "process_revision_directives"):
            check(self.opts.get(name), name)
        found = [name for name in ("include_name", "include_object") if self.opts.get(name) is not None]
        found += [name for name in ("compare_type", "compare_server_default") if callable(self.opts.get(name))]
        for name in found:
            check(self.opts[name], name)
        return found

    def begin(self, find, find_target=None):
        pass

    def look_through(self, handle):
        """What the database has is read through this connection, while a comparison lasts."""
        self._reflected = self._inspector = None
        self._handle = handle

    _handle = None

    def handle_of_context(self):
        return driver_connection(self.context.connection).handle_of_context()

    @property
    def _filters(self):
        if self._context_of_filters is None:
            self._context_of_filters = AutogenContext(self.context, metadata=self.opts.get("target_metadata"),
                                                      autogenerate=False)
        return self._context_of_filters

    def include_name(self, name, kind, parents):
        return bool(self._filters.run_name_filters(name, kind, parents))

    def include_object(self, item, counterpart):
        found = self._object(item)
        if found is None:  # as above
            return True
        other = None if counterpart is None else self._object(counterpart)
        # What the models leave unnamed has no name, though the server has given it one.
        name = item["name"] if item["reflected"] or isinstance(found, Thing) else found.name
        return bool(self.opts["include_object"](found, name, item["kind"], item["reflected"], other))

    def types_differ(self, schema, table, stored, declared):
        old, new = self._column(True, schema, table, stored), self._column(False, schema, table, declared)
        if old is None:  # a file that is tried out has just added it
            return None
        return answer(self.opts["compare_type"](self.context, old, new, old.type, new.type))

    def defaults_differ(self, schema, table, stored, declared):
        old, new = self._column(True, schema, table, stored), self._column(False, schema, table, declared)
        if old is None:
            return None
        inspected = old.server_default
        if inspected is not None:
            inspected = getattr(getattr(inspected, "arg", None), "text", None)
        rendered = _render_server_default_for_compare(new.server_default, self._filters)
        return answer(self.opts["compare_server_default"](self.context, old, new, inspected, new.server_default,
                                                          rendered))

    # what hooks are shown

    def _table(self, reflected, schema, name):
        if reflected:
            return self._reflected_table(schema or None, name)
        for metadata in self.metadata:
            for table in metadata.tables.values():
                if table.name == name and self._schema(table.schema) == self._schema(schema or None):
                    return table
        raise Error(f"a hook is to be shown the table {name} of what [limbeck] target names, which is no table of the "
                    "models", "", "Leave out --runtime thorough, or [limbeck] target.", "unsupported")

    def _reflected_table(self, schema, name):
        if self._reflected is None:
            self._reflected = MetaData()
            self._inspector = inspect(over_engine(self._handle))
        found = self._reflected.tables.get(f"{schema}.{name}" if schema else name)
        if found is None:
            found = Table(name, self._reflected, schema=schema)
            try:
                self._inspector.reflect_table(found, None, resolve_fks=False)
            except NoSuchTableError:  # made in the same comparison: a rename
                pass
        return found

    def _column(self, reflected, schema, table, name):
        return self._table(reflected, schema, table).columns.get(name)

    def shown(self, kind, plain, schema, table, name, reflected):
        return self._object({"kind": kind, "name": name, "schema": schema or None, "table": table, "plain": plain,
                             "reflected": reflected})

    def _object(self, item):
        kind, name, reflected = item["kind"], item["name"], item["reflected"]
        schema, owner = item.get("schema"), item.get("table")
        if owner is None:
            return Thing(kind, name)
        table = self._table(reflected, schema, owner)
        if kind == "table":
            return table
        if kind == "column":
            return table.columns.get(name)
        plain = item.get("plain") or {}
        if kind == "index":
            columns = [column for column in plain.get("elements") or () if isinstance(column, str)]
            return _best(table.indexes, name, columns) or Thing(kind, name or "")
        of_kind = [item for item in table.constraints if isinstance(item, _KINDS.get(plain.get("kind"), object))]
        if plain.get("kind") == "primary_key":
            return table.primary_key
        return _best(of_kind, name, plain.get("columns") or ()) or Thing(kind, name or "")


class Thing:
    """What SQLAlchemy has no class for, or no object: a view, a routine, an enum type."""

    def __init__(self, kind, name):
        self.type_ = kind
        self.schema, _, self.signature = name.rpartition(".")
        self.name = self.signature.partition("(")[0]

    def __repr__(self):
        return f"<{self.type_} {self.name}>"


def _best(items, name, columns):
    """That of this name, else the one of these columns."""
    items = list(items)
    named = [item for item in items if item.name is not None and str(item.name) == name]
    alike = [item for item in items if [str(column.name) for column in item.columns] == list(columns)]
    return next(iter(named or alike), None)


def _python(type_):
    return {"module": type(type_).__module__, "text": repr(type_)}


def _is_alembics(function):
    return (getattr(function, "__module__", None) or "").startswith("alembic.")


def _functions(dispatcher):
    return {function for entries in dispatcher._registry.values() for function, _ in entries}

"""What env.py says of a comparison, as the engine asks for it (src/scripting/autogenerate_environment.hpp)."""

import sys

from limbeck.errors import Error, place_of
from limbeck.facade import of_facade
from limbeck.models import OPTIONAL, answer, checked, imported, options, set_up_plug_ins
from limbeck.opaque import check



class Environment:
    """The options, the models and the hooks of one migration context."""

    def __init__(self, context, metadata=None, names=()):
        self.context = context
        self.opts = context.opts
        self._given = self.opts.get("target_metadata") if metadata is None else metadata
        self._names = names
        self._metadata = None
        self._models = self._reflected = None
        set_up_plug_ins()
        self._refuse_extensions()

    # options

    def options(self):
        return options(self.context, getattr(self.opts, "_said", self.opts), self._left_out())

    def _left_out(self):
        """What autogenerate_plugins does not name of the comparison."""
        expressions = self.opts.get("autogenerate_plugins")
        if expressions is None:
            if "alembic.runtime.plugins" not in sys.modules:
                return ()
            expressions = ["alembic.autogenerate.*"]
        from ..runtime.plugins import OWN, active

        plugins, now = active(expressions), "Leave it out, or leave out `runtime = quick`."
        said = f"autogenerate_plugins={list(expressions)!r}"
        for plugin in plugins:
            for function in () if isinstance(plugin, str) else _not_ours(plugin.autogenerate_comparators):
                raise of_facade(Error(
                    f"{said}: the plug-in {plugin.name} has a comparator of its own ({_name(function)}), which limbeck's "
                    "quick modules do not call", place_of(function), now, "unsupported"))
        missing = [name for name in OWN if name not in plugins and name.startswith("alembic.autogenerate.")]
        for name in missing:
            if name not in OPTIONAL:
                raise of_facade(Error(f"{said}: limbeck cannot leave out {name}", "", now, "unsupported"))
        return missing

    def _refuse_extensions(self):
        from . import compare

        for function in _not_ours(compare.comparators):
            raise of_facade(Error(
                f"{_name(function)} is registered as a comparator of autogenerate, which limbeck's quick modules do not "
                "call", place_of(function), "Leave out `runtime = quick`, or the import of it in env.py.", "unsupported"))

    # models

    def has_target(self):
        return self._given is not None or bool(self._names)

    @property
    def metadata(self):
        if self._metadata is None:
            given = self._given
            if given is None and self._names:
                given = [imported(name) for name in self._names]
            self._metadata = checked(given)
        return self._metadata

    def schemas(self):
        """The schemas of the tables, "" for the default one."""
        return sorted({table.schema or "" for metadata in self.metadata for table in metadata.tables.values()})

    def target(self):
        """Each metadata in plain form, as limbeck.models says."""
        from limbeck.models import complete, plain

        seen = {}
        complete(self.metadata)
        for metadata in self.metadata:
            twice = [key for key in metadata.tables if key in seen]
            if twice:
                names = ", ".join(f'"{key}"' for key in sorted(twice))
                raise Error(f"Duplicate table keys across multiple MetaData objects: {names}", "",
                            "Each table belongs to one metadata of target_metadata.", "command")
            seen.update(metadata.tables)
            for table in metadata.tables.values():
                for constraint in table.foreign_key_constraints:
                    for element in constraint.elements:
                        element.column  # raises where it refers to nothing
        return [plain(metadata) for metadata in self.metadata]

    def entities(self):
        """What register_entities() of alembic_utils has been told, in plain form; None where nobody called it."""
        import sys

        module = sys.modules.get("alembic_utils.replaceable_entity")
        registered = getattr(module, "_registered", None)
        return None if registered is None else registered()

    # hooks

    def has_hooks(self):
        """Which hooks there are; the engine asks no other."""
        found = [name for name in ("include_name", "include_object", "render_item", "process_revision_directives")
                 if self.opts.get(name) is not None]
        found += [name for name in ("compare_type", "compare_server_default") if callable(self.opts.get(name))]
        for name in found:
            check(self.opts[name], name)
        return found

    @property
    def models(self):
        if self._models is None:
            from .objects import Models

            self._models = Models(self.metadata if self.has_target() else (), self.default_schema)
        return self._models

    @property
    def reflected(self):
        if self._reflected is None:
            from .objects import Reflected

            self._reflected = Reflected(self.context.dialect.name, self._find)
        return self._reflected

    default_schema = ""
    _find = None
    _read_back = False

    def begin(self, find, find_target=None):
        """`find(schema, name)` gives a table of the database in plain form, or None; `find_target` one of the target,
        where that is no models."""
        self._find, self._reflected = find, None
        if find_target is not None:
            from .objects import Reflected

            self._read_back = True
            self._models = Reflected(self.context.dialect.name, find_target)

    def name_everything(self, tables):
        """The tables of the models as the engine has normalized and named them: the user's objects take their names, and
        what flags of columns say becomes objects, as with SQLAlchemy."""
        for plain in tables:
            schema, name = plain.get("schema"), plain["name"]
            if self.models.table(schema, name) is None:
                continue
            for constraint in plain.get("constraints") or ():
                self.models.constraint(schema, name, constraint)
            for index in plain.get("indexes") or ():
                self.models.index(schema, name, index)

    def include_name(self, name, kind, parents):
        return bool(run_name_filters(self.opts.get("include_name"), name, kind, parents))

    def include_object(self, item, counterpart):
        found = self._object(item)
        if found is None:
            return True
        other = None if counterpart is None else self._object(counterpart)
        return bool(self.opts["include_object"](found, item["name"], item["kind"], item["reflected"], other))

    def _object(self, item):
        side = self.reflected if item["reflected"] else self.models
        kind, schema, table = item["kind"], item.get("schema"), item.get("table")
        if kind == "table":
            return side.table(schema, table)
        if kind == "column":
            return side.column(schema, table, item["name"])
        if kind == "index":
            return side.index(schema, table, item["plain"])
        if item.get("plain") is not None and table is not None:
            return side.constraint(schema, table, item["plain"])
        import sys

        from .objects import Thing

        entities = getattr(sys.modules.get("alembic_utils.replaceable_entity"), "_object", None)
        found = None if entities is None else entities(kind, item["name"], item["reflected"])
        return Thing(kind, item["name"]) if found is None else found

    def types_differ(self, schema, table, stored, declared):
        old, new = self.reflected.column(schema, table, stored), self.models.column(schema, table, declared)
        return answer(self.opts["compare_type"](self.context, old, new, old.type, new.type))

    def defaults_differ(self, schema, table, stored, declared):
        old, new = self.reflected.column(schema, table, stored), self.models.column(schema, table, declared)
        inspected = old.server_default
        if inspected is not None:
            inspected = getattr(getattr(inspected, "arg", None), "text", None)
        return answer(self.opts["compare_server_default"](
            self.context, old, new, inspected, new.server_default, self._rendered(new.server_default)))

    def _rendered(self, default):
        from sqlalchemy.schema import DefaultClause

        if not isinstance(default, DefaultClause):
            return None
        if isinstance(default.arg, str):
            return default.arg
        return str(default.arg.compile(dialect=self.context.dialect, compile_kwargs={"literal_binds": True}))

    def render_item(self, kind, plain):
        """The text that render_item gives for a thing in plain form, None where it leaves it to the engine, and the
        imports that it has asked for."""
        context = self.autogen_context()
        rendered = self.opts["render_item"](kind, self._rendered_object(kind, plain), context)
        return None if rendered is False else str(rendered), sorted(str(item) for item in context.imports)

    def _rendered_object(self, kind, plain):
        """The user's own object, for a hook asks of what class it is."""
        from sqlalchemy.from_plain import column_of, constraint_of, default_of, type_of

        dialect_name = self.context.dialect.name
        if kind == "type":
            found = self._types().get(_key("type", plain))
            return type_of(plain, dialect_name) if found is None else found
        if kind == "server_default":
            if plain.get("server_default") is not None:
                return default_of(plain["server_default"], reflected=False)
            return column_of({"name": "x", **plain}, dialect_name).server_default
        schema, table = plain.get("schema") or None, plain["table"]
        for side in (self.models, self.reflected):
            found = side.column(schema, table, plain["column"]["name"]) if kind == "column" else \
                side.constraint(schema, table, plain["constraint"])
            if found is not None:
                return found
        return column_of(plain["column"], dialect_name) if kind == "column" else constraint_of(plain["constraint"])

    def _types(self):
        found = self.__dict__.get("_known_types")
        if found is None:
            found = self._known_types = {}
            for metadata in self.metadata if self.has_target() and not self._read_back else ():
                for table in metadata.tables.values():
                    for column in table._column_list:
                        for item in (column.type, getattr(column.type, "item_type", None)):
                            if item is not None:
                                found.setdefault(_key("type", item._plain()), item)
        return found

    def add_imports(self, lines):
        self.autogen_context().imports.update(lines)

    def autogen_context(self):
        from .api import AutogenContext

        found = self.__dict__.get("_autogen_context")
        if found is None:
            found = self._autogen_context = AutogenContext._of_environment(self)
        return found


class Opts:
    """What stands for a migration context where there may be none: options of a call."""

    version_table, version_table_schema = "alembic_version", None
    as_sql = True

    def __init__(self, context, opts):
        self._context, self.opts = context, opts

    def __getattr__(self, name):
        if self._context is None:
            if name in ("bind", "connection"):
                return None
            from sqlalchemy._dialect import dialect_named

            if name == "dialect":
                return dialect_named(None)  # that of the migration, if there is one
        return getattr(self._context, name)


def run_name_filters(function, name, kind, parents):
    if function is None:
        return True
    if "schema_name" in parents:
        table = name if kind == "table" else parents.get("table_name")
        if table:
            schema = parents["schema_name"]
            parents["schema_qualified_table_name"] = f"{schema}.{table}" if schema else table
    return function(name, kind, parents)


def _not_ours(dispatcher):
    """Comparators of things that limbeck does not compare by itself; it does compare enum types."""
    return [function for function in dispatcher._functions()
            if (getattr(function, "__module__", None) or "").partition(".")[0] != "alembic_postgresql_enum"]


def _name(function):
    return f"{getattr(function, '__module__', None) or ''}.{getattr(function, '__qualname__', function)}"


def _key(kind, plain):
    """One text for all spellings of a thing in plain form."""
    import _limbeck

    return repr(_limbeck.plain_form(kind, plain))

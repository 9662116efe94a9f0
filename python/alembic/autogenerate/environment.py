"""What env.py says of a comparison, as the engine asks for it (src/scripting/autogenerate_environment.hpp)."""

import sys

from limbeck.errors import Error
from limbeck.facade import unsupported
from limbeck.models import answer, checked, imported, options, set_up_plug_ins
from limbeck.opaque import check


class Environment:
    """The options, the models and the hooks of one migration context."""

    def __init__(self, context, names=()):
        self.context = context
        self.opts = context.opts
        self._given = self.opts.get("target_metadata")
        self._names = names
        self._metadata = None
        self._models = self._reflected = None
        set_up_plug_ins()
        if self.opts.get("autogenerate_plugins") is not None:
            unsupported("context.configure(autogenerate_plugins=…)", where="")
        for module in ("alembic.autogenerate.compare", "alembic.runtime.plugins"):
            if module in sys.modules:
                sys.modules[module].comparators.refuse()

    # options

    def options(self):
        return options(self.context, getattr(self.opts, "_said", self.opts), ())

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
        module = sys.modules.get("alembic_utils.replaceable_entity")
        registered = getattr(module, "_registered", None)
        return None if registered is None else registered()

    # hooks

    def has_hooks(self):
        """Which hooks there are; the engine asks no other."""
        found = [name for name in ("include_name", "include_object") if self.opts.get(name) is not None]
        found += [name for name in ("compare_type", "compare_server_default") if callable(self.opts.get(name))]
        for name in found:
            check(self.opts[name], name)
        return found

    def refuse_to_write(self):
        """Refuses what would write a part of a new file by itself."""
        if self.opts.get("render_item") is not None:
            unsupported("context.configure(render_item=…)", where="")
        if "alembic.autogenerate.render" in sys.modules:
            sys.modules["alembic.autogenerate.render"].renderers.refuse()

    @property
    def models(self):
        if self._models is None:
            from .objects import Models

            self._models = Models(self.metadata if self.has_target() else ())
        return self._models

    @property
    def reflected(self):
        if self._reflected is None:
            from .objects import Reflected

            self._reflected = Reflected(self.context.dialect.name)
        return self._reflected

    def begin(self, find, find_target=None):
        """`find(schema, name)` gives a table of the database in plain form, or None; `find_target` one of the target,
        where that is no models."""
        from .objects import Reflected

        self._reflected = Reflected(self.context.dialect.name, find)
        if find_target is not None:
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
        table = name if kind == "table" else parents.get("table_name")
        if "schema_name" in parents and table:
            schema = parents["schema_name"]
            parents["schema_qualified_table_name"] = f"{schema}.{table}" if schema else table
        return bool(self.opts["include_name"](name, kind, parents))

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
        from .objects import Thing

        entities = getattr(sys.modules.get("alembic_utils.replaceable_entity"), "_object", None)
        found = None if entities is None else entities(kind, item["name"], item["reflected"])
        return Thing(kind, item["name"]) if found is None else found

    def shown(self, kind, plain, schema, table, name, reflected):
        """What a change speaks of, for those who read of it."""
        side = self.reflected if reflected else self.models
        return side.shown(kind, plain, schema, table, self.context.dialect.name)

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

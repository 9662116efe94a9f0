"""Inspector: what the database has, asked of the engine."""

from .. import exc
from ..types import _from_plain
from .base import Connection, Engine, _sync


def _kept(method):
    """An Inspector's answers stay what they were, whatever is changed meanwhile, until clear_cache()."""
    name = method.__name__

    def ask(self, *names, **kw):
        given = [*names, *[kw.get(key) for key in ("table_name", "view_name", "schema")]]
        key = (name, *[str(part) for part in given if part is not None])
        if key not in self.info_cache:
            self.info_cache[key] = method(self, *names, **kw)
        return self.info_cache[key]

    ask.__name__ = name
    return ask


class Inspector:
    def __init__(self, bind):
        self.bind = _sync(bind)
        self.info_cache = {}

    @classmethod
    def from_engine(cls, bind):
        return cls(bind)

    @property
    def engine(self):
        return self.bind if isinstance(self.bind, Engine) else self.bind.engine

    @property
    def dialect(self):
        return self.bind.dialect

    @property
    def default_schema_name(self):
        return self._ask("default_schema")

    def clear_cache(self):
        self.info_cache.clear()

    def _ask(self, question, **arguments):
        arguments = {key: "" if value is None else str(value) for key, value in arguments.items()}
        if isinstance(self.bind, Engine):
            with self.bind.connect() as connection:
                return connection._inspect(question, arguments)
        return self.bind._inspect(question, arguments)

    @_kept
    def get_schema_names(self, **kw):
        return self._ask("schema_names")

    @_kept
    def get_table_names(self, schema=None, **kw):
        return self._ask("table_names", schema=schema)

    @_kept
    def get_view_names(self, schema=None, **kw):
        return self._ask("view_names", schema=schema)

    @_kept
    def get_materialized_view_names(self, schema=None, **kw):
        return self._ask("materialized_view_names", schema=schema)

    @_kept
    def get_view_definition(self, view_name, schema=None, **kw):
        found = self._ask("view_definition", schema=schema, view=view_name)
        if found is None:
            raise exc.NoSuchTableError(view_name)
        return found

    @_kept
    def get_temp_table_names(self, **kw):
        return self._ask("temporary_table_names")

    @_kept
    def get_sequence_names(self, schema=None, **kw):
        return self._ask("sequence_names", schema=schema)

    def has_sequence(self, sequence_name, schema=None, **kw):
        return sequence_name in self.get_sequence_names(schema)

    def has_schema(self, schema_name, **kw):
        return schema_name in self.get_schema_names()

    @_kept
    def has_table(self, table_name, schema=None, **kw):
        return self._ask("has_table", table=table_name, schema=schema)

    def has_index(self, table_name, index_name, schema=None, **kw):
        return any(index["name"] == index_name for index in self.get_indexes(table_name, schema))

    @_kept
    def get_enums(self, schema=None, **kw):
        return [{"name": item["name"], "schema": item["schema"], "visible": item.get("visible", True),
                 "labels": list(item["labels"])} for item in self._ask("enums", schema=schema)]

    def get_domains(self, schema=None, **kw):
        return []

    def _reflected_table(self, table_name, schema=None):
        found = self._ask("table", table=table_name, schema=schema)
        if found is None:
            raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else str(table_name))
        return found

    @_kept
    def get_columns(self, table_name, schema=None, **kw):
        table = self._reflected_table(table_name, schema)
        dialect_name = self.dialect.name
        keys = [name for constraint in table.get("constraints") or () if constraint["kind"] == "primary_key"
                for name in constraint["columns"]]
        made = []
        for column in table.get("columns") or ():
            default = _text(column.get("server_default"))
            found = {"name": column["name"], "type": _from_plain(column["type"], dialect_name),
                     "nullable": column.get("nullable", True), "default": default}
            if dialect_name == "sqlite":
                found["primary_key"] = keys.index(column["name"]) + 1 if column["name"] in keys else 0
            else:
                found["autoincrement"] = column.get("identity") is not None or bool(
                    default and default.startswith("nextval("))
                found["comment"] = column.get("comment")
            if column.get("identity") is not None:
                found["identity"] = {"always": False, "start": 1, "increment": 1, **column["identity"]}
            if column.get("computed") is not None:
                found["computed"] = {"sqltext": _text(column["computed"]["sqltext"]),
                                     "persisted": column["computed"].get("persisted", True)}
            made.append(found)
        return made

    def _constraints(self, table_name, schema, kind):
        table = self._reflected_table(table_name, schema)
        return [item for item in table.get("constraints") or () if item["kind"] == kind]

    @_kept
    def get_pk_constraint(self, table_name, schema=None, **kw):
        found = self._constraints(table_name, schema, "primary_key")
        if not found:
            return {"constrained_columns": [], "name": None}
        made = {"constrained_columns": list(found[0]["columns"]), "name": _name(found[0])}
        if self.dialect.name == "postgresql":
            made["comment"] = None
            made["dialect_options"] = _index_options(found[0], "postgresql_include")
        return made

    def get_primary_keys(self, table_name, schema=None, **kw):
        return self.get_pk_constraint(table_name, schema)["constrained_columns"]

    @_kept
    def get_foreign_keys(self, table_name, schema=None, **kw):
        made = []
        for item in self._constraints(table_name, schema, "foreign_key"):
            options = {key: item[key] for key in ("onupdate", "ondelete", "match") if item.get(key)}
            for key, value in (item.get("deferral") or {}).items():
                if value is not None:
                    options[key] = value
            found = {"name": _name(item), "constrained_columns": list(item["columns"]),
                     "referred_schema": item.get("referred_schema") or None, "referred_table": item["referred_table"],
                     "referred_columns": list(item["referred_columns"]), "options": options}
            if self.dialect.name == "postgresql":
                found["comment"] = item.get("comment")
            made.append(found)
        return made

    @_kept
    def get_unique_constraints(self, table_name, schema=None, **kw):
        made = []
        for item in self._constraints(table_name, schema, "unique"):
            found = {"name": _name(item), "column_names": list(item["columns"])}
            if self.dialect.name == "postgresql":
                found["comment"] = item.get("comment")
                found["dialect_options"] = _index_options(item, "postgresql_include", "postgresql_nulls_not_distinct")
            made.append(found)
        return made

    @_kept
    def get_check_constraints(self, table_name, schema=None, **kw):
        made = []
        for item in self._constraints(table_name, schema, "check"):
            found = {"name": _name(item), "sqltext": _text(item["sqltext"])}
            if self.dialect.name == "postgresql":
                found["comment"] = item.get("comment")
            made.append(found)
        return made

    @_kept
    def get_indexes(self, table_name, schema=None, **kw):
        made = []
        for item in self._reflected_table(table_name, schema).get("indexes") or ():
            names = [element if isinstance(element, str) else None for element in item["elements"]]
            unique = item.get("unique", False)
            found = {"name": _name(item), "unique": int(unique) if self.dialect.name == "sqlite" else unique,
                     "column_names": names}
            if None in names:
                found["expressions"] = [element if isinstance(element, str) else _text(element)
                                        for element in item["elements"]]
            options = {key: _text(value) if isinstance(value, dict) and "node" in value else value
                       for key, value in (item.get("options") or {}).items()}
            duplicated = options.pop("duplicates_constraint", None)
            if duplicated is not None:
                found["duplicates_constraint"] = duplicated
            if self.dialect.name == "postgresql":
                options.setdefault("postgresql_include", [])
            found["dialect_options"] = options
            made.append(found)
        return made

    @_kept
    def get_table_comment(self, table_name, schema=None, **kw):
        return {"text": self._reflected_table(table_name, schema).get("comment")}

    @_kept
    def get_table_options(self, table_name, schema=None, **kw):
        return dict(self._reflected_table(table_name, schema).get("options") or {})

    def get_sorted_table_and_fkc_names(self, schema=None):
        from ..schema import MetaData

        metadata = MetaData()
        metadata.reflect(self, schema=schema)
        return [(table.name, set()) for table in metadata.sorted_tables] + [(None, [])]

    def reflect_table(self, table, include_columns=None, exclude_columns=(), resolve_fks=True, autoload_replace=True,
                      _extend_on=None, _reflect_info=None):
        """Fills a Table with the columns, constraints and indexes that the database has."""
        from ..schema import (CheckConstraint, Column, Computed, DefaultClause, ForeignKeyConstraint, Identity, Index,
                              PrimaryKeyConstraint, Table, UniqueConstraint, _table_key)
        from ..sql.elements import text

        plain = self._reflected_table(table.name, table.schema)
        dialect_name = self.dialect.name
        given = set(table._columns_by_key)
        for column in plain.get("columns") or ():
            name = column["name"]
            if include_columns and name not in include_columns or name in exclude_columns or name in given:
                continue
            items = []
            if column.get("identity") is not None:
                items.append(Identity(**column["identity"]))
            elif column.get("computed") is not None:
                items.append(Computed(_text(column["computed"]["sqltext"]), column["computed"].get("persisted")))
            default = _text(column.get("server_default"))
            table._append_column(Column(
                name, _from_plain(column["type"], dialect_name), *items, nullable=column.get("nullable", True),
                server_default=DefaultClause(text(default), _reflected=True) if default is not None and not items else None,
                comment=column.get("comment")))
        for item in plain.get("constraints") or ():
            kind = item["kind"]
            names = [name for name in item.get("columns") or () if name in table._columns_by_key]
            if kind == "primary_key":
                PrimaryKeyConstraint(*names, name=_name(item))._attach(table)
            elif kind == "unique":
                UniqueConstraint(*names, name=_name(item))._attach(table)
            elif kind == "check":
                CheckConstraint(text(_text(item["sqltext"])), name=_name(item))._attach(table)
            elif kind == "foreign_key":
                if len(names) != len(item["columns"]) or any(table._columns_by_key[name]._fks for name in names):
                    continue
                schema = item.get("referred_schema") or None
                if resolve_fks and _table_key(item["referred_table"], schema) not in table.metadata.tables:
                    Table(item["referred_table"], table.metadata, schema=schema, autoload_with=self)
                prefix = _table_key(item["referred_table"], schema)
                deferral = item.get("deferral") or {}
                ForeignKeyConstraint(names, [f"{prefix}.{name}" for name in item["referred_columns"]], name=_name(item),
                                     onupdate=item.get("onupdate"), ondelete=item.get("ondelete"),
                                     deferrable=deferral.get("deferrable"),
                                     initially=deferral.get("initially"))._attach(table)
        for item in plain.get("indexes") or ():
            options = dict(item.get("options") or {})
            if options.pop("duplicates_constraint", None) is not None:
                continue
            elements = [element if isinstance(element, str) else text(_text(element)) for element in item["elements"]]
            if any(isinstance(element, str) and element not in table._columns_by_key for element in elements):
                continue
            options = {key: text(_text(value)) if isinstance(value, dict) and "node" in value else value
                       for key, value in options.items()}
            Index(_name(item), *elements, unique=item.get("unique", False), _table=table, **options)
        if plain.get("comment") is not None and table.comment is None:
            table.comment = plain["comment"]


def _index_options(item, *names):
    given = item.get("options") or {}
    return {name: list(given.get(name) or ()) if name == "postgresql_include" else bool(given.get(name))
            for name in names}


def _name(item):
    name = item.get("name")
    return name.get("text") if isinstance(name, dict) else name


def _text(expression):
    """Reflected expressions are text."""
    if isinstance(expression, dict):
        return expression.get("text", expression.get("name"))
    return expression


def inspect(subject, raiseerr=True):
    bind = _sync(subject)
    if isinstance(bind, (Engine, Connection)):
        return Inspector(bind)
    if isinstance(bind, Inspector):
        return bind
    mapper = getattr(subject, "__mapper__", None)
    if mapper is not None:
        if isinstance(subject, type):
            return mapper
        return subject._sa_instance_state
    if hasattr(subject, "_sa_inspect"):
        return subject._sa_inspect()
    if hasattr(subject, "selectable") or hasattr(subject, "_plain"):
        return subject
    if raiseerr:
        raise exc.NoInspectionAvailable(f"No inspection system is available for object of type {type(subject)}")
    return None


def cache(function):
    return function

"""What scripts ask of a dialect, and which one is at work."""

import _limbeck


class Dialect:
    """What scripts ask of a dialect."""

    # Those of a dialect that the engine does not know.
    max_identifier_length = 9999
    supports_alter = implicit_returning = insert_returning = supports_statement_cache = True
    supports_native_boolean = supports_native_enum = supports_native_uuid = supports_sequences = sequences_optional = False
    supports_identity_columns = supports_comments = supports_constraint_comments = positional = is_async = False
    _has_server = False
    paramstyle = "named"
    dbapi = None
    default_isolation_level = "SERIALIZABLE"
    identifier_preparer = property(lambda self: _Preparer(self.name))
    preparer = identifier_preparer

    def __init__(self, name, driver=None, connection=None):
        self.name = name
        facts = _limbeck.dialect_facts(name)
        self._usual_schema = facts.pop("default_schema_name", None)
        self.driver = driver or facts.pop("driver", name)
        self.__dict__.update(facts)
        self._connection = connection

    @property
    def server_version_info(self):
        if self._connection is None:
            return None
        import re

        text = self._connection._open().server_version()
        return tuple(int(part) for part in re.findall(r"\d+", text.split(" ")[0])[:3])

    @property
    def default_schema_name(self):
        if "_default_schema_name" in self.__dict__:
            return self._default_schema_name
        if self._connection is None:
            return self._usual_schema
        return self._connection._inspect("default_schema", {})

    @default_schema_name.setter
    def default_schema_name(self, name):
        # env.py files of several tenants tell of the search_path that they have set.
        self._default_schema_name = name

    def type_descriptor(self, typeobj):
        return typeobj() if isinstance(typeobj, type) else typeobj

    def has_table(self, connection, table_name, schema=None, **kw):
        return connection._inspect("has_table", {"table": str(table_name), "schema": schema or ""})


class _Preparer:
    def __init__(self, dialect_name):
        self._dialect_name = dialect_name

    def quote(self, ident, force=None):
        return _limbeck.quote(str(ident), self._dialect_name, False)

    quote_schema = quote

    def quote_identifier(self, value):
        return _limbeck.quote(str(value), self._dialect_name, True)


_dialects = {}


def dialect_named(name):
    """That of the migration where the name is None."""
    name = name or current_dialect_name()
    found = _dialects.get(name)
    if found is None:
        found = _dialects[name] = Dialect(name)
    return found


def current_dialect_name():
    """The dialect of the migration that runs in this thread."""
    info = _limbeck.context_info()
    return info["dialect_name"] if info else "postgresql"

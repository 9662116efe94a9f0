"""Stands for the engine: keeps the operations that it is given, and answers what façades ask."""

from urllib.parse import parse_qsl, quote, unquote

operations = []
executed = []
heads = []
answers = {}  # results of Connection.execute, by the text of a statement
as_sql = False
dialect_name = "postgresql"
configured = []


class Error(Exception):
    def __init__(self, what="", where="", now="", kind="script", sqlstate="", statement=""):
        super().__init__(what)
        self.what, self.where, self.now, self.kind = what, where, now, kind
        self.sqlstate, self.statement, self.diagnostics = sqlstate, statement, {}


def plain(value):
    """What the engine's to_value() does."""
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value), value
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "_plain"):
        return plain(value._plain())
    if type(value).__module__ in ("datetime", "decimal", "uuid"):
        return value
    raise Error(f"{type(value).__name__} cannot cross to the engine")


def note_refusal(of_facade, package=""):
    pass


def may_open_environment():
    return False


def warn(text):
    pass


def plan_is_made():
    return False


def carries_compiled_module(name):
    return False


def packed_module(name):
    return None


def create_compiled_module(specification):
    raise ImportError(specification.name)


def is_thorough():
    return False


def run_batches(change):
    raise AssertionError("nothing here has a database")


def invoke(operation):
    operations.append(plain(operation))


class Connection:
    def __init__(self, url):
        self._url = url
        self.calls = []
        self._open = False

    dialect_name = property(lambda self: self._url.partition(":")[0].partition("+")[0])

    def url(self):
        return self._url

    def begin(self):
        self._open = True
        self.calls.append("begin")

    def commit(self):
        self._open = False
        self.calls.append("commit")

    def rollback(self):
        self._open = False
        self.calls.append("rollback")

    def in_transaction(self):
        return self._open

    def close(self):
        self.calls.append("close")

    def same_as(self, other):
        return self is other

    def savepoint(self, name):
        self.calls.append(("savepoint", name))

    def release_savepoint(self, name):
        self.calls.append(("release", name))

    def rollback_to_savepoint(self, name):
        self.calls.append(("rollback to", name))

    def server_version(self):
        return "15.4"

    def set_isolation_level(self, level):
        self.calls.append(("isolation", level))

    def execute(self, statement, parameters=None):
        statement = plain(statement)
        executed.append((statement, plain(parameters)))
        key = statement if isinstance(statement, str) else statement.get("text")
        rows = isinstance(statement, dict) and (statement["node"] == "select" or "returning" in statement)
        found = answers.get(key, {"returns_rows": bool(rows), "columns": [], "rows": [], "rowcount": 1, "last_insert_id": 0})
        if isinstance(found, Error):
            raise found
        return {**found, "rows": [list(row) for row in found["rows"]]}

    def invoke(self, operation, convention=None):
        operations.append(plain(operation))

    def inspect(self, question, arguments):
        found = answers.get(question)
        return found(arguments) if callable(found) else found


def connect(url, options=None):
    return Connection(url)


def plain_form(kind, value):
    value = plain(value)
    return {"name": value} if isinstance(value, str) else value


def environment():
    return {"command": "upgrade", "as_sql": as_sql, "starting_revision": None, "destination_revisions": ["head"],
            "tag": None, "dont_mutate": False, "purge": False, "url": None, "configured": bool(configured)}


def configure(options, connection, output, callbacks, steps):
    configured.append((plain(options), connection))


def context_identity():
    return 1


def context_info():
    return {"dialect_name": dialect_name, "as_sql": as_sql, "transactional_ddl": True, "in_transaction": True,
            "connection": configured[-1][1] if configured else None}


def begin_transaction(per_migration):
    return True


def end_transaction(ok):
    operations.append({"op": "end", "ok": ok})


def run_migrations():
    operations.append({"op": "run_migrations"})


def enter_autocommit():
    pass


exit_autocommit = enter_autocommit


def current_heads():
    return heads


def static_output(text):
    operations.append({"op": "static_output", "text": text})


def parse_url(text):
    drivername, _, rest = text.partition("://")
    rest, _, query = rest.partition("?")
    place, slash, database = rest.partition("/")
    user, at, host = place.rpartition("@")
    username, colon, password = user.partition(":")
    host, _, port = host.partition(":")
    return {"drivername": drivername, "username": unquote(username) or None,
            "password": unquote(password) if colon else None, "host": host or None, "port": int(port) if port else None,
            "database": unquote(database) if database else None, "query": dict(parse_qsl(query))}


def render_url(url, hide_password):
    text = url["drivername"] + "://"
    if url["username"]:
        text += quote(url["username"])
        if url["password"] is not None:
            text += ":" + ("***" if hide_password else quote(url["password"], safe=""))
        text += "@"
    text += url["host"] or ""
    if url["port"]:
        text += f":{url['port']}"
    if url["database"]:
        text += "/" + url["database"]
    return text


def dialect_facts(name):
    return {}


def dialect_names():
    return "postgresql", "sqlite"


def render_type(type_, dialect_name):
    return str(type_)


def _quoted(identifier, dialect_name, always):
    return f'"{identifier}"'


def compile(tree, dialect_name, binds, parameters):
    return str(plain(tree))


def compile_operation(operation, dialect_name, convention={}):
    return [str(plain(operation))]


def config_info():
    return {"config_file_name": "alembic.ini", "toml_file_name": None, "config_ini_section": "alembic",
            "x": ["a=b", "c"], "options": {"tag": "t"}, "attributes": {}, "command": "upgrade",
            "arguments": {"revision": "head"}, "quiet": False}


settings = {"sqlalchemy.url": "postgresql://u:p@h/db"}


def config_get(section, name):
    return settings.get(name)


def config_set(section, name, value):
    settings[name] = value


def config_section(name):
    return dict(settings)


def open_scripts():
    return None


def script_info(question, arguments, scripts):
    return {"directory": {"dir": "/p", "locations": ["/p/versions"], "version_locations": [], "file_template": "%(rev)s",
                          "truncate_slug_length": 40, "timezone": None, "output_encoding": "utf-8",
                          "recursive_version_locations": False},
            "heads": ["b"], "bases": ["a"], "current_head": "b", "as_revision_number": ["b"]}.get(question)


def order_of_creation(tables):
    """By name, each after those that it refers to; of circles the engine alone knows."""
    names = [table["name"] for table in tables]
    found = []

    def visit(place):
        for constraint in tables[place].get("constraints", ()):
            if constraint.get("referred_table") in names and (other := names.index(constraint["referred_table"])) != place:
                visit(other)
        if place not in found:
            found.append(place)

    for place in sorted(range(len(tables)), key=names.__getitem__):
        visit(place)
    return found


def whole_schema(verb, dialect_name, schema):
    order = order_of_creation(schema["tables"])
    return [({"op": f"{verb}_table", "table": schema["tables"][place]}, place)
            for place in (order if verb == "create" else reversed(order))]


def autoincrement_column(table):
    names = [column["name"] for column in table["columns"]]
    return names[0] if len(names) == 1 else None

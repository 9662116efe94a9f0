"""URLs, e-mail addresses and IP addresses.

The URL types are strings here, where pydantic has objects of their own: every use that works with pydantic 2 works,
and so does what was written for pydantic 1, where they were strings too.
"""

from ._errors import Failure, ValidationError, failure, listed

_USER_INFO = frozenset(' "#<>?`{}/:;=@[]^|\\')
_PATH = frozenset(' "#<>?`{}')
_QUERY = frozenset(' "#<>')
_FRAGMENT = frozenset(' "<>`')
_SPECIAL = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "file": None}


def _encoded(text, unsafe):
    if text.isascii() and text.isprintable() and not unsafe.intersection(text):
        return text
    return "".join(
        char
        if "\x20" <= char < "\x7f" and char not in unsafe
        else "".join(f"%{byte:02X}" for byte in char.encode("utf-8"))
        for char in text
    )


class UrlConstraints:
    """What a URL must have, for Annotated[AnyUrl, UrlConstraints(...)]."""

    def __init__(self, max_length=None, allowed_schemes=None, host_required=None, default_host=None,
                 default_port=None, default_path=None, preserve_empty_path=None):
        self.max_length = max_length
        self.allowed_schemes = allowed_schemes
        self.host_required = host_required
        self.default_host = default_host
        self.default_port = default_port
        self.default_path = default_path
        self.preserve_empty_path = preserve_empty_path


def _host(text, value, scheme, rules, multi):
    """One `user:password@host:port` as a dict."""
    user_info, at, place = text.rpartition("@")
    username = password = None
    if at:
        username, colon, password = user_info.partition(":")
        username = _encoded(username, _USER_INFO) or None
        password = _encoded(password, _USER_INFO) if colon else None
    port = None
    if place.startswith("["):
        host, closed, rest = place.partition("]")
        if not closed:
            raise failure("url_parsing", value, error="invalid IPv6 address")
        host += closed
        digits = rest[1:] if rest.startswith(":") else ""
    else:
        host, _, digits = place.partition(":")
    if digits:
        if not digits.isascii() or not digits.isdigit() or int(digits) > 65535:
            raise failure("url_parsing", value, error="invalid port number")
        port = int(digits)
    if scheme in _SPECIAL:
        host = host.lower()
        if port == _SPECIAL[scheme]:
            port = None
    return {"username": username, "password": password, "host": host or None, "port": port}


def _without_dots(path):
    """The path without its "." and ".." steps."""
    steps = []
    parts = path.split("/")[1:]
    for index, part in enumerate(parts):
        if part not in (".", ".."):
            steps.append(part)
            continue
        if part == ".." and steps:
            steps.pop()
        if index == len(parts) - 1:
            steps.append("")
    return "/" + "/".join(steps)


def _parse(text, rules, multi):
    """The parts of a URL: (scheme, hosts, path, query, fragment)."""
    value = text
    text = text.strip()
    if not text:
        raise failure("url_parsing", value, error="input is empty")
    if rules.max_length and len(text) > rules.max_length:
        raise failure("url_too_long", value, max_length=rules.max_length)
    scheme, separator, rest = text.partition(":")
    if not separator or not scheme[:1].isalpha() or not all(c.isalnum() or c in "+-." for c in scheme):
        raise failure("url_parsing", value, error="relative URL without a base")
    scheme = scheme.lower()
    special = scheme in _SPECIAL
    hosts = []
    if rest.startswith("//") or special:
        rest = rest.lstrip("/") if special and scheme != "file" else rest[2:]
        end = min((rest.find(mark) for mark in "/?#" if mark in rest), default=len(rest))
        authority, rest = rest[:end], rest[end:]
        for part in authority.split(",") if multi else [authority]:
            hosts.append(_host(part, value, scheme, rules, multi))
    if rules.allowed_schemes and scheme not in rules.allowed_schemes:
        raise failure("url_scheme", value, expected_schemes=listed(rules.allowed_schemes))
    for host in hosts:
        if host["host"] is None:
            if rules.default_host and not any(host.values()):
                host["host"] = rules.default_host
            elif (special and scheme != "file") or len(hosts) > 1 or host["username"] or host["port"] or (
                multi and rules.host_required
            ):
                raise failure("url_parsing", value, error="empty host")
            elif rules.host_required:
                raise failure("url_parsing", value, error="empty host")
    if not hosts and rules.host_required:
        raise failure("url_parsing", value, error="empty host")
    if rules.default_port and hosts and hosts[-1]["port"] is None and hosts[-1]["host"]:
        hosts[-1]["port"] = rules.default_port
    rest, mark, fragment = rest.partition("#")
    fragment = _encoded(fragment, _FRAGMENT) if mark else None
    path, mark, query = rest.partition("?")
    query = _encoded(query, _QUERY) if mark else None
    path = _encoded(path, _PATH)
    if hosts and "/." in path:
        path = _without_dots(path)
    if not path:
        path = rules.default_path or ("/" if special else "")
    return scheme, hosts, path, query, fragment


def _joined(scheme, hosts, path, query, fragment):
    places = []
    for host in hosts:
        user_info = host.get("username") or ""
        if host.get("password") is not None:
            user_info += ":" + host["password"]
        place = (user_info + "@" if user_info else "") + (host.get("host") or "")
        if host.get("port") is not None:
            place += f":{host['port']}"
        places.append(place)
    url = scheme + ":" + ("//" + ",".join(places) if hosts else "") + path
    if query is not None:
        url += "?" + query
    return url + ("#" + fragment if fragment is not None else "")


class _Url(str):
    """A parsed URL; its text is the URL in normal form."""

    _constraints = UrlConstraints()
    _multi = False

    def __new__(cls, url="", **parts):
        if parts:  # pydantic 1: AnyUrl(text, scheme=..., host=...)
            return cls.build(**parts)
        try:
            return cls._make(url)
        except Failure as error:
            raise ValidationError(cls.__name__, error.items, hide_input=True) from None

    @classmethod
    def _make(cls, url, constraints=None):
        if type(url) is cls and constraints is None:
            return url
        if not isinstance(url, str):
            raise failure("url_type", url)
        parts = _parse(url, constraints or cls._constraints, cls._multi)
        self = str.__new__(cls, _joined(*parts))
        self.scheme, self._hosts, self._path, self.query, self.fragment = parts
        return self

    @property
    def path(self):
        return self._path or None

    @property
    def username(self):
        return self._hosts[0]["username"] if self._hosts else None

    user = username

    @property
    def password(self):
        return self._hosts[0]["password"] if self._hosts else None

    @property
    def host(self):
        return self._hosts[0]["host"] if self._hosts else None

    @property
    def port(self):
        port = self._hosts[0]["port"] if self._hosts else None
        return _SPECIAL.get(self.scheme) if port is None else port

    @property
    def tld(self):
        return self.host.rpartition(".")[2] if self.host and "." in self.host else None

    def unicode_host(self):
        return self.host

    def hosts(self):
        return [dict(host) for host in self._hosts]

    def query_params(self):
        from urllib.parse import parse_qsl

        return parse_qsl(self.query or "", keep_blank_values=True)

    def unicode_string(self):
        return str(self)

    encoded_string = unicode_string

    def __str__(self):
        return str.__str__(self)[:]

    def __repr__(self):
        return f"{type(self).__name__}({str.__repr__(self)})"

    def __reduce__(self):
        return type(self), (str.__str__(self),)

    def __deepcopy__(self, memo):
        return self

    @classmethod
    def build(cls, *, scheme, hosts=None, username=None, user=None, password=None, host=None, port=None, path=None,
              query=None, fragment=None, tld=None):
        # pydantic 1 says user= and gives the path its slash; pydantic 2 says username= and always adds one.
        if path and (username is not None or not path.startswith("/")):
            path = "/" + path
        if hosts is None:
            name = user if username is None else username
            hosts = [{"username": name, "password": password, "host": host, "port": port}]
        if port is not None:
            hosts[-1]["port"] = int(port)
        if isinstance(query, (dict, list, tuple)):
            from urllib.parse import urlencode

            query = urlencode(query)
        return cls(_joined(scheme, hosts, path or "", query, fragment))


class Url(_Url):
    pass


class MultiHostUrl(_Url):
    _multi = True


class AnyUrl(_Url):
    pass


def _kind(name, schemes=None, multi=False, base=AnyUrl, **rules):
    namespace = {"_constraints": UrlConstraints(allowed_schemes=schemes, **rules), "_multi": multi}
    return type(name, (base,), {**namespace, "__module__": __name__})


AnyHttpUrl = _kind("AnyHttpUrl", ["http", "https"])
HttpUrl = _kind("HttpUrl", ["http", "https"], base=AnyUrl, max_length=2083)
AnyWebsocketUrl = _kind("AnyWebsocketUrl", ["ws", "wss"])
WebsocketUrl = _kind("WebsocketUrl", ["ws", "wss"], max_length=2083)
FileUrl = _kind("FileUrl", ["file"])
FtpUrl = _kind("FtpUrl", ["ftp"])
PostgresDsn = _kind(
    "PostgresDsn",
    ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+pg8000", "postgresql+psycopg",
     "postgresql+psycopg2", "postgresql+psycopg2cffi", "postgresql+py-postgresql", "postgresql+pygresql"],
    multi=True, host_required=True,
)
CockroachDsn = _kind(
    "CockroachDsn", ["cockroachdb", "cockroachdb+psycopg2", "cockroachdb+asyncpg"], host_required=True
)
AmqpDsn = _kind("AmqpDsn", ["amqp", "amqps"])
RedisDsn = _kind(
    "RedisDsn", ["redis", "rediss"], default_host="localhost", default_port=6379, default_path="/0",
    host_required=True,
)
MongoDsn = _kind("MongoDsn", ["mongodb", "mongodb+srv"], multi=True, default_port=27017)
KafkaDsn = _kind("KafkaDsn", ["kafka"], default_host="localhost", default_port=9092)
NatsDsn = _kind("NatsDsn", ["nats", "tls", "ws", "wss"], multi=True, default_host="localhost", default_port=4222)
MySQLDsn = _kind(
    "MySQLDsn",
    ["mysql", "mysql+mysqlconnector", "mysql+aiomysql", "mysql+asyncmy", "mysql+mysqldb", "mysql+pymysql",
     "mysql+cymysql", "mysql+pyodbc"],
    default_port=3306, host_required=True,
)
MariaDBDsn = _kind(
    "MariaDBDsn", ["mariadb", "mariadb+mariadbconnector", "mariadb+pymysql"], default_port=3306, host_required=True
)
ClickHouseDsn = _kind(
    "ClickHouseDsn",
    ["clickhouse", "clickhouses", "clickhouse+native", "clickhouse+http", "clickhouse+asynch", "clickhousedb"],
    default_host="localhost", default_port=9000,
)
SnowflakeDsn = _kind("SnowflakeDsn", ["snowflake"], host_required=True)


def validate_email(value, /):
    """(name, address) of an e-mail address, the domain in lower case."""
    text = value.strip()
    name, opened, rest = text.rpartition("<")
    if opened and rest.endswith(">"):
        name, text = name.strip().strip('"'), rest[:-1].strip()
    else:
        name = ""
    local, at, domain = text.rpartition("@")

    def bad(reason):
        message = f"value is not a valid email address: {reason}"
        return Failure([("value_error", (), message, value, {"reason": reason})])

    if not at:
        raise bad("An email address must have an @-sign.")
    if not local:
        raise bad("There must be something before the @-sign.")
    if not domain:
        raise bad("There must be something after the @-sign.")
    if "." not in domain:
        raise bad("The part after the @-sign is not valid. It should have a period.")
    if any(char.isspace() for char in local + domain) or "@" in local or ".." in text or local.startswith("."):
        raise bad("The email address contains invalid characters.")
    return name or local, f"{local}@{domain.lower()}"


class EmailStr(str):
    """A string that is an e-mail address; validated values are plain strings."""

    @classmethod
    def _validate(cls, value, /):
        return validate_email(value)[1]


class NameEmail:
    __slots__ = ("name", "email")

    def __init__(self, name, email):
        self.name = name
        self.email = email

    def __eq__(self, other):
        return isinstance(other, NameEmail) and (self.name, self.email) == (other.name, other.email)

    def __str__(self):
        return f"{self.name} <{self.email}>"

    def __repr__(self):
        return f"NameEmail(name={self.name!r}, email={self.email!r})"


class IPvAnyAddress:
    """An IPv4 or IPv6 address; calling it makes one of the ipaddress module's objects."""

    def __new__(cls, value):
        import ipaddress

        return ipaddress.ip_address(value)


class IPvAnyInterface:
    def __new__(cls, value):
        import ipaddress

        return ipaddress.ip_interface(value)


class IPvAnyNetwork:
    def __new__(cls, value):
        import ipaddress

        return ipaddress.ip_network(value)

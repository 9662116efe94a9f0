"""Values that settings are read as: Secret, CommaSeparatedStrings, URL."""


class Secret:
    """A string that does not show itself."""

    def __init__(self, value):
        self._value = value

    def __repr__(self):
        return "Secret('**********')"

    def __str__(self):
        return self._value

    def __bool__(self):
        return bool(self._value)


class CommaSeparatedStrings:
    """A list of strings, written with commas between them."""

    def __init__(self, value):
        if isinstance(value, str):
            from shlex import shlex

            splitter = shlex(value, posix=True)
            splitter.whitespace = ","
            splitter.whitespace_split = True
            self._items = [item.strip() for item in splitter]
        else:
            self._items = list(value)

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, item):
        return item in self._items

    def __eq__(self, other):
        return list(self) == list(other) if hasattr(other, "__iter__") else NotImplemented

    def __repr__(self):
        return f"CommaSeparatedStrings({list(self)!r})"

    def __str__(self):
        return ", ".join(repr(item) for item in self)


class URL:
    """A URL and its parts; the password is not shown by repr()."""

    def __init__(self, url="", scope=None, **parts):
        self._url = URL(url).replace(**parts)._url if parts else url

    @property
    def components(self):
        if not hasattr(self, "_components"):
            from urllib.parse import urlsplit

            self._components = urlsplit(self._url)
        return self._components

    def __getattr__(self, name):
        if name in ("scheme", "netloc", "path", "query", "fragment", "username", "password", "hostname", "port"):
            return getattr(self.components, name)
        raise AttributeError(name)

    @property
    def is_secure(self):
        return self.scheme in ("https", "wss")

    def replace(self, **parts):
        if any(name in parts for name in ("username", "password", "hostname", "port")):
            host, port = parts.pop("hostname", None), parts.pop("port", self.port)
            username, password = parts.pop("username", self.username), parts.pop("password", self.password)
            if host is None:
                host = self.netloc.rpartition("@")[2]
                if host[-1:] != "]":
                    host = host.rsplit(":", 1)[0]
            place = host if port is None else f"{host}:{port}"
            if username is not None:
                place = f"{username}{'' if password is None else ':' + password}@{place}"
            parts["netloc"] = place
        return type(self)(self.components._replace(**parts).geturl())

    def _with_query(self, change):
        from urllib.parse import parse_qsl, urlencode

        return self.replace(query=urlencode(change(parse_qsl(self.query, keep_blank_values=True))))

    def include_query_params(self, **params):
        def change(items):
            merged = dict(items)
            merged.update((name, str(value)) for name, value in params.items())
            return list(merged.items())

        return self._with_query(change)

    def replace_query_params(self, **params):
        return self._with_query(lambda items: [(name, str(value)) for name, value in params.items()])

    def remove_query_params(self, keys):
        keys = [keys] if isinstance(keys, str) else keys
        return self._with_query(lambda items: [item for item in items if item[0] not in keys])

    def __eq__(self, other):
        return str(self) == str(other)

    def __str__(self):
        return self._url

    def __repr__(self):
        return f"URL({str(self.replace(password='********') if self.password else self)!r})"

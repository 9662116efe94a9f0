"""The grammar of .env files, as python-dotenv reads it."""

import re

_BLANK = re.compile(r"\s*")
_SPACE = re.compile(r"[^\S\r\n]*")
_EXPORT = re.compile(r"export[^\S\r\n]+")
_QUOTED_KEY = re.compile(r"'([^']+)'")
_PLAIN_KEY = re.compile(r"[^=#\s]+")
_SINGLE = re.compile(r"'((?:\\'|[^'])*)'")
_DOUBLE = re.compile(r'"((?:\\"|[^"])*)"')
_PLAIN = re.compile(r"[^\r\n]*")
_LINE_END = re.compile(r"[^\S\r\n]*(?:#[^\r\n]*)?[^\S\r\n]*(?:\r\n|\n|\r|\Z)")
_REST = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?")
_TRAILING_COMMENT = re.compile(r"\s+#.*")
_DOUBLE_ESCAPE = re.compile(r"\\[\\'\"abfnrtv]")
_SINGLE_ESCAPE = re.compile(r"\\[\\']")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def _unescape(pattern, text):
    return pattern.sub(lambda found: _ESCAPES.get(found.group()[1], found.group()[1]), text)


def _value(text, at):
    """The value that starts at `at`, with the position behind it; None where a quote is not closed."""
    first = text[at : at + 1]
    if first == "'" or first == '"':
        found = (_SINGLE if first == "'" else _DOUBLE).match(text, at)
        if found is None:
            return None, at
        return _unescape(_SINGLE_ESCAPE if first == "'" else _DOUBLE_ESCAPE, found.group(1)), found.end()
    if first in ("", "\n", "\r"):
        return "", at
    found = _PLAIN.match(text, at)
    return _TRAILING_COMMENT.sub("", found.group()).rstrip(), found.end()


def _binding(text, at):
    """One `key=value` at `at`: (key, value, end, error); after an error, end is how far reading came."""
    found = _EXPORT.match(text, at)
    if found:
        at = found.end()
    key = None
    if text[at : at + 1] != "#":
        quoted = text[at : at + 1] == "'"
        found = (_QUOTED_KEY if quoted else _PLAIN_KEY).match(text, at)
        if found is None:
            return None, None, at, True
        key = found.group(1) if quoted else found.group()
        at = found.end()
    at = _SPACE.match(text, at).end()
    value = None
    if text[at : at + 1] == "=":
        at = _SPACE.match(text, at + 1).end()
        value, at = _value(text, at)
        if value is None:
            return None, None, at, True
    found = _LINE_END.match(text, at)
    return (key, value, found.end(), False) if found else (None, None, at, True)


def parse(text):
    """Yields (key, value, line, error) for each statement; key is None for comments and for errors."""
    at = 0
    line = 1
    counted = 0
    end = len(text)
    while at < end:
        start = _BLANK.match(text, at).end()
        if start >= end:
            return
        line += len(re.findall(r"\r\n|\n|\r", text[counted:start]))
        counted = start
        key, value, at, error = _binding(text, start)
        if error:
            at = _REST.match(text, at).end()
        yield key, value, line, error


_VARIABLE = re.compile(r"\$\{([^\}:]*)(?::-([^\}]*))?\}")


def interpolate(value, lookup):
    """Replaces ${NAME} and ${NAME:-default}; lookup(name) gives a string or None."""

    def replace(found):
        default = found.group(2)
        result = lookup(found.group(1), default if default is not None else "")
        return result if result is not None else ""

    return _VARIABLE.sub(replace, value)

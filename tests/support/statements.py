"""SQL text made comparable: cut into statements, white space outside of quotes made single."""

import re

_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*)
      | (?P<quoted>'(?:[^']|'')*' | "(?:[^"]|"")*" | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
      | (?P<space>\s+)
      | (?P<end>;)
      | (?P<other>.)""",
    re.X | re.S,
)


def split(sql):
    """The statements of a script, comments among them as entries of their own, each on one line."""
    found, current = [], []

    def close():
        text = "".join(current).strip()
        if text:
            found.append(text)
        current.clear()

    for match in _TOKEN.finditer(sql):
        kind, text = match.lastgroup, match.group()
        if match.group("comment") is not None:
            close()
            found.append(text.strip())
        elif match.group("quoted") is not None:
            current.append(text)
        elif kind == "space":
            if current and current[-1] != " ":
                current.append(" ")
        elif kind == "end":
            close()
        else:
            current.append(text)
    close()
    return found


_SIMPLE_NAME = re.compile(r'"([A-Za-z_][A-Za-z0-9_]*)"')


def normal_ddl(sql):
    """One CREATE statement as SQLite keeps it, without what says nothing: spacing and needless quotes."""
    if sql is None:
        return None
    text = " ".join(split(sql))
    parts = re.split(r"('(?:[^']|'')*')", text)
    for i in range(0, len(parts), 2):
        parts[i] = _SIMPLE_NAME.sub(r"\1", re.sub(r"\s*([(),])\s*", r"\1", parts[i]))
    return "".join(parts)

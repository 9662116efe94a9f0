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
    return _sorted_constraints("".join(parts))


def kept_ddl(sql):
    """One CREATE statement as SQLite keeps it; only the constraints of a table that SQLAlchemy has written are put into
    alphabetical order, behind its columns: it keeps reflected ones in a set."""
    if sql is None:
        return sql
    sql = sql.rstrip()  # behind WITHOUT ROWID it keeps line ends
    if "(\n\t" not in sql or not sql.startswith("CREATE TABLE"):
        return sql
    head, _, rest = sql.partition("(\n\t")
    rest, _, tail = rest.rpartition("\n)")
    lines = rest.split(", \n\t")
    constraints = [line for line in lines if _CONSTRAINT.match(line)]
    columns = [line for line in lines if line not in constraints]
    return f"{head}(\n\t" + ", \n\t".join(columns + sorted(constraints)) + f"\n){tail}"


_CONSTRAINT = re.compile(r"(CONSTRAINT|PRIMARY KEY|UNIQUE|CHECK|FOREIGN KEY)\b")


def _sorted_constraints(sql):
    """CREATE TABLE with its table constraints in alphabetical order, after the columns.

    SQLAlchemy keeps reflected constraints in a set, so that Alembic's own rebuilds order them differently every time.
    """
    head, elements, tail = _create_table(sql)
    if elements is None:
        return sql
    constraints = [e for e in elements if re.match(r"(CONSTRAINT|PRIMARY KEY|UNIQUE|CHECK|FOREIGN KEY)\b", e)]
    columns = [e for e in elements if e not in constraints]
    return f"{head}({','.join(columns + sorted(constraints))}{tail}"


def ddl_elements(sql):
    """The parts of a CREATE statement as lines: those of CREATE TABLE in alphabetical order, others as they are."""
    if sql is None:
        return []
    text = normal_ddl(sql)
    head, elements, tail = _create_table(text)
    return [text] if elements is None else [head, *sorted(elements), tail]


def evened(elements):
    """Elements of CREATE TABLE that mean the same, said in one way: a default in brackets, a check behind its column."""
    found = []
    for element in elements:
        element = re.sub(r"\bDEFAULT ?\((CURRENT_\w+|'(?:[^']|'')*'|-?[\d.]+)\) ?", r"DEFAULT \1 ", element).strip()
        element = re.sub(r"\bDEFAULT ?'", "DEFAULT '", element)
        check = None if element.startswith(("CHECK", "CONSTRAINT")) else re.search(r" (CHECK\(.*\))$", element)
        found += [element[:check.start()], check.group(1)] if check else [element]
    return [found[0], *sorted(found[1:-1]), found[-1]] if len(found) > 2 else found


def _create_table(sql):
    """(what stands before the bracket, columns and constraints, what follows); elements are None for other statements."""
    head, bracket, rest = sql.partition("(")
    if not head.startswith("CREATE TABLE") or not bracket:
        return sql, None, ""
    elements, depth, current, tail = [], 1, [], ""
    for i, part in enumerate(pieces := re.split(r"('(?:[^']|'')*'|[(),])", rest)):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if depth == 0:
            tail = "".join(pieces[i:])
            break
        if part == "," and depth == 1:
            elements.append("".join(current))
            current = []
        else:
            current.append(part)
    elements.append("".join(current))
    return head, elements, tail

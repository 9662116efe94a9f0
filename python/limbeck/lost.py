"""Which statements of a project's modules were not run, and whether they could have declared tables.

A module whose top level failed has lost what stands from the failed statement on. Most of the time that is the setting up of
something that models do not need; where it could be a table, or the import of a module that has one, a comparison with a
database must not go on, for it would drop that table.
"""

import sys

from limbeck.opaque import is_opaque
from limbeck.project_paths import find_project_module
from limbeck.sources import read_source

_ONLY_AST = 0x400
# What a function that declares tables cannot do without: names of ours that it would have to use.
_DECLARING = frozenset("Table Column mapped_column map_imperatively map_declaratively mapped declarative_base "
                       "DeclarativeBase SQLModel create_model automap_base prepare reflect tometadata to_metadata exec eval "
                       "import_module __import__ load_module exec_module import_string run_path run_module".split())


def tree_of(path):
    return compile(read_source(path), path, "exec", _ONLY_AST, dont_inherit=True)


def may_declare_tables(failure):
    """The first line of what a failed statement has lost that could declare a table; None if there is none."""
    path, module = failure.module.__file__, failure.module
    try:
        tree = tree_of(path)
    except (OSError, SyntaxError, ValueError):
        return 1  # nothing of the file was run, and nobody knows what it holds
    for statement in tree.body:
        if statement.end_lineno >= failure.line and (failure.end is None or statement.end_lineno <= failure.end):
            found = _declares(statement, module)
            if found is not None:
                return found
    return None


class Rest:
    """The text of a module, to go on behind a statement of it."""

    def __init__(self, path, source):
        self.path = path
        self.source = source
        self.tree = compile(source, path, "exec", _ONLY_AST, dont_inherit=True)
        from importlib.util import decode_source

        self.lines = decode_source(source).split("\n")

    def statement_at(self, line):
        return next((node for node in self.tree.body if _first_line(node) <= line <= node.end_lineno), None)

    def behind(self, statement):
        """The code of what stands behind a statement, at the lines where it stands; None at the end."""
        following = next((node for node in self.tree.body if _first_line(node) > statement.end_lineno), None)
        if following is None:
            if self.tree.body[-1] is not statement:
                raise ValueError("several statements on one line")
            return None
        from limbeck.annotations import compile_module

        first = _first_line(following)
        above = [""] * (first - 1)
        if any(type(node).__name__ == "ImportFrom" and node.module == "__future__" for node in self.tree.body):
            above[0] = "from __future__ import annotations"
        return compile_module("\n".join(above + self.lines[first - 1:]), self.path)

    @staticmethod
    def names_of(statement):
        """The names that a statement would have bound."""
        from limbeck.annotations import _bind

        names = set()
        _bind(statement, names)
        return names


def _first_line(node):
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])


def _children(node):
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            yield from (child for child in value if hasattr(child, "_fields"))
        elif hasattr(value, "_fields"):
            yield value


def _declares(node, module):
    kind = type(node).__name__
    if kind in ("Import", "ImportFrom"):
        return node.lineno if any(_is_unread(name) for name in _imported(node, module)) else None
    if kind == "ClassDef" and _class_declares(node, module):
        return node.lineno
    if kind == "Call" and _call_declares(node.func, module):
        return node.lineno
    if kind in ("FunctionDef", "AsyncFunctionDef", "Lambda"):
        # The body runs when it is called.
        children = [*getattr(node, "decorator_list", ()), *node.args.defaults,
                    *(default for default in node.args.kw_defaults if default is not None)]
        found = [_decorator_declares(item, module) for item in getattr(node, "decorator_list", ())]
        found += [_declares(child, module) for child in children]
        return next((line for line in found if line is not None), None)
    for child in _children(node):
        found = _declares(child, module)
        if found is not None:
            return found
    return None


def _decorator_declares(node, module):
    return node.lineno if type(node).__name__ in ("Name", "Attribute") and _call_declares(node, module) else None


def _imported(node, module):
    """The modules that an import statement would read."""
    if type(node).__name__ == "Import":
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        package = module.__name__ if hasattr(module, "__path__") else module.__name__.rpartition(".")[0]
        for _ in range(node.level - 1):
            package = package.rpartition(".")[0]
        base = f"{package}.{base}".strip(".")
    return [base, *(f"{base}.{alias.name}" for alias in node.names)]


def _is_unread(name):
    """Whether it is a module of the project that nothing has imported yet."""
    if name in sys.modules:
        return False
    spec = find_project_module(name)
    return spec is not None and spec.loader is not None


_UNKNOWN = object()


def _value(node, module):
    """What a name or an attribute of one stands for in the module, as far as it has come; _UNKNOWN otherwise."""
    kind = type(node).__name__
    if kind == "Name":
        found = module.__dict__.get(node.id, _UNKNOWN)
        if found is _UNKNOWN:
            import builtins

            found = getattr(builtins, node.id, _UNKNOWN)
        return found
    if kind == "Attribute":
        owner = _value(node.value, module)
        if owner is _UNKNOWN or is_opaque(owner):
            return owner
        try:
            return getattr(owner, node.attr)
        except Exception:
            return _UNKNOWN
    if kind == "Subscript":
        return _value(node.value, module)
    if kind == "Call":
        found = _value(node.func, module)
        return found if is_opaque(found) else _UNKNOWN
    return _UNKNOWN


def _class_declares(node, module):
    named = any(type(target).__name__ == "Name" and target.id in ("__tablename__", "__table__")
                for statement in node.body for target in getattr(statement, "targets", ()))
    if named or any(keyword.arg == "table" for keyword in node.keywords):
        return True
    for base in node.bases:
        found = _value(base, module)
        if found is _UNKNOWN:
            return True
        if is_opaque(found):
            continue
        if isinstance(found, type) and any("registry" in cls.__dict__ or "_sa_registry" in cls.__dict__ or
                                           "metadata" in cls.__dict__ for cls in found.__mro__):
            return True
    return False


def _call_declares(node, module):
    function = _value(node, module)
    if function is _UNKNOWN:
        kind = type(node).__name__
        if kind == "Attribute" and type(node.value).__name__ in ("Constant", "JoinedStr", "List", "Dict", "Tuple"):
            return False
        return kind != "Lambda"
    return _may_declare(function, set(), 4)


def _may_declare(function, seen, depth):
    """Whether a call of it could declare a table."""
    if is_opaque(function) or id(function) in seen:
        return False
    seen.add(id(function))
    name = getattr(function, "__name__", "")
    if name in _DECLARING:
        return True
    home = getattr(function, "__module__", None) or getattr(type(function), "__module__", "")
    package = str(home).partition(".")[0]
    if package in sys.stdlib_module_names or package == "limbeck":
        return False
    if _is_ours(home):
        return False
    if depth == 0:
        return True
    if isinstance(function, type):
        codes = [value for cls in function.__mro__ if cls.__module__.partition(".")[0] not in sys.stdlib_module_names
                 for value in cls.__dict__.values()]
        return any(_may_declare(value, seen, depth - 1) for value in codes if hasattr(_plain_function(value), "__code__"))
    function = _plain_function(function)
    code = getattr(function, "__code__", None)
    if code is None:
        call = getattr(type(function), "__call__", None)
        return hasattr(call, "__code__") and _may_declare(call, seen, depth - 1)
    return _code_declares(code, getattr(function, "__globals__", {}), seen, depth)


def _is_ours(module_name):
    """Whether a façade or a shim is meant."""
    return getattr(getattr(sys.modules.get(module_name), "__spec__", None), "origin", None) == "frozen"


def _plain_function(value):
    for name in ("__func__", "fget", "__wrapped__"):
        inner = getattr(value, name, None)
        if inner is not None and not is_opaque(inner):
            return inner
    return value


def _code_declares(code, names, seen, depth):
    if not _DECLARING.isdisjoint(code.co_names):
        return True
    for name in code.co_names:
        value = names.get(name)
        if callable(value) and _may_declare(value, seen, depth - 1):
            return True
        if value is None and _is_unread(name):
            return True
    return any(_code_declares(constant, names, seen, depth) for constant in code.co_consts if hasattr(constant, "co_names"))


# --- tables that a module's text has and its run has not


def unmade_tables(module):
    """(name, line) of each class with a __tablename__, and of each Table, that stands in a branch of the module that was
    not run."""
    path = getattr(module, "__file__", None)
    if not path:
        return []
    try:
        source = read_source(path)
        if b"__tablename__" not in source and b"Table(" not in source and b"table=True" not in source:
            return []
        tree = tree_of(path)
    except (OSError, SyntaxError, ValueError):
        return []
    found = []
    for statement in tree.body:
        if type(statement).__name__ in ("If", "Try", "TryStar", "With", "For", "While"):
            _find_unmade(statement, module, found)
    return found


def _find_unmade(node, module, found):
    for child in _children(node):
        kind = type(child).__name__
        if kind == "ClassDef":
            tables = any(type(target).__name__ == "Name" and target.id == "__tablename__"
                         for statement in child.body for target in getattr(statement, "targets", ()))
            if (tables or any(keyword.arg == "table" for keyword in child.keywords)) and \
                    not isinstance(module.__dict__.get(child.name), type):
                found.append((child.name, child.lineno))
        elif kind == "Assign" and type(child.value).__name__ == "Call" and \
                getattr(child.value.func, "id", getattr(child.value.func, "attr", "")) == "Table":
            for target in child.targets:
                if type(target).__name__ == "Name" and not hasattr(module.__dict__.get(target.id), "columns"):
                    found.append((target.id, child.lineno))
        elif kind not in ("FunctionDef", "AsyncFunctionDef", "Lambda"):
            _find_unmade(child, module, found)


"""The text of a project's files, and which lines of it expect that an import may fail."""


def read_source(path):
    with open(path, "rb") as file:
        return file.read()


_guards = {}  # file -> [(first line, last line, names)] of the bodies of its try statements


def is_guarded(frame, errors=("ImportError", "ModuleNotFoundError")):
    """Whether the line that a frame is at stands in a `try` that catches one of these errors: the script then expects
    that an import may fail."""
    filename = frame.f_code.co_filename
    guards = _guards.get(filename)
    if guards is None:
        guards = _guards[filename] = _find_guards(filename)
    line = frame.f_lineno
    return any(
        first <= line <= last and (names is None or not names.isdisjoint(errors) or "Exception" in names
                                   or "BaseException" in names)
        for first, last, names in guards
    )


def _find_guards(filename):
    try:
        source = read_source(filename)
    except (OSError, ValueError):
        return []
    if b"except" not in source and b"suppress" not in source:
        return []
    try:
        tree = compile(source, filename, "exec", 0x400, dont_inherit=True)  # ast.PyCF_ONLY_AST, without importing ast
    except (SyntaxError, ValueError):
        return []
    guards = []
    _walk(tree, guards)
    return guards


def _walk(node, guards):
    kind = type(node).__name__
    if kind in ("Try", "TryStar") and node.handlers and node.body:
        names = set()
        for handler in node.handlers:
            if handler.type is None:
                names.add("BaseException")
            else:
                _names_in(handler.type, names)
        guards.append((node.body[0].lineno, node.body[-1].end_lineno, names))
    elif kind == "With":
        for item in node.items:
            call = item.context_expr
            if type(call).__name__ == "Call":
                called = set()
                _names_in(call.func, called)
                if "suppress" in called:
                    names = set()
                    for argument in call.args:
                        _names_in(argument, names)
                    guards.append((node.body[0].lineno, node.body[-1].end_lineno, names))
    for field in ("body", "orelse", "finalbody", "handlers", "cases"):
        for child in getattr(node, field, ()) if kind not in ("Lambda", "IfExp", "Expression") else ():
            _walk(child, guards)


def _names_in(node, names):
    kind = type(node).__name__
    if kind == "Name":
        names.add(node.id)
    elif kind == "Attribute":
        names.add(node.attr)
    elif kind == "Tuple":
        for element in node.elts:
            _names_in(element, names)

"""Annotations that name what is not there yet. Since PEP 649 (Python 3.14) an annotation is evaluated when somebody asks
for it, so a model may name a class that stands further down, or one imported under `if TYPE_CHECKING` alone. The
built-in Python evaluates annotations where they stand: those that name nothing yet are compiled as the text that they
are, as if they stood in quotation marks; all others stay as they are.
"""

import builtins
import sys

from _limbeck import compile as compile_source

_CO_FUTURE_ANNOTATIONS = 0x1000000
_ONLY_AST = 0x400
_ALWAYS = frozenset(dir(builtins)) | {
    "__name__", "__file__", "__doc__", "__package__", "__spec__", "__loader__", "__path__", "__annotations__",
    "__module__", "__qualname__",
}
_CODE = type((lambda: None).__code__)
_NESTED = {"FunctionDef", "AsyncFunctionDef", "ClassDef"}
_numbers = None  # of the instructions


def compile_module(source, path):
    """compile() of a module, its annotations as lazy as Python 3.14 has them."""
    code = compile_source(source, path)
    if sys.version_info >= (3, 14) or code.co_flags & _CO_FUTURE_ANNOTATIONS or not _reads_ahead(code, set()):
        return code
    tree = compile(source, path, "exec", _ONLY_AST, dont_inherit=True)
    lazy = _Lazy(source, tree)
    return compile(tree, path, "exec", dont_inherit=True) if lazy.changed else code


def _reads_ahead(code, bound):
    """Whether the code of a module or a class reads a name before it has stored it: a quick look at its instructions,
    which spares nearly all modules the way through their syntax tree. `bound`: names that are there when it starts."""
    global _numbers
    if _numbers is None:
        import re

        from opcode import opmap

        wanted = [opmap[name] for name in ("LOAD_NAME", "STORE_NAME", "LOAD_CONST")]
        _numbers = (*wanted, opmap["EXTENDED_ARG"], opmap.get("POP_JUMP_FORWARD_IF_FALSE", -1),
                    re.compile(b"[" + b"".join(re.escape(bytes((number,))) for number in wanted) + b"]").finditer)
    load_name, store_name, load_const, extended, jump, find = _numbers
    raw = code.co_code
    instructions, arguments = raw[::2], raw[1::2]
    names, constants = code.co_names, code.co_consts

    def argument(at):
        value, shift = arguments[at], 8
        while at and instructions[at - 1] == extended and shift < 32:
            at -= 1
            value |= arguments[at] << shift
            shift += 8
        return value

    skip_to = 0
    for match in find(instructions):
        at = match.start()
        if at < skip_to:
            continue
        kind = instructions[at]
        if kind == load_const:
            constant = constants[argument(at)]
            # The body of a class runs at once; that of a function when it is called.
            if type(constant) is _CODE and constant.co_flags & 0x3 == 0 and _reads_ahead(constant, set(bound)):
                return True
            continue
        name = names[argument(at)]
        if kind == store_name:
            bound.add(name)
        elif name not in bound and name not in _ALWAYS:
            return True
        elif name == "TYPE_CHECKING" and instructions[at + 1] == jump:
            skip_to = at + 2 + argument(at + 1)
    return False


class _Lazy:
    """Goes through a module in the order in which it runs, and turns annotations of names not bound so far into text."""

    def __init__(self, source, tree):
        self.changed = False
        self._source = source if isinstance(source, bytes) else source.encode()
        self._lines = None
        self._star = False
        self._later = set()  # what the module binds anywhere, for modules that import everything of another
        self._bind_all(tree.body, self._later)
        self._block(tree.body, set(_ALWAYS))

    def _block(self, statements, bound):
        for statement in statements:
            self._statement(statement, bound)

    def _statement(self, node, bound):
        kind = type(node).__name__
        if kind == "AnnAssign":
            self._lazy(node, "annotation", bound)
        elif kind in ("FunctionDef", "AsyncFunctionDef"):
            arguments = node.args
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg,
                             arguments.kwarg):
                if argument is not None and argument.annotation is not None:
                    self._lazy(argument, "annotation", bound)
            if node.returns is not None:
                self._lazy(node, "returns", bound)
        elif kind == "ClassDef":
            self._block(node.body, set(bound))
        elif kind == "If" and _is_type_checking(node.test):
            self._block(node.orelse, bound)
            return
        elif kind == "ImportFrom" and node.names[0].name == "*":
            self._star = True
        else:
            for field in ("body", "handlers", "orelse", "finalbody", "cases"):
                for child in getattr(node, field, ()):
                    if type(child).__name__ in ("ExceptHandler", "match_case"):
                        self._block(child.body, bound)
                    else:
                        self._statement(child, bound)
        _bind(node, bound)

    def _bind_all(self, statements, names):
        for statement in statements:
            _bind(statement, names)

    def _lazy(self, owner, field, bound):
        annotation = getattr(owner, field)
        if not any(name not in bound and (not self._star or name in self._later) for name in _reads(annotation)):
            return
        from _ast import Constant

        text = self._text(annotation)
        made = Constant(text)
        for place in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
            setattr(made, place, getattr(annotation, place))
        setattr(owner, field, made)
        self.changed = True

    def _text(self, node):
        if self._lines is None:
            # The parser counts bytes of UTF-8, and its lines as these.
            source = self._source
            if not source.isascii():
                from importlib.util import decode_source

                source = decode_source(source).encode()
            self._lines = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removeprefix(b"\xef\xbb\xbf").split(b"\n")
        lines = self._lines[node.lineno - 1:node.end_lineno]
        lines[-1] = lines[-1][:node.end_col_offset]
        lines[0] = lines[0][node.col_offset:]
        text = b"\n".join(lines).decode()
        return f"({text})" if len(lines) > 1 else text


def _is_type_checking(test):
    return getattr(test, "id", None) == "TYPE_CHECKING" or getattr(test, "attr", None) == "TYPE_CHECKING"


def _children(node):
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            yield from (child for child in value if hasattr(child, "_fields"))
        elif hasattr(value, "_fields"):
            yield value


def _reads(node):
    """The names that an expression reads."""
    if type(node).__name__ == "Name":
        yield node.id
    for child in _children(node):
        yield from _reads(child)


def _bind(node, names):
    """Adds what a statement binds where it stands, its nested statements included."""
    kind = type(node).__name__
    if kind in _NESTED:
        names.add(node.name)
    elif kind in ("Import", "ImportFrom"):
        for alias in node.names:
            names.add(alias.asname or alias.name.partition(".")[0])
    elif kind == "Name":
        if type(node.ctx).__name__ == "Store":
            names.add(node.id)
    elif kind == "AnnAssign" and node.value is None:
        pass  # says a type, and binds nothing
    elif kind in ("Lambda", "ListComp", "SetComp", "DictComp", "GeneratorExp"):
        pass  # a scope of its own
    elif kind == "If" and _is_type_checking(node.test):
        for child in node.orelse:
            _bind(child, names)
    else:
        if kind in ("ExceptHandler", "MatchAs", "MatchStar") and node.name:
            names.add(node.name)
        elif kind == "MatchMapping" and node.rest:
            names.add(node.rest)
        for child in _children(node):
            _bind(child, names)

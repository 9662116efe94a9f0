"""Errors as they cross between the engine and scripts."""

import sys

from limbeck.marks import marked_in, unmarked
from limbeck.virtual_environment import placeholder_in_environment


class Error(Exception):
    """limbeck::Error in Python: what failed, where, and what to do now."""

    of_facade = False  # it refuses what SQLAlchemy or Alembic itself may be able to do

    def __init__(self, what="", where="", now="", kind="script", sqlstate="", statement="", traceback="",
                 diagnostics=None):
        super().__init__(what)
        self.what = what
        self.where = where
        self.now = now
        self.kind = kind
        self.sqlstate = sqlstate
        self.statement = statement
        self.traceback = traceback
        self.diagnostics = diagnostics or {}

    def __str__(self):
        return "\n  ".join(part for part in (self.what, self.where, self.now) if part)


def is_ours(filename):
    """Whether code of that file is part of the program, not of a project."""
    return filename.startswith("<")  # "<frozen …>", and what those make of text


def place(filename, line):
    """file:line, relative to the current folder for files below it."""
    try:
        from posix import getcwd

        here = getcwd() + "/"
        if filename.startswith(here):
            filename = filename[len(here):]
    except OSError:
        pass
    return f"{filename}:{line}"


def place_of(function):
    """Where a function of Python is written, or "" for any other callable."""
    code = getattr(function, "__code__", None)
    return place(code.co_filename, code.co_firstlineno) if code is not None else ""


def script_frame(frame):
    """The innermost frame of a project's file, from frame outwards."""
    while frame is not None and is_ours(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def script_place(depth=1):
    """Where the running script is: file:line, or "" where no script runs."""
    frame = script_frame(sys._getframe(depth))
    return place(frame.f_code.co_filename, frame.f_lineno) if frame is not None else ""


def _entries(traceback):
    entries = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        entries.append((code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return entries


def _script_entries(traceback):
    return [entry for entry in _entries(traceback) if not is_ours(entry[0])]


def _source_line(filename, line):
    try:
        with open(filename, encoding="utf-8", errors="replace") as file:
            for number, text in enumerate(file, 1):
                if number == line:
                    return text.strip()
    except OSError:
        pass
    return ""


def _type_name(error):
    kind = type(error)
    module = kind.__module__
    return kind.__qualname__ if module in ("builtins", "__main__") else f"{module}.{kind.__qualname__}"


def summary(error):
    """The last line of a traceback: "ValueError: bad"."""
    name = _type_name(error)
    try:
        text = str(error)
    except Exception:
        text = "<the error's own text fails>"
    return f"{name}: {text}" if text else name


def _meant(error):
    """". Did you mean: 'create_table'?", as Python says where it shows an AttributeError itself."""
    name, of = getattr(error, "name", None), getattr(error, "obj", None)
    if not isinstance(error, AttributeError) or not isinstance(name, str) or of is None:
        return ""
    try:
        from difflib import get_close_matches

        near = get_close_matches(name, [known for known in dir(of) if not known.startswith("_")], 1, 0.75)
    except Exception:  # of what a script made dir() may fail
        return ""
    return f". Did you mean: {near[0]!r}?" if near else ""


def _frames_text(entries):
    lines = ["Traceback (most recent call last):"]
    repeated = 0
    for position, (filename, line, name) in enumerate(entries):
        if position and entries[position - 1] == (filename, line, name):
            repeated += 1
            if repeated >= 3:
                continue
        else:
            repeated = 0
        lines.append(f'  File "{filename}", line {line}, in {name}')
        source = _source_line(filename, line)
        if source:
            lines.append(f"    {source}")
    return lines


def _of_facade(error):
    """limbeck's own error inside of one that a façade raised by another name, or None."""
    found = getattr(error, "_limbeck_error", None)
    if found is None:
        found = getattr(error, "orig", None)  # what SQLAlchemy wraps
        found = getattr(found, "_limbeck_error", None) or found
    return found if isinstance(found, Error) else None


def _chain(error):
    """The errors that led to this one, oldest first, each with the words that Python puts after it. An error of the
    engine that a façade raised again by SQLAlchemy's name is not told twice."""
    chain = [(error, "")]
    seen = {id(error)}
    while True:
        error = chain[0][0]
        if error.__cause__ is not None:
            older, words = error.__cause__, "The above exception was the direct cause of the following exception:"
        elif error.__context__ is not None and not error.__suppress_context__:
            older, words = error.__context__, "During handling of the above exception, another exception occurred:"
        else:
            return chain
        if id(older) in seen or older is _of_facade(error):
            return chain
        seen.add(id(older))
        chain.insert(0, (older, words))


def _parts(kind, what, where="", now="", sqlstate="", statement=""):
    return {"kind": kind, "what": what, "where": where, "now": now, "sqlstate": sqlstate, "statement": statement}


def _describe_syntax(error):
    from limbeck.syntax import newer_syntax

    lines = [f'  File "{error.filename}", line {error.lineno}']
    text = (error.text or "").rstrip("\n")
    if text.strip():
        indent = len(text) - len(text.lstrip())
        lines.append("    " + text.strip())
        if error.offset:
            start = max(error.offset - 1 - indent, 0)
            length = 1
            if error.end_lineno == error.lineno and error.end_offset and error.end_offset > error.offset:
                length = error.end_offset - error.offset
            lines.append("    " + " " * start + "^" * length)
    lines.append(place(error.filename, error.lineno))
    return _parts("script", f"{type(error).__name__}: {error.msg}", "\n".join(lines),
                  newer_syntax(error) or "Correct the file, then run the command again.")


def _begins_with_place(where):
    """Whether the first line is file:line."""
    first = where.partition("\n")[0]
    name, colon, line = first.rpartition(":")
    return bool(name and colon) and line.isdigit() and "://" not in first


def _came_through_run(traceback):
    """Whether the error came out of context.run_migrations(): then it knows its place, or is not a script's fault."""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_name == "run_migrations" and is_ours(code.co_filename):
            return True
        traceback = traceback.tb_next
    return False


def _placed(error, traceback):
    """The `where` of limbeck's own error, with the line of the script first."""
    if _begins_with_place(error.where) or _came_through_run(traceback):
        return error.where
    entries = _script_entries(traceback)
    here = place(*entries[-1][:2]) if entries else ""
    return "\n".join(part for part in (here, error.where) if part)


def _full_traceback(error):
    """Python's traceback with all frames, and those below the engine that an error of it brings along."""
    lines = []
    for raised, words in _chain(error):
        own = raised if isinstance(raised, Error) else _of_facade(raised)
        frames = _frames_text(_entries(raised.__traceback__))
        inner = own.traceback.split("\n") if own is not None and own.traceback else [frames[0], summary(raised)]
        last = max(position for position, line in enumerate(inner) if line == frames[0])
        lines += inner[:last] + frames + inner[last + 1:]
        if words:
            lines += ["", words, ""]
    return "\n".join(lines)


def describe(error):
    """An uncaught exception as the parts of a limbeck::Error."""
    from _limbeck import may_take_up, note_refusal

    parts = {key: unmarked(text) for key, text in described(error).items()}
    if may_take_up() and _is_missing_in_facade(error):
        note_refusal(True)
        parts["kind"] = "unsupported"
    try:
        parts["traceback"] = unmarked(_full_traceback(error))
    except Exception:  # an error whose parts fail has been described as well as can be
        parts["traceback"] = ""
    return parts


def _raised_in(error):
    """The file whose `raise` or `assert` it comes from; "" for what Python itself raises."""
    traceback = error.__traceback__
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    from opcode import opmap

    code, at = traceback.tb_frame.f_code, traceback.tb_lasti
    # A bare raise hands on another's.
    return code.co_filename if code.co_code[at] == opmap["RAISE_VARARGS"] and code.co_code[at + 1] > 0 else ""


def _raised_on_purpose(error):
    """Whether it comes from a `raise` or an `assert` in a file of the project."""
    filename = _raised_in(error)
    return bool(filename) and not is_ours(filename) and "/site-packages/" not in filename


def _note_placeholder(error):
    """Of a script that has failed: a package that is a placeholder only here may be to blame, unless the error is one that
    somebody meant, and that does not speak of a placeholder."""
    from _limbeck import note_refusal

    meant = _raised_in(error)
    if meant and not meant.startswith("<frozen importlib") and marked_in(summary(error)) is None:
        note_refusal(False, "")
    else:
        note_refusal(False, placeholder_in_environment())


def _of_settings(error):
    """What to do where not the script is wrong, but a setting that it asks for."""
    files = [entry[0] for entry in _entries(error.__traceback__)]
    if isinstance(error, KeyError) and files and files[-1].removesuffix(".py").rpartition("/")[2] in ("<frozen os>", "os"):
        return f"Set the environment variable {error.args[0]}"
    if type(error).__name__ == "ValidationError" and any("pydantic_settings" in file for file in files):
        return "Set what the settings lack, in the environment or where they are read from"
    return ""


_FACADE_FILES = ("<frozen alembic", "<frozen sqlalchemy", "<frozen sqlmodel")
_FACADES = ("alembic", "sqlalchemy", "sqlmodel")


def is_of_facade(error):
    """Whether SQLAlchemy or Alembic itself may do what has failed: a façade refuses it, fails with it, or lacks it."""
    if isinstance(error, Error):
        return error.of_facade
    files = [entry[0] for entry in _entries(error.__traceback__)]
    if files and files[-1].startswith(_FACADE_FILES):
        return True
    if isinstance(error, AttributeError) and error.obj is not None:
        of = error.obj if isinstance(error.obj, type) else type(error.obj)
        return any(cls.__module__.partition(".")[0] in _FACADES for cls in of.__mro__)
    return isinstance(error, TypeError) and _names_facade(str(error))


def _names_facade(text):
    """Whether the words of a TypeError are of a class or a function of a façade: "unsupported operand type(s) for @:
    'ColumnClause' and 'int'", "create_table() got an unexpected keyword argument"."""
    import re

    names = {name for found in re.findall(r"'(\w+)'|(\w+)[\w.]*\(\)", text) for name in found}
    return any(name in module.__dict__ for key, module in list(sys.modules.items()) if key.partition(".")[0] in _FACADES
               for name in names if name)


def _is_missing_in_facade(error):
    """Whether an error that a step ends with is a matter of façades. They raise SQLAlchemy's own classes on purpose."""
    if type(error).__module__ != "builtins" or not isinstance(error, Exception) or isinstance(error, SyntaxError):
        return False
    if isinstance(error, NotImplementedError) and error.args:  # Alembic's own refusal
        return False
    return is_of_facade(error)


def _is_alembics(error):
    """Whether it is an error that Alembic itself prints as FAILED, with no traceback."""
    return any(kind.__name__ == "CommandError" and kind.__module__ == "alembic.util.exc" for kind in type(error).__mro__)


def described(error):
    """The same of an error that need not be the end."""
    if isinstance(error, TypeError) and isinstance(error.__context__, Error) and "do not inherit from BaseException" in str(error):
        error = error.__context__  # `except` names a class that is opaque: the refusal passes
    traceback = error.__traceback__
    entries = _script_entries(traceback)
    where = place(*entries[-1][:2]) if entries else getattr(error, "limbeck_place", "")
    own = error if isinstance(error, Error) else _of_facade(error)
    if own is not None:
        return _parts(own.kind, own.what, _placed(own, traceback), own.now, own.sqlstate, own.statement)
    if isinstance(error, KeyboardInterrupt):
        return _parts("interrupted", "interrupted", where)
    if getattr(error, "_is_command_error", False) or _is_alembics(error):
        return _parts("command", str(error), where)
    if isinstance(error, SyntaxError) and error.filename and not is_ours(error.filename):
        return _describe_syntax(error)
    if isinstance(error, SystemExit):
        code = error.code
        if isinstance(code, str) and code:
            return _parts("script", code, where, "With these words the script ended the program (sys.exit); nothing "
                          "more was run.")
        words = "a script ended the program (sys.exit)" if code is None else \
            f"a script ended the program: sys.exit({code!r})"
        return _parts("script", words, where, "Nothing more was run; raise an exception to say what is wrong.")
    lines = []
    for raised, words in _chain(error):
        frames = _script_entries(raised.__traceback__)
        if frames:
            lines += _frames_text(frames)
        if raised is error:
            break
        lines += [summary(raised), *map(str, getattr(raised, "__notes__", ())), "", words, ""]
    _note_placeholder(error)
    what = "\n".join([summary(error) + _meant(error), *map(str, getattr(error, "__notes__", ()))])
    if where:
        lines.append(where)
    now = _of_settings(error) or ("The script raises this on purpose: see to what it says" if _raised_on_purpose(error) else
                                  "Correct the script")
    return _parts("script", what, "\n".join(lines), now + ", then run the command again.")

"""What of a project's modules could not be imported, or not as a whole, and why."""

from limbeck.errors import Error, described, is_of_facade, place, summary
from limbeck.opaque import Origin
from limbeck.project_paths import find_project_module
from limbeck.virtual_environment import placeholder_in_environment


class Failure:
    """A statement at the top level of a project's module that failed; up to `end`, None for all that stands behind it."""

    __slots__ = ("module", "line", "end", "reason", "place", "importer", "of_facade")

    def __init__(self, module, line, reason, place, importer, of_facade):
        self.module, self.line, self.reason, self.place, self.importer = module, line, reason, place, importer
        self.of_facade = of_facade
        self.end = None


failures = []
placeholders = {}  # module that a package of the project lacks -> where it was imported


def told_of_modules():
    """(module, file and line, reason) of what of the project could not be imported, or not as a whole."""
    told = [(failure.module.__name__, failure.place or place(failure.module.__file__, failure.line or 1), failure.reason)
            for failure in failures]
    return told + [(name, where, "there is no such module") for name, where in placeholders.items()]


def line_in(module, error):
    """The line of a module's top level where an error came from; 0 where none of it was run."""
    line, traceback = 0, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_globals is module.__dict__ and traceback.tb_frame.f_code.co_name == "<module>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _reason_and_place(error):
    reason = error.what if isinstance(error, Error) else summary(error)
    if isinstance(error, SyntaxError):
        reason = f"SyntaxError: {error.msg}"
    return reason, described(error)["where"].rpartition("\n")[2].strip()


def note_failure(module, error, frame):
    reason, where = _reason_and_place(error)
    failure = Failure(module, line_in(module, error), reason, where,
                      place(frame.f_code.co_filename, frame.f_lineno) if frame is not None else "",
                      is_of_facade(error))
    failures.append(failure)
    return failure


def origin_of_failure(module, error, frame):
    found = described(error)
    reason = found["what"] if isinstance(error, Error) else found["what"].rpartition("\n")[2]
    where = found["where"].rpartition("\n")[2].strip()
    name = module.__name__
    made = Origin(
        name,
        f"the module {name} failed at {where}: {reason}" if where else f"the module {name} failed: {reason}",
        place(frame.f_code.co_filename, frame.f_lineno),
        f"Ways out: repair the module {name}; do without it in this place; or run this step with Alembic",
        is_of_facade(error),
    )
    made.cause = _package_in(error) or placeholder_in_environment()
    return made


def _package_in(error):
    """The package for want of which a module has failed; "" for another reason."""
    seen = 0
    while error is not None and seen < 20:
        found = getattr(error, "package", "") or isinstance(error, ImportError) and error.name
        if found:
            return found
        error, seen = error.__cause__ or error.__context__, seen + 1
    return ""


def is_for_something_opaque(error):
    """Whether an error is the refusal of something opaque, or comes of a package that is not there."""
    seen = 0
    while error is not None and seen < 20:
        if isinstance(error, Error) and error.kind == "unsupported":
            return True
        if isinstance(error, ImportError) and error.name and find_project_module(error.name.partition(".")[0]) is None:
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False

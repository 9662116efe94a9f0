"""The graph of the revisions, as the engine has it."""

from ..util.langhelpers import to_tuple


class RevisionError(Exception):
    """The graph cannot answer a question."""


class RangeNotAncestorError(RevisionError):
    def __init__(self, lower, upper):
        self.lower, self.upper = lower, upper
        super().__init__(f"Revision {lower or 'base'} is not an ancestor of revision {upper or 'base'}")


class MultipleHeads(RevisionError):
    def __init__(self, heads, argument):
        self.heads, self.argument = heads, argument
        super().__init__(f"Multiple heads are present for given argument '{argument}'; {', '.join(heads)}")


class ResolutionError(RevisionError):
    def __init__(self, message, argument):
        super().__init__(message)
        self.argument = argument


class CycleDetected(RevisionError):
    pass


def _raised(refused):
    """An answer of the graph that is none, as the exception that Alembic raises."""
    kind = refused["refused"]
    if kind == "MultipleHeads":
        return MultipleHeads(tuple(refused["heads"]), refused["argument"])
    if kind == "ResolutionError":
        return ResolutionError(refused["what"], refused["argument"])
    if kind == "RangeNotAncestorError":
        return RangeNotAncestorError(refused["lower"], refused["upper"])
    return RevisionError(refused["what"])


class Revision:
    """One revision: its place in the graph."""

    def __init__(self, directory, data):
        self._directory = directory
        self.revision = data["revision"]
        self.down_revision = tuple_rev_as_scalar(data["down_revision"])
        self.dependencies = tuple_rev_as_scalar(data["dependencies"])
        self.branch_labels = set(data["branch_labels"])
        self.nextrev = frozenset(data["next"])

    @property
    def is_head(self):
        return not self.nextrev

    @property
    def is_base(self):
        return self.down_revision is None

    @property
    def is_branch_point(self):
        return len(self.nextrev) > 1

    @property
    def is_merge_point(self):
        return isinstance(self.down_revision, tuple)

    def __repr__(self):
        parts = [repr(self.revision), repr(self.down_revision)]
        if self.dependencies:
            parts.append(f"dependencies={self.dependencies!r}")
        if self.branch_labels:
            parts.append(f"branch_labels={self.branch_labels!r}")
        return f"{type(self).__name__}({', '.join(parts)})"


class RevisionMap:
    """ScriptDirectory.revision_map."""

    def __init__(self, directory):
        self._directory = directory

    def _ask(self, question, **arguments):
        found = self._directory._ask("map " + question, **arguments)
        if "refused" in found:
            raise _raised(found)
        return found["answer"]

    def _scripts(self, ids):
        return tuple(map(self._directory._script, ids))

    @property
    def heads(self):
        return tuple(self._ask("heads"))

    @property
    def bases(self):
        return tuple(self._ask("bases"))

    def get_current_head(self, branch_label=None):
        return self._ask("current_head", branch=branch_label)

    def get_revision(self, id_):
        return self._directory._script(self._ask("get_revision", id=identifier(id_)))

    def get_revisions(self, id_):
        return self._scripts(self._ask("get_revisions", id=identifier(id_)))

    def iterate_revisions(self, upper, lower, implicit_base=False, inclusive=False, assert_relative_length=True,
                          select_for_downgrade=False):
        yield from self._scripts(self._ask(
            "iterate", upper=identifier(upper), lower=identifier(lower), implicit_base=implicit_base,
            inclusive=inclusive, assert_relative_length=assert_relative_length,
            select_for_downgrade=select_for_downgrade))


def identifier(id_):
    """A revision identifier in plain form."""
    if id_ is None or isinstance(id_, str):
        return id_
    if not isinstance(id_, (list, tuple, set, frozenset)):
        raise RevisionError(f"revision identifier {id_!r} is not a string; ensure database driver settings are correct")
    return ["base" if item is None else item for item in map(identifier, id_)]


def tuple_rev_as_scalar(rev):
    rev = to_tuple(rev, default=())
    return None if not rev else rev[0] if len(rev) == 1 else rev

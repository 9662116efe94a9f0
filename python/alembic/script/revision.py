"""The graph of the revisions, as the engine has it."""

from ..util.exc import CommandError
from ..util.langhelpers import to_tuple


class RevisionError(Exception):
    """The graph cannot answer a question."""


class Revision:
    """One revision: its place in the graph."""

    def __init__(self, data):
        self.revision = data["revision"]
        self.down_revision = tuple_rev_as_scalar(data["down_revision"])
        self.dependencies = tuple_rev_as_scalar(data["dependencies"])
        self.branch_labels = set(data["branch_labels"])
        self.nextrev = frozenset(data["next"])
        self.path, self.longdoc, self.doc = data["path"], data["longdoc"], data["doc"]

    is_head = property(lambda self: not self.nextrev)
    is_base = property(lambda self: self.down_revision is None)
    is_branch_point = property(lambda self: len(self.nextrev) > 1)
    is_merge_point = property(lambda self: isinstance(self.down_revision, tuple))

    def __repr__(self):
        parts = [repr(self.revision), repr(self.down_revision)]
        parts += [f"{name}={getattr(self, name)!r}" for name in ("dependencies", "branch_labels") if getattr(self, name)]
        return f"{type(self).__name__}({', '.join(parts)})"


def identifier(id_):
    """A revision identifier in plain form."""
    if id_ is None or isinstance(id_, str):
        return id_
    if not isinstance(id_, (list, tuple, set, frozenset)):
        raise CommandError(f"revision identifier {id_!r} is not a string; ensure database driver settings are correct")
    return ["base" if item is None else item for item in map(identifier, id_)]


def tuple_rev_as_scalar(rev):
    rev = to_tuple(rev, default=())
    return None if not rev else rev[0] if len(rev) == 1 else rev

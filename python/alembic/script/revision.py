from ..util.exc import CommandError
from .base import Script as Revision


class RevisionError(Exception):
    pass


class MultipleHeads(RevisionError):
    pass


class ResolutionError(RevisionError):
    pass

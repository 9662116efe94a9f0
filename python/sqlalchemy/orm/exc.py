"""Exceptions of the ORM by SQLAlchemy's names."""

from ..exc import ArgumentError, InvalidRequestError, MultipleResultsFound, NoResultFound, SQLAlchemyError, _subclasses

_subclasses(globals(), SQLAlchemyError, "StaleDataError FlushError DetachedInstanceError")
_subclasses(globals(), InvalidRequestError, "UnmappedError UnmappedColumnError ObjectDeletedError")
_subclasses(globals(), ArgumentError, "MappedAnnotationError")

"""Errors of alembic_utils."""


class AlembicUtilsException(Exception):
    pass


class SQLParseFailure(AlembicUtilsException):
    pass


class BadInputException(AlembicUtilsException):
    pass


class DuplicateRegistration(AlembicUtilsException):
    pass


class UnreachableException(AlembicUtilsException):
    pass

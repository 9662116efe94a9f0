"""What a case of tests/ddl/cases may say about itself."""


def naming_convention(**templates):
    """MetaData(naming_convention=…) of target_metadata."""
    def mark(function):
        function.naming_convention = templates
        return function
    return mark


def differs(dialects, why, statements=None, error=None):
    """limbeck does something else than Alembic on purpose, on one database or several ("mysql mariadb"); `why` is for the
    reader."""
    assert why

    def mark(function):
        expected = {"error": error} if error else {"statements": statements}
        function.differs = {**getattr(function, "differs", {}), **{dialect: expected for dialect in dialects.split()}}
        return function
    return mark

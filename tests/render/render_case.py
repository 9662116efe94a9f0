"""What the cases use: a case is a function that returns objects of the real SQLAlchemy and Alembic: a Table (which
stands for its create_table and the indexes that follow), an Index, a constraint (which are created), an operation,
a group for a table (`modify`), or a list of these."""

from alembic.operations import ops

modify = ops.ModifyTableOps


def options(**given):
    """Of context.configure()."""

    def mark(function):
        function.options = given
        return function

    return mark


def differs(why, **texts):
    """limbeck writes something else, on purpose: for each database that is named, {Alembic's words: ours}, which are
    replaced in Alembic's text before it is compared; `all` is for each of them."""

    def mark(function):
        assert why
        function.differs = texts
        return function

    return mark


def needs(*lines):
    """Import lines that limbeck adds and Alembic leaves to the user."""

    def mark(function):
        function.needs = set(lines)
        return function

    return mark

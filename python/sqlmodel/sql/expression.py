"""select() and the functions that sqlmodel passes on from SQLAlchemy."""

import sqlalchemy as _sqlalchemy

_classes = {}


def _statement_class(name):
    made = _classes.get(name)
    if made is None:
        from sqlalchemy.sql.expression import Select

        made = _classes[name] = type(name, (Select,), {"inherit_cache": True, "__module__": __name__})
    return made


def select(*entities, **options):
    """A SELECT; of one entity, Session.exec gives that entity instead of rows."""
    return _statement_class("SelectOfScalar" if len(entities) == 1 else "Select")(*entities, **options)


def is_select_of_scalar(statement):
    return type(statement).__name__ == "SelectOfScalar"


def col(column_expression):
    return column_expression


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(_sqlalchemy, name)

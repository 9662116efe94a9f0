"""select() and the functions that sqlmodel passes on from SQLAlchemy."""

import sqlalchemy as _sqlalchemy

for _name in (
    "all_", "and_", "any_", "asc", "between", "case", "cast", "collate", "desc", "distinct", "extract", "funcfilter",
    "not_", "nulls_first", "nulls_last", "or_", "over", "tuple_", "type_coerce", "within_group", "literal", "func",
):
    if hasattr(_sqlalchemy, _name):
        globals()[_name] = getattr(_sqlalchemy, _name)

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

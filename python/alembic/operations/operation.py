"""What all operations have in common. `_operation()` is the plain form that the engine carries out (src/operations/
operation.hpp), `_change()` the one that is written into a new revision file."""


def _text(name):
    return str(name) if isinstance(name, str) else name


def _name(name):
    from sqlalchemy.schema import _name as plain_name

    return plain_name(name)


def _without_none(plain):
    return {key: value for key, value in plain.items() if value is not None}


def _known(value):
    return None if value is None else {"to": value}


def _options(kw):
    from sqlalchemy.schema import _options as plain_options

    return plain_options(kw)


def _metadata():
    from sqlalchemy.schema import MetaData

    return MetaData()


def _table(name, columns=(), schema=None, **kw):
    """A Table by itself, with columns of no type."""
    from sqlalchemy.schema import BLANK_SCHEMA, Column, Table

    made = []
    for column in columns:
        if column not in made:
            made.append(column)
    return Table(name, _metadata(), *[Column(column) for column in made],
                 schema=schema if schema is not None else BLANK_SCHEMA, **kw)


def tell_of_table(table, operations, event):
    from sqlalchemy.event import class_listeners

    if table._listeners or class_listeners(type(table)):
        table._dispatch(event, operations.get_bind(), None, False)


class MigrateOperation:
    @property
    def info(self):
        found = self.__dict__.get("_info")
        if found is None:
            found = self.__dict__["_info"] = {}
        return found

    _mutations = frozenset()
    # Of an operation that autogenerate found: which change of the engine it stands for, and its plain form then.
    _found = None

    def _prepare(self, operations):
        """What the caller of op.* gets."""
        return None

    def _tell(self, operations, when):
        """Tells those who listen to the schema, "before" and "after" it is carried out."""

    def _operation(self):
        raise NotImplementedError(f"{type(self).__name__} has no implementation; give it one with "
                                  "Operations.implementation_for()")

    def _parts(self):
        """What is carried out, one after another: one thing for most, none where there is nothing to do."""
        plain = self._operation()
        if plain is not None:
            yield plain

    def _change(self):
        return self._operation()

    def reverse(self):
        raise NotImplementedError

    def to_diff_tuple(self):
        raise NotImplementedError


class AlterTableOp(MigrateOperation):
    def __init__(self, table_name, *, schema=None):
        self.table_name, self.schema = table_name, schema

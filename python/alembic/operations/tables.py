"""Operations on tables."""

from .operation import AbstractOperations, flags, place, text, to


class TableOperations(AbstractOperations):
    def create_table(self, table_name, *columns, if_not_exists=None, **kw):
        made = _table_of(table_name, columns, **kw)
        plain = {"op": "create_table", "table": made._definition(), **flags(if_not_exists=if_not_exists)}
        self._tell(made, "before_create")
        self._send(plain)
        self._tell(made, "after_create")
        return made

    def drop_table(self, table_name, *, schema=None, if_exists=None, **kw):
        from sqlalchemy.event import class_listeners
        from sqlalchemy.schema import Table, _options, _without_empty

        options = _options({key: value for key, value in kw.items() if key not in ("comment", "info", "prefixes")})
        table = _without_empty(name=text(table_name), schema=text(schema), options=options)
        listened = _table_of(table_name, (), schema=schema, **kw) if class_listeners(Table) else None
        self._tell(listened, "before_drop")
        self._send({"op": "drop_table", "table": table, **flags(if_exists=if_exists)})
        self._tell(listened, "after_drop")

    def _tell(self, table, event):
        """Tells those who listen to the schema."""
        from sqlalchemy.event import class_listeners

        if table is not None and (table._listeners or class_listeners(type(table))):
            table._dispatch(event, self.get_bind(), None, False)

    def rename_table(self, old_table_name, new_table_name, *, schema=None):
        self._send({"op": "rename_table", "schema": text(schema) if schema else None, "old_name": text(old_table_name),
                    "new_name": text(new_table_name)})

    def create_table_comment(self, table_name, comment, *, existing_comment=None, schema=None):
        self._send({"op": "create_table_comment", **place(table_name, schema), "comment": comment,
                    "existing_comment": to(existing_comment)})

    def drop_table_comment(self, table_name, *, existing_comment=None, schema=None):
        self._send({"op": "drop_table_comment", **place(table_name, schema), "existing_comment": to(existing_comment)})

    def bulk_insert(self, table, rows, *, multiinsert=True):
        if not isinstance(rows, list):
            raise TypeError("List expected")
        if rows and not isinstance(rows[0], dict):
            raise TypeError("List of dictionaries expected")
        from sqlalchemy.engine import _rows_for_table, _table_for_rows

        # As operations of so many rows that they do not lie in memory a second time.
        for at in range(0, len(rows), _ROWS_AT_ONCE):
            self._send({"op": "bulk_insert", "table": _table_for_rows(table),
                        "rows": _rows_for_table(table, rows[at:at + _ROWS_AT_ONCE]),
                        "multiinsert": None if multiinsert else False})


_ROWS_AT_ONCE = 2000


def _table_of(name, items, schema=None, info=None, **kw):
    """A Table by itself; what has a table already is copied."""
    from limbeck.opaque import is_opaque
    from sqlalchemy.schema import BLANK_SCHEMA, Column, Constraint, ForeignKeyConstraint, Index, MetaData, Table

    parts = []
    for item in items:
        if isinstance(item, Column):
            parts.append(item if item.table is None else item._copy())
        elif isinstance(item, Constraint):
            if item.table is None:
                parts.append(item)
            elif not item._type_bound:  # that is made again by the column's type
                copied = item._copy()
                if isinstance(item, ForeignKeyConstraint):
                    for element, of in zip(copied.elements, item.elements):
                        element._target = lambda target=of._target(): target
                parts.append(copied)
        elif isinstance(item, Index) or is_opaque(item):
            parts.append(item)  # Alembic leaves out all else
    kw = {key: value for key, value in kw.items() if value is not None or key not in ("quote", "sqlite_autoincrement")}
    name = name if isinstance(name, str) else text(name)
    return Table(name, MetaData(), *parts, schema=BLANK_SCHEMA if schema is None else schema, info=info or None, **kw)

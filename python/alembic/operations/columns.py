"""Operations on columns."""

from limbeck.facade import unsupported

from .operation import AbstractOperations, flags, place, text, to


class ColumnOperations(AbstractOperations):
    def add_column(self, table_name, column, *, schema=None, if_not_exists=None, inline_references=None,
                   inline_primary_key=None):
        self._add_column(table_name, column, schema, **flags(
            if_not_exists=if_not_exists, inline_references=inline_references, inline_primary_key=inline_primary_key))

    def _add_column(self, table_name, column, schema, **said):
        from sqlalchemy.schema import MetaData, Table

        if getattr(column, "table", None) is not None:
            column = column._copy()
        table = Table(table_name, MetaData(), column, schema=schema)
        plain = {"op": "add_column", "table": table._definition(), **said}
        column.table = None
        self._send(plain)

    def drop_column(self, table_name, column_name, *, schema=None, if_exists=None, existing_type=None, **kw):
        from sqlalchemy.schema import _options
        from sqlalchemy.types import to_instance

        column = {"name": text(column_name)}
        if existing_type is not None:
            column["type"] = to_instance(existing_type)._plain()
        self._send({"op": "drop_column", **place(table_name, schema), "column": column, **flags(if_exists=if_exists),
                    "options": _options(kw) or None})

    def alter_column(self, table_name, column_name, *, nullable=None, comment=False, server_default=False,
                     new_column_name=None, type_=None, existing_type=None, existing_server_default=False,
                     existing_nullable=None, existing_comment=None, schema=None, **kw):
        from sqlalchemy.schema import _options
        from sqlalchemy.types import to_instance

        plain = {"op": "alter_column", **place(table_name, schema), "column": text(column_name)}
        if new_column_name is not None:
            plain["new_name"] = text(new_column_name)
        for key, type_said in (("type", type_), ("existing_type", existing_type)):
            if type_said is not None:
                plain[key] = to_instance(type_said)._plain()
        for key, said in (("nullable", nullable), ("existing_nullable", existing_nullable)):
            if said is not None:
                plain[key] = bool(said)
        existing, known = _plain_default(existing_server_default)
        if server_default is None:
            plain[existing or "server_default"] = {"drop": True}
        elif server_default is not False:
            key, value = _plain_default(server_default)
            if key is None:
                unsupported("alter_column(server_default=FetchedValue()), which says no default that the column could be given,")
            plain[key] = {"to": value}
        if comment is not False:
            plain["comment"] = {"drop": True} if comment is None else {"to": comment}
        if existing_server_default is None:
            plain["existing_server_default"] = {"drop": True}
        elif existing is not None:
            plain[f"existing_{existing}"] = {"to": known} if existing == "server_default" else known
        plain["existing_comment"] = to(existing_comment)
        for key in ("autoincrement", "existing_autoincrement"):
            said = kw.pop(key, None)
            if said is not None:
                plain[key] = bool(said)
        # Alembic takes these two here, and does nothing.
        kw = {key: value for key, value in kw.items() if key not in ("insert_before", "insert_after")}
        plain["options"] = _options(kw) or None
        self._send(plain)


def _plain_default(given):
    """A server default as (what it is, its plain form); (None, None) of False and of a FetchedValue, which say none."""
    from sqlalchemy.schema import Computed, DefaultClause, FetchedValue, Identity, _default

    if isinstance(given, Identity):
        return "identity", given._definition()
    if isinstance(given, Computed):
        return "computed", given._definition()
    if given is False or isinstance(given, FetchedValue) and not isinstance(given, DefaultClause):
        return None, None
    return "server_default", None if given is None else _default(given)

"""Operations on columns."""

from .operation import AlterTableOp, _known, _metadata, _options, _text


class AlterColumnOp(AlterTableOp):
    def __init__(self, table_name, column_name, *, schema=None, existing_type=None, existing_server_default=False,
                 existing_nullable=None, existing_comment=None, modify_nullable=None, modify_comment=False,
                 modify_server_default=False, modify_name=None, modify_type=None, **kw):
        super().__init__(table_name, schema=schema)
        self.column_name = column_name
        self.existing_type, self.existing_server_default = existing_type, existing_server_default
        self.existing_nullable, self.existing_comment = existing_nullable, existing_comment
        self.modify_nullable, self.modify_comment = modify_nullable, modify_comment
        self.modify_server_default, self.modify_name, self.modify_type = modify_server_default, modify_name, modify_type
        self.kw = kw

    def has_changes(self):
        return (self.modify_nullable is not None or self.modify_server_default is not False
                or self.modify_type is not None or self.modify_comment is not False
                or any(key.startswith("modify_") for key in self.kw))

    def to_diff_tuple(self):
        where = self.schema, self.table_name, self.column_name
        known = {"existing_type": self.existing_type, "existing_nullable": self.existing_nullable,
                 "existing_server_default": self.existing_server_default, "existing_comment": self.existing_comment}

        def beside(*names):
            return {name: known[name] for name in names}

        found = []
        if self.modify_type is not None:
            found.append(("modify_type", *where,
                          beside("existing_nullable", "existing_server_default", "existing_comment"),
                          self.existing_type, self.modify_type))
        if self.modify_nullable is not None:
            found.append(("modify_nullable", *where,
                          beside("existing_type", "existing_server_default", "existing_comment"),
                          self.existing_nullable, self.modify_nullable))
        if self.modify_server_default is not False:
            found.append(("modify_default", *where, beside("existing_nullable", "existing_type", "existing_comment"),
                          self.existing_server_default, self.modify_server_default))
        if self.modify_comment is not False:
            found.append(("modify_comment", *where,
                          beside("existing_nullable", "existing_type", "existing_server_default"),
                          self.existing_comment, self.modify_comment))
        return found

    def reverse(self):
        kw = dict(self.kw)
        for name, unset in (("type", None), ("nullable", None), ("server_default", False), ("comment", False)):
            kw[f"existing_{name}"] = getattr(self, f"existing_{name}")
            if getattr(self, f"modify_{name}") is not unset:
                kw[f"modify_{name}"] = getattr(self, f"modify_{name}")
        for key in [key for key in kw if key.startswith("modify_")]:
            existing = "existing_" + key[len("modify_"):]
            kw[key], kw[existing] = kw[existing], kw[key]
        column = self.column_name
        if self.modify_name is not None:
            column, kw["modify_name"] = self.modify_name, self.column_name
        return type(self)(self.table_name, column, schema=self.schema, **kw)

    def _operation(self):
        from sqlalchemy.exc import ArgumentError
        from sqlalchemy.schema import Computed, DefaultClause, FetchedValue, Identity, _default
        from sqlalchemy.types import to_instance

        plain = {"op": "alter_column", "table": _text(self.table_name), "column": _text(self.column_name)}
        if self.schema:
            plain["schema"] = _text(self.schema)
        if self.modify_name is not None:
            plain["new_name"] = _text(self.modify_name)
        if self.modify_type is not None:
            plain["type"] = to_instance(self.modify_type)._plain()
        if self.modify_nullable is not None:
            plain["nullable"] = bool(self.modify_nullable)
        existing = self.existing_server_default
        if isinstance(existing, DefaultClause):
            existing = existing.arg
        elif isinstance(existing, FetchedValue) and not isinstance(existing, (Computed, Identity)):
            existing = False  # it does not say which
        default = self.modify_server_default
        if isinstance(default, DefaultClause):
            default = default.arg
        elif isinstance(default, FetchedValue) and not isinstance(default, (Computed, Identity)):
            raise ArgumentError(f"alter_column(server_default={default!r}): a FetchedValue says no default that the column "
                                "could be given")
        if default is not False:
            if isinstance(default, Identity):
                plain["identity"] = {"to": default._definition()}
            elif isinstance(default, Computed):
                plain["computed"] = {"to": default._definition()}
            elif default is None and isinstance(existing, Identity):
                plain["identity"] = {"drop": True}
            elif default is None and isinstance(existing, Computed):
                plain["computed"] = {"drop": True}
            elif default is None:
                plain["server_default"] = {"drop": True}
            else:
                plain["server_default"] = {"to": _default(default)}
        if self.modify_comment is not False:
            plain["comment"] = {"drop": True} if self.modify_comment is None else {"to": self.modify_comment}
        if self.existing_type is not None:
            plain["existing_type"] = to_instance(self.existing_type)._plain()
        if existing is None:
            plain["existing_server_default"] = {"drop": True}
        elif isinstance(existing, Identity):
            plain["existing_identity"] = existing._definition()
        elif isinstance(existing, Computed):
            plain["existing_computed"] = existing._definition()
        elif existing is not False:
            plain["existing_server_default"] = {"to": _default(existing)}
        if self.existing_nullable is not None:
            plain["existing_nullable"] = bool(self.existing_nullable)
        if self.existing_comment is not None:
            plain["existing_comment"] = _known(self.existing_comment)
        options = {}
        for key, value in self.kw.items():
            if key in ("autoincrement", "existing_autoincrement"):
                if value is not None:
                    plain[key] = bool(value)
            elif key not in ("insert_before", "insert_after"):  # Alembic takes these two here, and does nothing
                options[key] = value
        options = _options(options)
        if options:
            plain["options"] = options
        return plain


class AddColumnOp(AlterTableOp):
    def __init__(self, table_name, column, *, schema=None, if_not_exists=None, inline_references=None,
                 inline_primary_key=None, **kw):
        super().__init__(table_name, schema=schema)
        self.column, self.if_not_exists = column, if_not_exists
        self.inline_references, self.inline_primary_key, self.kw = inline_references, inline_primary_key, kw

    @classmethod
    def from_column(cls, column):
        return cls(column.table.name, column, schema=column.table.schema)

    @classmethod
    def from_column_and_tablename(cls, schema, tname, col):
        return cls(tname, col, schema=schema)

    def reverse(self):
        made = DropColumnOp.from_column_and_tablename(self.schema, self.table_name, self.column)
        made.if_exists = self.if_not_exists
        return made

    def to_diff_tuple(self):
        return "add_column", self.schema, self.table_name, self.column

    def to_column(self):
        return self.column

    def _operation(self):
        from sqlalchemy.schema import Table

        column = self.column
        if getattr(column, "table", None) is not None:
            column = column._copy()
        table = Table(self.table_name, _metadata(), column, schema=self.schema)
        plain = {"op": "add_column", "table": table._definition()}
        column.table = None
        for key in ("if_not_exists", "inline_references", "inline_primary_key"):
            if getattr(self, key):
                plain[key] = True
        for key in ("insert_before", "insert_after"):
            if self.kw.get(key) is not None:
                plain[key] = _text(self.kw[key])
        return plain

    def _change(self):
        plain = {"op": "add_column", "table": _only(self.column, self.table_name, self.schema)}
        for key in ("if_not_exists", "inline_references", "inline_primary_key"):
            if getattr(self, key):
                plain[key] = True
        return plain


class DropColumnOp(AlterTableOp):
    def __init__(self, table_name, column_name, *, schema=None, if_exists=None, _reverse=None, **kw):
        super().__init__(table_name, schema=schema)
        self.column_name, self.if_exists, self.kw, self._reverse = column_name, if_exists, kw, _reverse

    @classmethod
    def from_column_and_tablename(cls, schema, tname, col):
        return cls(tname, col.name, schema=schema,
                   _reverse=AddColumnOp.from_column_and_tablename(schema, tname, col))

    def reverse(self):
        if self._reverse is None:
            raise ValueError("operation is not reversible; original column is not present")
        made = AddColumnOp.from_column_and_tablename(self.schema, self.table_name, self._reverse.column)
        made.if_not_exists = self.if_exists
        return made

    def to_diff_tuple(self):
        return "remove_column", self.schema, self.table_name, self.to_column()

    def to_column(self, migration_context=None):
        from sqlalchemy.schema import Column

        return self._reverse.column if self._reverse is not None else Column(self.column_name)

    def _operation(self):
        column = {"name": _text(self.column_name)}
        kw = dict(self.kw)
        existing = kw.pop("existing_type", None)
        if existing is not None:
            from sqlalchemy.types import to_instance

            column["type"] = to_instance(existing)._plain()
        plain = {"op": "drop_column", "table": _text(self.table_name), "column": column}
        if self.schema:
            plain["schema"] = _text(self.schema)
        if self.if_exists:
            plain["if_exists"] = True
        options = _options(kw)
        if options:
            plain["options"] = options
        return plain

    def _change(self):
        plain = self._operation()
        if self._reverse is not None:
            column = _only(self._reverse.column, self.table_name, self.schema)["columns"][0]
            # What only a new table makes something of.
            plain["column"] = {key: value for key, value in column.items() if key not in ("nullable_given", "has_default")}
            plain["column"]["name"] = _text(self.column_name)
        return plain


def _only(column, table_name, schema):
    """A table in plain form with this column and nothing that stands beside it: its foreign keys, constraints and indexes
    are operations of their own."""
    definition = column._definition()
    for flag in ("index", "unique", "primary_key"):
        definition.pop(flag, None)
    table = {"name": _text(table_name), "columns": [definition]}
    if schema:
        table["schema"] = _text(schema)
    return table

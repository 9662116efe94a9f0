"""Operations on indexes."""

from .operation import MigrateOperation, _name, _options, _table, _text, _without_none


class CreateIndexOp(MigrateOperation):
    def __init__(self, index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw):
        self.index_name, self.table_name, self.columns, self.schema = index_name, table_name, columns, schema
        self.unique, self.if_not_exists, self.kw = unique, if_not_exists, kw

    @classmethod
    def from_index(cls, index):
        return cls(index.name, index.table.name, index.expressions, schema=index.table.schema, unique=index.unique,
                   **index.kwargs)

    def reverse(self):
        return DropIndexOp.from_index(self.to_index())

    def to_diff_tuple(self):
        return "add_index", self.to_index()

    def _definition(self):
        from sqlalchemy.schema import Index, _check_options

        kw = dict(self.kw)
        kw.pop("info", None)
        kw.pop("_unique", None)
        quote = kw.pop("quote", None)
        made = Index.__new__(Index)
        _check_options(made, kw)
        from sqlalchemy.sql.elements import quoted_name

        made.name = quoted_name(self.index_name, quote) if quote is not None else self.index_name
        made.unique, made.kwargs, made._pending, made._column_flag = bool(self.unique), kw, list(self.columns), False
        return made._definition(self.table_name, self.schema)

    def to_index(self, migration_context=None):
        return _index(self.index_name, self.table_name, self.columns, self.schema, self.unique, self.kw)

    def _operation(self):
        return _without_none({"op": "create_index", "index": self._definition(),
                              "if_not_exists": True if self.if_not_exists else None})


class DropIndexOp(MigrateOperation):
    def __init__(self, index_name, table_name=None, *, schema=None, if_exists=None, _reverse=None, **kw):
        self.index_name, self.table_name, self.schema, self.if_exists = index_name, table_name, schema, if_exists
        self._reverse, self.kw = _reverse, kw

    @classmethod
    def from_index(cls, index):
        return cls(index.name, table_name=index.table.name, schema=index.table.schema,
                   _reverse=CreateIndexOp.from_index(index), unique=index.unique, **index.kwargs)

    def reverse(self):
        return CreateIndexOp.from_index(self.to_index())

    def to_diff_tuple(self):
        return "remove_index", self.to_index()

    def to_index(self, migration_context=None):
        kw = dict(self.kw)
        unique = kw.pop("unique", False)
        return _index(self.index_name, self.table_name, self._reverse.columns if self._reverse else ["x"], self.schema,
                      unique, kw)

    def _operation(self):
        index = {"name": _name(self.index_name)}
        if self.table_name is not None:
            index["table"] = _text(self.table_name)
        if self.schema:
            index["schema"] = _text(self.schema)
        options = _options({key: value for key, value in self.kw.items() if key not in ("unique", "info")})
        if options:
            index["options"] = options
        return _without_none({"op": "drop_index", "index": index, "if_exists": True if self.if_exists else None})

    def _change(self):
        plain = self._operation()
        if self._reverse is not None:
            plain["index"] = self.to_index()._definition()
        return plain


def _index(name, table_name, columns, schema, unique, kw):
    from sqlalchemy.schema import Column, Index

    table = _table(table_name or "no_table", [], schema)
    expressions = []
    for item in columns:
        if isinstance(item, str) or isinstance(item, Column):
            name_of_column = item if isinstance(item, str) else item.name
            if name_of_column not in table._columns_by_key:
                table.append_column(Column(name_of_column, getattr(item, "type", None)))
            item = table._columns_by_key[name_of_column]
        expressions.append(item)
    made = Index(name, *expressions, unique=unique, _table=table, **kw)
    return made

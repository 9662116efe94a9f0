"""Operations on indexes."""

from .operation import AbstractOperations, flags, text


class IndexOperations(AbstractOperations):
    def create_index(self, index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, quote=None,
                     info=None, **kw):
        from sqlalchemy.schema import Index, _check_options
        from sqlalchemy.sql.elements import quoted_name

        made = Index.__new__(Index)
        _check_options(made, kw)
        made.name = quoted_name(index_name, quote) if quote is not None else index_name
        made.unique, made.kwargs, made._pending, made._column_flag = bool(unique), kw, list(columns), False
        self._send({"op": "create_index", "index": made._definition(table_name, schema),
                    **flags(if_not_exists=if_not_exists)})

    def drop_index(self, index_name, table_name=None, *, schema=None, if_exists=None, unique=None, info=None, **kw):
        from sqlalchemy.schema import _name, _options, _without_empty

        index = _without_empty(name=_name(index_name), table=text(table_name), schema=text(schema), options=_options(kw))
        self._send({"op": "drop_index", "index": index, **flags(if_exists=if_exists)})

"""ForeignKey of a column, and ForeignKeyConstraint of a table."""

import copy

from limbeck.facade import unsupported

from .. import exc
from .columns import Column
from .constraints import ColumnCollectionConstraint
from .item import SchemaItem, _check_options, _table_key, _without_empty


class ForeignKey(SchemaItem):
    __visit_name__ = "foreign_key"
    parent = None
    constraint = None

    def __init__(self, column, _constraint=None, use_alter=False, name=None, onupdate=None, ondelete=None,
                 deferrable=None, initially=None, link_to_name=False, match=None, info=None, comment=None,
                 _unresolvable=False, **dialect_kw):
        if hasattr(column, "__clause_element__"):
            column = column.__clause_element__()
        self._colspec = column
        self.use_alter = use_alter
        self.name = name
        self.onupdate = onupdate
        self.ondelete = ondelete
        self.deferrable = deferrable
        self.initially = initially
        self.link_to_name = link_to_name
        self.match = match
        self.comment = comment
        self.kwargs = _check_options(self, dialect_kw)
        self.constraint = _constraint
        if info is not None:
            self.info = info

    def _add_to(self, column):
        self.parent = column
        column._fks.append(self)
        column.foreign_keys.add(self)

    def _copy(self, constraint=None, **kw):
        other = copy.copy(self)
        other.parent, other.constraint = None, constraint
        return other

    @property
    def _column_tokens(self):
        parts = str(self._colspec).split(".")
        if len(parts) == 1:
            return None, parts[0], None
        return ".".join(parts[:-2]) or None, parts[-2], parts[-1]

    def _target(self):
        """Schema, table and column that it refers to; without a column name, the referring column's."""
        column = self._colspec
        if not isinstance(column, str):
            table = getattr(column, "table", None)
            if table is None:
                return None, None, column.name
            return table.schema, table.name, column.name
        schema, table, name = self._column_tokens
        owner = getattr(self.parent, "table", None)
        metadata = getattr(owner, "metadata", None)
        if schema is None and metadata is not None and metadata.schema is not None:
            schema = metadata.schema
        if metadata is not None:
            found = metadata.tables.get(_table_key(table, schema))
            if found is not None:
                column = found._columns_by_key.get(name if name is not None else getattr(self.parent, "key", None))
                if column is not None:
                    name = column.name
                return found.schema, found.name, name if name is not None else self.parent.name
        return schema, table, name if name is not None else getattr(self.parent, "name", None)

    def _get_colspec(self, schema=None, **kw):
        if isinstance(self._colspec, str) and not schema:
            return str(self._colspec)
        found, table, name = self._target()
        if not isinstance(self._colspec, str):
            name = self._colspec.key
        return ".".join(str(part) for part in (schema or found, table, name) if part)

    target_fullname = property(_get_colspec)

    def __str__(self):
        return self._get_colspec()

    def __repr__(self):
        return f"ForeignKey({self._get_colspec()!r})"

    @property
    def column(self):
        if not isinstance(self._colspec, str):
            return self._colspec
        schema, table, name = self._target()
        metadata = getattr(getattr(self.parent, "table", None), "metadata", None)
        if metadata is None:
            raise exc.InvalidRequestError("this ForeignKey object does not yet have a parent Column associated with it.")
        found = metadata.tables.get(_table_key(table, schema))
        if found is None:
            raise exc.NoReferencedTableError(
                f"Foreign key associated with column '{self.parent}' could not find table "
                f"'{_table_key(table, schema)}' with which to generate a foreign key to target column '{name}'")
        column = next((item for item in found._column_list if item.name == name), None)
        if column is None:
            raise exc.NoReferencedColumnError(f"{self._colspec}: table '{found.name}' has no column named '{name}'")
        return column

    def _constraint_of(self, column):
        made = ForeignKeyConstraint([column.key], [self._colspec], name=self.name, onupdate=self.onupdate,
                                    ondelete=self.ondelete, deferrable=self.deferrable, initially=self.initially,
                                    use_alter=self.use_alter, match=self.match, comment=self.comment, **self.kwargs)
        made.elements[0] = self
        self.constraint = made
        made._from_column = True
        return made


class ForeignKeyConstraint(ColumnCollectionConstraint):
    _kind = "foreign_key"
    __visit_name__ = "foreign_key_constraint"
    _from_column = False
    refcolumns = None

    def __init__(self, columns, refcolumns, name=None, onupdate=None, ondelete=None, deferrable=None, initially=None,
                 use_alter=False, link_to_name=False, match=None, table=None, info=None, comment=None, **dialect_kw):
        columns, refcolumns = list(columns), list(refcolumns)
        if len(set(refcolumns)) != len(set(columns)) and len(columns) != len(refcolumns):
            unsupported("a ForeignKeyConstraint of unequal numbers of columns")
        self.onupdate = onupdate
        self.ondelete = ondelete
        self.use_alter = use_alter
        self.match = match
        self.link_to_name = link_to_name
        self.elements = [ForeignKey(ref, _constraint=self, onupdate=onupdate, ondelete=ondelete, use_alter=use_alter)
                         for ref in refcolumns]
        super().__init__(*columns, name=name, deferrable=deferrable, initially=initially, info=info, comment=comment,
                         **dialect_kw)
        if table is not None:
            self._attach(table)

    def _attach(self, table):
        super()._attach(table)
        for item, element in zip(self._pending, self.elements):
            column = table._columns_by_key.get(item) if isinstance(item, str) else item
            if element.parent is column and column is not None:
                continue
            if isinstance(column, Column):
                element.parent = column
                column.foreign_keys.add(element)
            else:
                element.parent = _Referring(item, table)
        table.foreign_keys.update(self.elements)

    column_keys = property(lambda self: [getattr(item, "key", item) for item in self._pending])
    referred_table = property(lambda self: self.elements[0].column.table)

    def _definition(self):
        targets = [element._target() for element in self.elements]
        schema, table, _ = targets[0] if targets else (None, None, None)
        return {**super()._definition(), "referred_columns": [_text(name) for _, _, name in targets], **_without_empty(
            referred_schema=str(schema) if schema else None, referred_table=_text(table), onupdate=self.onupdate,
            ondelete=self.ondelete, match=self.match, use_alter=bool(self.use_alter))}

    def _declaration(self):
        return {**self._definition(), **_without_empty(column_level=self._from_column)}

    def _copy(self, **kw):
        other = super()._copy()
        other._from_column, other.elements = False, [element._copy(other) for element in self.elements]
        return other


def _text(name):
    return str(name) if isinstance(name, str) else name


class _Referring:
    """The column of a foreign key whose table does not list it."""

    def __init__(self, item, table):
        self.name = self.key = item if isinstance(item, str) else item.name
        self.table = table

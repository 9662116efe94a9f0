"""The two sides of a comparison as schema objects: the user's own Table, Column, … of the models, and those that are made
of what the database says."""

from sqlalchemy.from_plain import column_of, constraint_of, fill_table, final_name, index_of
from sqlalchemy.schema import BLANK_SCHEMA, Column, MetaData, Table, _name, _table_key


def _text(plain):
    """The text of a name in plain form."""
    return plain.get("text") if isinstance(plain, dict) else plain


class Thing:
    """A view, a routine or an extension, as hooks see it."""

    def __init__(self, kind, name):
        self.type_ = kind
        self.schema, _, self.signature = name.partition(".")
        self.name = self.signature.partition("(")[0]


class Tables:
    """Objects by the plain form of what they are; one that is not there is made."""

    def table(self, schema, name):
        raise NotImplementedError

    def column(self, schema, table, name):
        owner = self.table(schema, table)
        return None if owner is None else next((item for item in owner._column_list if item.name == name), None)

    def constraint(self, schema, table, plain):
        owner = self.table(schema, table)
        if owner is None:
            return None
        made = owner.__dict__.setdefault("_found_constraints", {})
        key = _text(plain.get("name")) or repr(plain)
        found = made.get(key)
        if found is None:
            found = made[key] = self._matching(owner, plain) or self._made(owner, plain)
        if plain.get("name") is not None:
            found.name = final_name(plain["name"])
        return found

    @staticmethod
    def _matching(owner, plain):
        kind, name = plain["kind"], _text(plain.get("name"))
        unnamed = None
        others = [item for item in owner.constraints if item not in owner._constraint_list]
        for item in (*owner._constraint_list, *others):
            if getattr(item, "_kind", None) != kind:
                continue
            if kind == "primary_key" or name is not None and _text(_name(item.name)) == name:
                return item
            if unnamed is None and _same(item, plain):
                unnamed = item
        return unnamed

    @staticmethod
    def _made(owner, plain):
        """One that the model says with a flag of a column."""
        made = constraint_of(plain)
        made.parent = made.table = owner
        owner.constraints.add(made)
        return made

    def index(self, schema, table, plain):
        owner = self.table(schema, table)
        if owner is None:
            return None
        made = owner.__dict__.setdefault("_found_indexes", {})
        name = _text(plain.get("name"))
        found = made.get(name)
        if found is None:
            found = next((item for item in owner._index_list if _text(_name(item.name)) == name), None)
        if found is None:
            found = next((item for item in owner._index_list if item.name is None and
                          item._definition()["elements"] == plain["elements"]), None)
        if found is None:
            found = index_of(plain, owner)
            found._column_flag = True  # it is said by a flag of its column
        made[name] = found
        if name is not None:
            found.name = final_name(plain["name"])
        return found

    def shown(self, kind, plain, schema, table, dialect_name):
        """What a change speaks of: found here, or made of its plain form."""
        schema = schema or None
        if kind == "constraint":
            found = constraint_of(plain)
            found._attach(_bare(table, plain.get("columns") or (), schema))
            return found
        if kind == "table":
            found = self.table(schema, table)
            return fill_table(_bare(table, (), schema), {**plain, "indexes": ()}, dialect_name) if found is None else found
        if kind == "index":
            found = self.index(schema, table, plain)
            return index_of(plain, _bare(table, plain["elements"], schema)) if found is None else found
        found = self.column(schema, table, plain["name"])
        if found is None:
            found = column_of(plain, dialect_name)
            _bare(table, (), schema).append_column(found)
        return found


def _bare(name, columns, schema):
    """A Table by itself, with columns of no type."""
    columns = [Column(column) for column in dict.fromkeys(item for item in columns if isinstance(item, str))]
    return Table(name, MetaData(), *columns, schema=BLANK_SCHEMA if schema is None else schema)


def _same(item, plain):
    definition = item._definition()
    keys = {"unique": ("columns",), "foreign_key": ("columns", "referred_table", "referred_columns"),
            "check": ("sqltext",), "exclude": ("elements",)}[plain["kind"]]
    return all(definition.get(key) == plain.get(key) for key in keys)


class Models(Tables):
    """The tables of target_metadata."""

    def __init__(self, metadata):
        self._metadata = metadata

    def table(self, schema, name):
        for metadata in self._metadata:
            found = metadata.tables.get(_table_key(name, schema or None))
            if found is not None and (found.schema or None) == (schema or None):
                return found
        return None


class Reflected(Tables):
    """Tables that the database has; `ask(schema, name)` gives one in plain form, or None."""

    def __init__(self, dialect_name, ask=None):
        self._metadata = MetaData()
        self._dialect_name = dialect_name
        self._ask = ask

    def table(self, schema, name):
        key = _table_key(name, schema)
        found = self._metadata.tables.get(key)
        if found is not None:
            return found
        plain = self._ask(schema or "", str(name)) if self._ask is not None else None
        if plain is None:
            return None
        made = Table(plain["name"], self._metadata, schema=plain.get("schema") or BLANK_SCHEMA)
        fill_table(made, plain, self._dialect_name)
        self._refer(made)
        return made

    def _refer(self, table):
        """What foreign keys refer to is there, too."""
        for constraint in table._constraint_list:
            if getattr(constraint, "_kind", None) == "foreign_key":
                schema, name, _ = constraint.elements[0]._target()
                self.table(schema, name)

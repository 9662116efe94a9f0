"""Naming conventions with tokens of the script's own: the engine knows the others, and fills them in itself."""

from .elements import conv

_KINDS = {"Index": "ix", "UniqueConstraint": "uq", "CheckConstraint": "ck", "ForeignKeyConstraint": "fk",
          "PrimaryKeyConstraint": "pk"}


def kind_of(key):
    """A key of the convention, "uq" or a class, as the engine calls it; None of a token."""
    if isinstance(key, type):
        return next((_KINDS[cls.__name__] for cls in key.__mro__ if cls.__name__ in _KINDS), None)
    return key if key in _KINDS.values() else None


def own_tokens(convention):
    """{token: function}"""
    return {key: value for key, value in convention.items() if kind_of(key) is None and callable(value)}


def fills_in(kind, template, tokens):
    """Whether a template is filled in here: it has tokens of the script's own, or asks for keys of columns, or for columns
    of a check, which only the script's side knows."""
    return any(f"%({token})s" in template for token in tokens) or "_key)" in template or \
        kind == "ck" and "%(column_" in template


def any_filled_in(convention):
    tokens = own_tokens(convention)
    return any(isinstance(template, str) and kind_of(key) is not None and fills_in(kind_of(key), template, tokens)
               for key, template in convention.items())


def named(item, name, always=False):
    """The name of a constraint or an index by a template with tokens of the script's own, or (`always`) by any, as what leaves
    its table keeps the name that it had there; `name` where there is none."""
    metadata = getattr(item.table, "metadata", None)
    if metadata is None or not (metadata._fills_in or always and name) or isinstance(name, conv):
        return name
    kind = kind_of(type(item))
    template = next((value for key, value in metadata.naming_convention.items() if kind and kind_of(key) == kind), None)
    if template is None or not (always and name or fills_in(kind, template, metadata._own_tokens)):
        return name
    if name is not None and "constraint_name" not in template:
        return name
    return conv(template % _Tokens(item, item.table, metadata._own_tokens))


class _Tokens:
    def __init__(self, item, table, own):
        self.item, self.table, self.own = item, table, own

    def __getitem__(self, token):
        from .. import exc

        if token in self.own:
            return self.own[token](self.item, self.table)
        if token == "table_name":
            return self.table.name
        if token == "constraint_name":
            if self.item.name is None:
                raise exc.InvalidRequestError("Naming convention including %(constraint_name)s token requires that "
                                              "constraint is explicitly named.")
            return self.item.name
        referred = token.startswith("referred_")
        if token == "referred_table_name":
            return self.item.elements[0]._target()[1]
        columns = [element._target()[2] for element in self.item.elements] if referred else \
            [column.name for column in self.item.columns]
        number, _, attribute = token.removeprefix("referred_").removeprefix("column_").rpartition("_")
        if attribute not in ("name", "key", "label"):
            raise exc.InvalidRequestError(f"Naming convention token {token!r} is not known")
        if attribute == "key" and not referred:
            columns = [column.key for column in self.item.columns]
        if attribute == "label":
            prefix = f"{self.table.schema}_".replace(".", "_") if self.table.schema else ""
            columns = [f"{prefix}{self.table.name}_{column}" for column in columns]
        if number == "0_N":
            return "_".join(columns)
        if number == "0N":
            return "".join(columns)
        return columns[int(number)] if int(number) < len(columns) else ""

from alembic_utils.replaceable_entity import ReplaceableEntity


class PGFunction(ReplaceableEntity):
    """A function: its signature is "name(arguments)", its definition begins with RETURNS."""

    type_ = "function"
    _statements = (r'create(\s+or\s+replace)?\s+function\s+"?(?P<schema>[^".]+)"?\.(?P<signature>"?[^"(]+"?\s*\(.*?\))\s+'
                   r"(?P<definition>returns\s.*)",)

    @classmethod
    def _parts(cls, found):
        return {name: found[name] for name in ("schema", "signature", "definition")}

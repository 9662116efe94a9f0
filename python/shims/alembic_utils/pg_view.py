from alembic_utils.replaceable_entity import ReplaceableEntity


class PGView(ReplaceableEntity):
    """A view: its signature is its name, its definition the query."""

    type_ = "view"
    _is_text = True
    _statements = (r'create(\s+or\s+replace)?\s+view\s+"?(?P<schema>[^".]+)"?\."?(?P<signature>[^"\s(]+)"?'
                   r"(\s*\([^)]*\))?\s+as\s+(?P<definition>.*)",)

    @classmethod
    def _parts(cls, found):
        return {name: found[name] for name in ("schema", "signature", "definition")}

from alembic_utils.replaceable_entity import ReplaceableEntity


class PGMaterializedView(ReplaceableEntity):
    """A materialized view. Whether it is filled is no part of what is compared."""

    type_ = "materialized_view"
    _is_text = True
    _statements = (r'create\s+materialized\s+view\s+(if\s+not\s+exists\s+)?"?(?P<schema>[^".]+)"?\.'
                   r'"?(?P<signature>[^"\s(]+)"?(\s*\([^)]*\))?\s+as\s+(?P<definition>.*?)'
                   r"(\s+with\s+(?P<no>no\s+)?data)?$",)

    def __init__(self, schema, signature, definition, with_data=True):
        super().__init__(schema, signature, definition)
        self.with_data = with_data

    @classmethod
    def _parts(cls, found):
        return {**{name: found[name] for name in ("schema", "signature", "definition")}, "with_data": not found["no"]}

    def _more(self):
        return {"with_data": bool(self.with_data)}

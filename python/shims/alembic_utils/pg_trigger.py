from alembic_utils.replaceable_entity import OnEntity, _unquoted


class PGTrigger(OnEntity):
    """A trigger: its definition says when, ON which table, and what it calls."""

    type_ = "trigger"
    _statements = (r'create(\s+or\s+replace)?(?P<constraint>\s+constraint)?\s+trigger\s+(?P<signature>"[^"]+"|\S+)\s+'
                   r'(?P<definition>.*?\son\s+(?P<on_entity>[^\s]+)\s.*)',)

    def __init__(self, schema, signature, definition, on_entity, is_constraint=False):
        super().__init__(schema, signature, definition, on_entity)
        self.is_constraint = is_constraint

    @classmethod
    def _parts(cls, found):
        on_entity = _unquoted(found["on_entity"])
        on_entity = on_entity if "." in on_entity else "public." + on_entity
        return {"schema": on_entity.partition(".")[0], "signature": found["signature"], "on_entity": on_entity,
                "definition": found["definition"], "is_constraint": found["constraint"] is not None}

    def _more(self):
        return {**super()._more(), "is_constraint": bool(self.is_constraint)}

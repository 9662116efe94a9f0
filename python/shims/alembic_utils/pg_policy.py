from alembic_utils.replaceable_entity import OnEntity, _unquoted


class PGPolicy(OnEntity):
    """A policy of row level security."""

    type_ = "policy"
    _statements = (r'create\s+policy\s+(?P<signature>"[^"]+"|\S+)\s+on\s+(?P<on_entity>\S+)\s+(?P<definition>.*)',)

    @classmethod
    def _parts(cls, found):
        on_entity = _unquoted(found["on_entity"])
        on_entity = on_entity if "." in on_entity else "public." + on_entity
        return {"schema": on_entity.partition(".")[0], "signature": found["signature"], "on_entity": on_entity,
                "definition": found["definition"]}

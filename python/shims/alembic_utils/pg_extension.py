from alembic_utils.replaceable_entity import ReplaceableEntity


class PGExtension(ReplaceableEntity):
    """An extension; there is one of a name in a database."""

    type_ = "extension"

    def __init__(self, schema, signature):
        super().__init__(schema, signature, "")
        self.definition = f"{type(self).__name__}: {self.schema} {self.signature}"

    @property
    def identity(self):
        return f"{type(self).__name__}: {self.signature}"

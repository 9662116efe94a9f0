"""op.create_entity(), op.replace_entity() and op.drop_entity()."""

from alembic.operations import MigrateOperation, Operations


class ReversibleOp(MigrateOperation):
    _word = None

    def __init__(self, target):
        self.target = target

    @classmethod
    def invoke_for_target(cls, operations, target):
        return operations.invoke(cls(target))

    def _run(self, operations, cascade=False):
        import _limbeck

        texts = _limbeck.entity_statements(self.target._plain(escaped=True), self._word, cascade,
                                           operations.get_context().dialect.name)
        from sqlalchemy import text

        for words in texts:
            operations.execute(text(words.replace(":", "\\:")))


@Operations.register_operation("create_entity", "invoke_for_target")
class CreateOp(ReversibleOp):
    _word = "create"

    def reverse(self):
        return DropOp(self.target)


@Operations.register_operation("drop_entity", "invoke_for_target")
class DropOp(ReversibleOp):
    _word = "drop"

    def __init__(self, target, cascade=False):
        super().__init__(target)
        self.cascade = cascade

    @classmethod
    def invoke_for_target(cls, operations, target, cascade=False):
        return operations.invoke(cls(target, cascade))

    def reverse(self):
        return CreateOp(self.target)


@Operations.register_operation("replace_entity", "invoke_for_target")
class ReplaceOp(ReversibleOp):
    _word = "replace"

    def reverse(self):
        return RevertOp(self.target)


class RevertOp(ReversibleOp):
    _word = "replace"


@Operations.implementation_for(CreateOp)
def create_entity(operations, operation):
    operation._run(operations)


@Operations.implementation_for(DropOp)
def drop_entity(operations, operation):
    operation._run(operations, operation.cascade)


@Operations.implementation_for(ReplaceOp)
@Operations.implementation_for(RevertOp)
def replace_or_revert_entity(operations, operation):
    operation._run(operations)

"""Replaceable objects: operations of one's own, registered, implemented and reversed"""
import sqlalchemy as sa
from alembic import op
from alembic.operations import MigrateOperation, Operations

revision = "60bca0a34767"
down_revision = None


class ReplaceableObject:
    def __init__(self, name, sqltext):
        self.name = name
        self.sqltext = sqltext


class ReversibleOp(MigrateOperation):
    def __init__(self, target):
        self.target = target

    @classmethod
    def invoke_for_target(cls, operations, target):
        return operations.invoke(cls(target))

    def reverse(self):
        raise NotImplementedError()

    @classmethod
    def replace(cls, operations, target, replaces=None, replace_with=None):
        for older in filter(None, (replaces, replace_with)):
            operations.invoke(cls(older).reverse())
        operations.invoke(cls(target))


@Operations.register_operation("create_view", "invoke_for_target")
@Operations.register_operation("replace_view", "replace")
class CreateViewOp(ReversibleOp):
    def reverse(self):
        return DropViewOp(self.target)


@Operations.register_operation("drop_view", "invoke_for_target")
class DropViewOp(ReversibleOp):
    def reverse(self):
        return CreateViewOp(self.target)


@Operations.implementation_for(CreateViewOp)
def create_view(operations, operation):
    operations.execute("CREATE VIEW %s AS %s" % (operation.target.name, operation.target.sqltext))


@Operations.implementation_for(DropViewOp)
def drop_view(operations, operation):
    operations.execute("DROP VIEW %s" % operation.target.name)


first = ReplaceableObject("customer_view", "SELECT name FROM customer")
second = ReplaceableObject("customer_view", "SELECT name, order_count FROM customer")


def upgrade():
    op.create_table("customer", sa.Column("name", sa.String(20)), sa.Column("order_count", sa.Integer))
    op.create_view(first)
    op.replace_view(second, replaces=first)
    op.execute("INSERT INTO customer VALUES ('c', 4)")
    print(op.get_bind().execute(sa.text("SELECT * FROM customer_view")).all())


def downgrade():
    op.drop_view(second)
    op.drop_table("customer")

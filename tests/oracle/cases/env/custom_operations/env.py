from logging.config import fileConfig

from alembic import context, op
from alembic.operations import MigrateOperation, Operations
from sqlalchemy import create_engine

config = context.config
fileConfig(config.config_file_name)


@Operations.register_operation("create_counter")
@Operations.register_operation("make_counter", "create_counter")
class CreateCounterOp(MigrateOperation):
    def __init__(self, name, start=0, schema=None):
        self.name, self.start, self.schema = name, start, schema

    @classmethod
    def create_counter(cls, operations, name, **kw):
        """Makes a counter."""
        return operations.invoke(cls(name, **kw))

    def reverse(self):
        return DropCounterOp(self.name)


@Operations.register_operation("drop_counter")
class DropCounterOp(MigrateOperation):
    def __init__(self, name):
        self.name = name

    @classmethod
    def drop_counter(cls, operations, name):
        return operations.invoke(cls(name))

    def reverse(self):
        return CreateCounterOp(self.name)


class CreateBigCounterOp(CreateCounterOp):
    pass


@Operations.implementation_for(CreateCounterOp)
def create_counter(operations, operation):
    operations.execute(f"CREATE TABLE counter_{operation.name} (value INTEGER DEFAULT {operation.start})")
    return operation.name.upper()


@Operations.implementation_for(DropCounterOp)
def drop_counter(operations, operation):
    operations.execute("DROP TABLE counter_%s" % operation.name)


url = config.get_main_option("sqlalchemy.url")
config.attributes["big"] = CreateBigCounterOp
if context.is_offline_mode():
    context.configure(url=url)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()

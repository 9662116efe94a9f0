import os

from alembic import context

context.configure(dialect_name=os.environ["DATABASE_KIND"], literal_binds=True, dialect_opts={"paramstyle": "named"})
with context.begin_transaction():
    context.run_migrations()

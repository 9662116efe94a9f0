from logging.config import fileConfig

from alembic import context
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

config = context.config
fileConfig(config.config_file_name)


def number(ctx, revision, directives):
    opts = ctx.config.cmd_opts
    print(opts.cmd[0].__name__, opts.autogenerate, opts.message, opts.rev_id, opts.splice, opts.sql, revision)
    script = directives[0]
    if opts.rev_id is None:
        head = ScriptDirectory.from_config(ctx.config).get_current_head()
        script.rev_id = f"{int(head or 0) + 1:04}"
    print(script.message, script.rev_id, script.upgrade_ops.is_empty(), script.downgrade_ops.is_empty())


with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection, process_revision_directives=number, template_args={"colour": "red"})
    with context.begin_transaction():
        context.run_migrations()

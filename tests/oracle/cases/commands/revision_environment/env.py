from alembic import context
from alembic.operations import ops
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

config = context.config
x = context.get_x_argument(as_dictionary=True)


def directives(context, revision, found):
    script = found[0]
    print(revision, len(found), script.message, script.head, script.splice, script.branch_label, script.version_path)
    print(script.depends_on, getattr(config.cmd_opts, "depends_on", "none"))
    print(script.upgrade_ops.is_empty(), script.upgrade_ops.upgrade_token, sorted(script.imports))
    if "nothing" in x:
        found[:] = []
    elif "renamed" in x:
        script.message = "renamed, and déjà vu"
        script.imports.update(["import sys", "import os"])
        script.depends_on = "0001"
    elif "filled" in x:
        script.upgrade_ops.ops.append(ops.ExecuteSQLOp("SELECT 1"))
    else:
        heads = ScriptDirectory.from_config(context.config).get_heads()
        script.rev_id = "%04d" % (len(list(context.script.walk_revisions())) + 1 if heads else 1)


with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(
        connection=connection,
        template_args={"author": "env.py", "days": ["monday", "tuesday"]},
        upgrade_token="ups",
        downgrade_token="downs",
        process_revision_directives=directives,
    )
    with context.begin_transaction():
        context.run_migrations()

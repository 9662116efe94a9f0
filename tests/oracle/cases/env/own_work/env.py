from alembic import context
from alembic.runtime.migration import MigrationStep
from sqlalchemy import create_engine

config = context.config
script = context.script
x = context.get_x_argument(as_dictionary=True)


def work(rev, migration_context):
    print("at", rev, migration_context is context.get_context())
    if "to" in x:
        return script._upgrade_revs(x["to"], rev)
    if "up" in x:
        steps = script._upgrade_revs(x["up"], rev)
    elif "down" in x:
        steps = script._downgrade_revs(x["down"], rev)
    elif "stamp" in x:
        return script._stamp_revs(x["stamp"], rev)
    elif "by_hand" in x:
        return [MigrationStep.downgrade_from_script(script.revision_map, script.get_revision("bbb222"))]
    else:
        return []
    for step in steps:
        print(step, "|", step.short_log, step.is_upgrade, step.is_downgrade, step.doc, step.revision.revision,
              step.from_revisions_no_deps, step.to_revisions_no_deps, step.name, step.info.up_revision_id)
    return steps


with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
    kw = {"fn": work} if x else {}
    context.configure(connection=connection, **kw)
    with context.begin_transaction():
        context.run_migrations()

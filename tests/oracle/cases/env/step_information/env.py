from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine

config = context.config
fileConfig(config.config_file_name)
x = context.get_x_argument(as_dictionary=True)


def of(revisions):
    return sorted(r.revision for r in revisions)


def first(ctx, step, heads, run_args):
    print("--", step.is_upgrade, step.is_stamp, step.is_migration, sorted(step.up_revision_ids),
          sorted(step.down_revision_ids), sorted(step.source_revision_ids), sorted(step.destination_revision_ids))
    print("--", type(heads).__name__, sorted(heads), run_args, ctx is context.get_context())


def second(**kw):
    step = kw["step"]
    print("--", type(step).__name__, step.up_revision_id in step.up_revision_ids, step.up_revision.doc.split("\n"),
          of(step.up_revisions), of(step.down_revisions), of(step.source_revisions), of(step.destination_revisions),
          sorted(step.revision_map.bases), sorted(kw))
    if "raise" in x:
        raise ValueError("enough")


settings = dict(on_version_apply=[first, second])
url = config.get_main_option("sqlalchemy.url")
if context.is_offline_mode():
    context.configure(url=url, **settings)
    with context.begin_transaction():
        context.run_migrations(colour="red", number=7)
else:
    with create_engine(url).connect() as connection:
        context.configure(connection=connection, **settings)
        with context.begin_transaction():
            context.run_migrations(colour="red", number=7)

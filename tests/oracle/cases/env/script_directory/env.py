import os

from alembic import context
from alembic.script import Script, ScriptDirectory
from alembic.script.revision import MultipleHeads, ResolutionError, RevisionError
from alembic.util import CommandError
from sqlalchemy import create_engine

config = context.config
script = context.script


def plain(value):
    if isinstance(value, Script):
        return f"<{value.revision}>"
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return type(value)(plain(item) for item in value)
    return value


def show(label, function):
    try:
        print(label, plain(function()))
    except (CommandError, RevisionError) as error:
        print(label, type(error).__name__, error)


def near(path):
    return os.path.relpath(path, os.path.dirname(os.path.abspath(__file__)))


show("head", script.get_current_head)
show("heads", lambda: sorted(script.get_heads()))
show("real heads", lambda: script.get_heads(consider_depends_on=True))
show("base", script.get_base)
show("bases", lambda: sorted(script.get_bases()))
show("same", lambda: ScriptDirectory.from_config(config).get_heads() == script.get_heads())
print(near(script.dir), near(script.versions), near(script.env_py_location), script.version_locations)

for name in ("head", "heads", "base", "left@head", "lone@head", "aaaa", "aaa", "nope", "bbbb22", None, "left", "-1"):
    show(f"number {name}", lambda: sorted(found) if isinstance(found := script.as_revision_number(name), tuple) else found)
    show(f"one {name}", lambda: script.get_revision(name))
    show(f"several {name}", lambda: set(script.get_revisions(name)))
show("several", lambda: script.get_revisions(("aaaa11", "bbbb22")))
show("several of a list", lambda: script.get_revisions(["cccc", "base"]))
show("walk", lambda: len(list(script.walk_revisions())))
show("walk up", lambda: list(script.walk_revisions("bbbb22", "dddd44")))
show("walk to left", lambda: list(script.walk_revisions(head="left@head", base="left")))
show("walk not above", lambda: list(script.walk_revisions("bbbb22", "aaaa11")))

for revision in sorted(script.walk_revisions(), key=lambda item: item.revision):
    print("==", revision.revision, revision.down_revision, revision.dependencies, plain(revision.branch_labels),
          plain(revision.nextrev))
    print(repr(revision.doc), repr(revision.longdoc))
    print(revision.is_head, revision.is_base, revision.is_branch_point, revision.is_merge_point)
    print(near(revision.path), revision.module.revision, revision.module.flag, revision.module.__doc__ is not None)
    print(revision)
    assert revision == script.get_revision(revision.revision) and hash(revision) is not None
print(repr(script.get_revision("aaaa11")), repr(script.get_revision("ffff66")))

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"))
    context.run_migrations()
else:
    with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()

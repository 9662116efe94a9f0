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


assert script.output_encoding == "utf-8"
print(near(script.dir), near(script.versions), near(script.env_py_location), script.file_template)
print([near(path) for path in script._version_locations], script.version_locations, script.output_encoding)

for revision in sorted(script.walk_revisions(), key=lambda item: item.revision):
    print("==", revision.revision, revision.down_revision, revision.dependencies, plain(revision.branch_labels),
          plain(revision.nextrev))
    print(repr(revision.doc), repr(revision.longdoc))
    print(revision.is_head, revision.is_base, revision.is_branch_point, revision.is_merge_point)
    print(near(revision.path), revision.module.revision, revision.module.flag, revision.module.__doc__ is not None)
    print(plain(revision._all_down_revisions), plain(revision._normalized_down_revisions),
          revision._versioned_down_revisions, revision._is_real_head, revision._is_real_base)
    print(revision)
    print(revision.log_entry.replace(os.path.dirname(revision.path), "..."))
    print(revision.cmd_format(False))
    print(revision.cmd_format(verbose=False, include_branches=True, include_doc=True, include_parents=True))
    print(revision.cmd_format(False, include_doc=True, tree_indicators=False))
    assert revision.cmd_format(True) == revision.log_entry
    assert revision == script.get_revision(revision.revision) and hash(revision) is not None
show("all current", lambda: script.get_all_current(("ffff66",)))
show("all current of two", lambda: script.get_all_current(("bbbb22", "eeee55")))
print(repr(script.get_revision("aaaa11")), repr(script.get_revision("ffff66")))

show("iterate", lambda: list(script.iterate_revisions("dddd44", "bbbb22")))
show("iterate all", lambda: len(list(script.iterate_revisions("heads", "base"))))
show("iterate inclusive", lambda: list(script.iterate_revisions("bbbb22", "aaaa11", inclusive=True)))
show("iterate base", lambda: list(script.iterate_revisions("bbbb22", None)))
show("iterate relative", lambda: list(script.iterate_revisions("bbbb22", "-1")))
show("iterate nothing", lambda: list(script.iterate_revisions("nope", "base")))
show("not above", lambda: list(script.iterate_revisions("aaaa11", "bbbb22")))

revisions = script.revision_map
show("map heads", lambda: sorted(revisions.heads))
show("map bases", lambda: sorted(revisions.bases))
show("map real heads", lambda: revisions._real_heads)
show("map real bases", lambda: revisions._real_bases)
show("map head", revisions.get_current_head)
show("map head of branch", lambda: revisions.get_current_head("lone"))
show("map one", lambda: revisions.get_revision("nope"))
show("map two", lambda: revisions.get_revision("heads"))
show("map several", lambda: revisions.get_revisions(("aaaa11", "dddd44")))
show("map iterate", lambda: list(revisions.iterate_revisions("dddd44", "aaaa11")))
show("map lineage", lambda: revisions.filter_for_lineage(("bbbb22", "eeee55"), "lone"))
show("map ancestors", lambda: set(revisions._get_ancestor_nodes([script.get_revision("bbbb22")])))
show("map descendants", lambda: set(revisions._get_descendant_nodes([script.get_revision("dddd44")])))

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"))
    context.run_migrations()
else:
    with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()

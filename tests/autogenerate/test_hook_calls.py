"""With what env.py's hooks are called: each writes down its arguments, and the notes of both tools must be the same. The
order is not, for Alembic's is that of sets."""

import autogenerate
from common import database, expect, must, on, run
from support.tools import Alembic
from test_bad_input import make

BEFORE = """
Table("gone", metadata, Column("id", Integer, primary_key=True), Column("x", String(5)), Index("ix_gone_x", "x"))
Table("place", metadata, Column("id", Integer, primary_key=True), Column("old", Integer), Column("size", Integer),
      Column("word", String(9), server_default="a"), UniqueConstraint("size", name="uq_size"), Index("ix_word", "word"))
Table("person", metadata, Column("id", Integer, primary_key=True), Column("place_id", Integer),
      ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_place"))
"""
AFTER = """
metadata = MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s"})
Table("made", metadata, Column("id", Integer, primary_key=True), Column("x", String(5), index=True))
Table("place", metadata, Column("id", Integer, primary_key=True), Column("new", Integer, unique=True),
      Column("size", BigInteger), Column("word", String(9), server_default="b"), Index("ix_word", "word", unique=True),
      info={"mine": True})
Table("person", metadata, Column("id", Integer, primary_key=True), Column("place_id", Integer),
      ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_place", ondelete="CASCADE"))
"""
RECORDER = '''
def note(*things):
    print("NOTE", *things)


def shown(item):
    if item is None:
        return None
    table = getattr(item, "table", None)
    parts = [type(item).__name__, str(item.name), str(getattr(table, "name", None)), sorted(item.info)]
    if type(item).__name__ == "Column":
        parts += [str(item.nullable), item.primary_key, str(item.comment), repr(item.type)]
    if hasattr(item, "indexes"):
        parts += [[column.name for column in item.c], sorted(str(index.name) for index in item.indexes), item.schema]
    if hasattr(item, "expressions"):
        parts += [[column.name for column in item.columns], bool(item.unique)]
    if hasattr(item, "elements"):
        parts += [[column.name for column in item.columns], item.ondelete, item.elements[0].target_fullname]
    return parts
'''


def notes_of(tool, kind, folder, server, env):
    target = database(kind, folder, server, tool.name)
    project = make(folder / tool.name, target.url(), AFTER, RECORDER + env, before=autogenerate_prelude() + BEFORE)
    try:
        must_create(project, target.url())
        done = tool.run(["revision", "--autogenerate", "-m", "x"], project) if tool.name == "alembic" else \
            run(tool, ["revision", "--autogenerate", "-m", "x"], project)
        status = done.status if tool.name == "alembic" else done.returncode
        expect(status == 0, f"{tool.name} ended with {status}: {done.stdout}{done.stderr}")
        return {line for line in done.stdout.splitlines() if line.startswith("NOTE ")}
    finally:
        if hasattr(target, "drop"):
            target.drop()


def autogenerate_prelude():
    return (autogenerate.DEFAULT / "prelude.py").read_text()


def must_create(project, url):
    import subprocess
    import sys

    done = subprocess.run([sys.executable, autogenerate.DEFAULT / "create.py", "before", url], cwd=project, text=True,
                          capture_output=True)
    must(done, "create.py")


def same_notes(tool, kind, folder, server, env, ignore=()):
    oracle = Alembic()
    try:
        theirs, ours = (notes_of(one, kind, folder, server, env) for one in (oracle, tool))
    finally:
        oracle.close()
    expect(theirs, "the hook was not called")
    more = [line for line in sorted(ours - theirs) if not any(word in line for word in ignore)]
    missing = [line for line in sorted(theirs - ours) if not any(word in line for word in ignore)]
    expect(not more and not missing, "\n".join(["", *(f"- {line}" for line in missing), *(f"+ {line}" for line in more)]))


@on("sqlite", "postgresql")
def test_include_name(tool, folder, server, kind):
    # Alembic asks for the index behind a unique constraint, too, and leaves it out afterwards.
    same_notes(tool, kind, folder, server, '''
def include_name(name, type_, parent_names):
    note(name, type_, sorted(parent_names.items()))
    return True

options.update(include_name=include_name)
''', ignore=("uq_size index",))


@on("postgresql")
def test_include_name_with_schemas(tool, folder, server, kind):
    same_notes(tool, kind, folder, server, '''
def include_name(name, type_, parent_names):
    note(name, type_, sorted(parent_names.items()))
    return True

options.update(include_name=include_name, include_schemas=True)
''', ignore=("uq_size index",))


@on("sqlite", "postgresql")
def test_include_object(tool, folder, server, kind):
    same_notes(tool, kind, folder, server, '''
def include_object(item, name, type_, reflected, compare_to):
    note(str(name), type_, reflected, shown(item), shown(compare_to), item is models.metadata.tables.get(name))
    return True

options.update(include_object=include_object)
''')


@on("sqlite", "postgresql")
def test_compare_type(tool, folder, server, kind):
    same_notes(tool, kind, folder, server, '''
def compare_type(context, inspected_column, metadata_column, inspected_type, metadata_type):
    note(type(context).__name__, shown(inspected_column), shown(metadata_column), repr(inspected_type),
          repr(metadata_type), metadata_column is models.metadata.tables[metadata_column.table.name].c[metadata_column.name])

options.update(compare_type=compare_type)
''')


@on("sqlite", "postgresql")
def test_compare_server_default(tool, folder, server, kind):
    same_notes(tool, kind, folder, server, '''
def compare(context, inspected_column, metadata_column, inspected_default, metadata_default, rendered_metadata_default):
    note(shown(inspected_column), shown(metadata_column), inspected_default, repr(metadata_default),
          rendered_metadata_default)

options.update(compare_server_default=compare)
''', ignore=("nextval(",))


@on("sqlite", "postgresql")
def test_process_revision_directives(tool, folder, server, kind):
    same_notes(tool, kind, folder, server, '''
def walk(ops, depth):
    for op in ops:
        values = {key: value for key, value in vars(op).items() if isinstance(value, (str, bool, type(None)))}
        values = {key: str(value) for key, value in values.items() if key not in ("unique", "_reverse") and value is not None}
        note(depth, type(op).__name__, sorted(values.items()))
        walk(getattr(op, "ops", ()), depth + 1)

def process(context, revision, directives):
    script, = directives
    note(type(context).__name__, revision, script.message, script.head, script.splice, script.branch_label,
          script.version_path, script.depends_on)
    walk(script.upgrade_ops.ops, "up")
    walk(script.downgrade_ops.ops, "down")

options.update(process_revision_directives=process, compare_server_default=True)
'''.replace('depth + 1', 'depth + "."'))


@on("sqlite", "postgresql")
def test_render_item(tool, folder, server, kind):
    same_notes(tool, kind, folder, server, '''
def render_item(type_, item, autogen_context):
    note(type_, getattr(item, "name", None), repr(item) if type_ == "type" else "", autogen_context.dialect.name,
          type(autogen_context.imports).__name__, autogen_context.metadata is models.metadata)
    return False

options.update(render_item=render_item, compare_server_default=True)
''')

"""A run that is taken up does not say again what the process before it has said."""

from common import database, expect, on
from compared import make, says

WORDS = "run with SQLAlchemy itself"
MODELS = '''
import broken
Table("one", metadata, Column("id", Integer, primary_key=True), Column("n", Integer))
Table("two", metadata, Column("id", Integer, primary_key=True))
'''
# What the quick modules lack, behind the comparison.
HOOK = '''
import sqlalchemy
def process(context, revision, directives):
    sqlalchemy.select(sqlalchemy.column("x")).into("y")
options["process_revision_directives"] = process
'''


@on("sqlite", "postgresql")
def test_lines_of_a_comparison(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, MODELS, HOOK)
    (project / "broken.py").write_text("LATER = 1\nNOW = {}['not there']\n")
    said = says(tool, ["revision", "--autogenerate", "-m", "x"], project, WORDS)
    for words in ("Detected added table 'one'", "Detected added table 'two'", "the module broken failed", "Context impl"):
        expect(said.count(words) == 1, f"{words}:\n{said}")
    target.drop()

"""Lenient imports, with the program: what a project may import, and what becomes of what it may not."""

import subprocess
import sys

from common import both_runtimes, expect
from one_revision import Project, say
from support import projects

# --- opaque values

@both_runtimes
def test_stored_called_compared(tool, folder, server):
    Project(tool, folder, "kept = {LIMIT: 1}\nassert kept[LIMIT] == 1 and LIMIT is not None\nLIMIT == 3",
            head="from nowhere.settings import get\nLIMIT = get('limit').value[0]").runs()


@both_runtimes
def test_decorating_and_annotating(tool, folder, server):
    head = ("import nowhere\n@nowhere.retry(times=3)\ndef answer(a: nowhere.Thing = None) -> nowhere.Other[int]:\n"
            "    return 42\n@nowhere.register\nclass Kept:\n    value: nowhere.T = 7")
    project = Project(tool, folder, say("answer()") + "\n" + say("Kept.value"), head=head)
    project.runs()
    expect(project.rows("SELECT id FROM made ORDER BY id") == [7, 42], "what was decorated does not work")


@both_runtimes
def test_subclassed_beside_a_base_with_a_metaclass(tool, folder, server):
    head = ("import abc\nimport enum\nfrom nowhere import Base, Mixin, Meta\n"
            "class Known(type):\n    found = []\n    def __new__(cls, name, bases, space, **named):\n"
            "        made = super().__new__(cls, name, bases, space)\n        cls.found.append(name)\n        return made\n"
            "class Root(metaclass=Known):\n    def number(self): return 5\n"
            "class Leaf(Mixin, Root):\n    pass\n"
            "class Abstract(Base, metaclass=abc.ABCMeta):\n    @abc.abstractmethod\n    def f(self): ...\n"
            "class Level(str, Mixin, enum.Enum):\n    low = 'low'\n"
            "class Made(Base, metaclass=Meta):\n    pass")
    step = ("assert Known.found == ['Root', 'Leaf'], Known.found\nassert Level.low.value == 'low'\n" + say("Leaf().number()"))
    project = Project(tool, folder, step, head=head)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [5], "the real base lost its method")


@both_runtimes
def test_subclassed_beside_declarative_bases(tool, folder, server):
    head = ("import sqlalchemy as sa\nfrom nowhere import First, Second\n"
            "from sqlalchemy.orm import DeclarativeBase, declarative_base\n"
            "class Base(DeclarativeBase):\n    pass\n"
            "Old = declarative_base()\n"
            "class Both(First, Second):\n    pass\n"
            "class Before(Both, Base):\n    __abstract__ = True\n"
            "class Behind(Base, First):\n    __abstract__ = True\n"
            "class Old1(Both, Old):\n    __abstract__ = True\n"
            "class Plain(Base):\n    __tablename__ = 'plain'\n    id = sa.Column(sa.Integer, primary_key=True)")
    step = ("assert not hasattr(Plain, 'nothing') and not hasattr(Behind, 'nothing')\n"
            "assert Plain | None and bool(Plain)\nBase.metadata.create_all(op.get_bind())\n"
            "op.get_bind().execute(sa.insert(Plain).values(id=3))\n")
    project = Project(tool, folder, step, head=head)
    project.runs()
    expect(project.rows("SELECT id FROM plain") == [3], "the model has no table")


@both_runtimes
def test_subclasses_of_opaque_ones_beside_other_metaclasses(tool, folder, server):
    head = ("import abc\nimport typing\nfrom nowhere import Mixin\nfrom pydantic import BaseModel\nfrom sqlmodel import SQLModel\n"
            "class Own(Mixin):\n    pass\n"
            "class Abstract(abc.ABC):\n    @abc.abstractmethod\n    def number(self): ...\n"
            "class First(Own, Abstract):\n    def number(self): return 1\n"
            "class Second(Abstract, Own):\n    def number(self): return 2\n"
            "class Settings(Own, BaseModel):\n    size: int = 3\n"
            "class Row(SQLModel, Own):\n    size: int = 4\n"
            "class Shape(typing.Protocol):\n    def number(self): ...\n"
            "class Square(Own, Shape):\n    def number(self): return 5\n"
            "class Known(type):\n    seen = 6\n"
            "class Last(Own, metaclass=Known):\n    pass\n"
            "class Kept(Own, dict):\n    pass\n")
    step = "".join(say(value) + "\n" for value in ("First().number()", "Second().number()", "Settings().size", "Row().size",
                                                   "Square().number()", "Last.seen", "Kept(a=7)['a']"))
    step += "try:\n    class Half(Own, Abstract): pass\n    Half()\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError\n"
    project = Project(tool, folder, step, head=head)
    project.runs()
    expect(project.rows("SELECT id FROM made ORDER BY id") == [1, 2, 3, 4, 5, 6, 7], "a class lost something")


def test_each_class_below_an_opaque_one_has_its_names(tool, folder, server):
    head = ("from nowhere import First, Second\nclass One(First):\n    pass\nclass Two(Second):\n    pass\n"
            "class Three(First):\n    pass\n@Two.register\nclass Last(Three):\n    number = 8\n"
            "kept = [One.names, Two.names, Three.names, Last.names]")
    project = Project(tool, folder, say("Last.number"), head=head)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [8], "what was decorated does not work")


@both_runtimes
def test_a_module_that_an_opaque_package_would_have_imported(tool, folder, server):
    files = {"app/__init__.py": "import nowhere.loader", "app/server/__init__.py": "", "app/server/types.py": "SIZE = 9"}
    project = Project(tool, folder, say("app.server.types.SIZE"), head="import app", files=files)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [9], "the module was not imported")
    (folder / "none").mkdir()
    Project(tool, folder / "none", "app.server.types", head="import app", files={**files, "app/__init__.py": ""}) \
        .refused("module 'app' has no attribute 'server'", "0001_step.py")


@both_runtimes
def test_star_import(tool, folder, server):
    Project(tool, folder, "thing = SomeName(1).x", head="from nowhere import *").runs()


@both_runtimes
def test_branch(tool, folder, server):
    Project(tool, folder, "if enabled():\n    op.execute('SELECT 1')", head="from nowhere.flags import enabled") \
        .refused("nowhere.flags.enabled", "0001_step.py", "packages = nowhere", "shims")


@both_runtimes
def test_iteration(tool, folder, server):
    Project(tool, folder, "for name in NAMES:\n    op.execute(name)", head="from nowhere import NAMES") \
        .refused("nowhere.NAMES", "0001_step.py", "packages = nowhere")


@both_runtimes
def test_formatted_into_sql(tool, folder, server):
    for number, step in enumerate(('op.execute(f"INSERT INTO made VALUES ({LIMIT})")',
                                   'op.execute("INSERT INTO made VALUES (%s)" % LIMIT)',
                                   'op.execute(sa.text("INSERT INTO made VALUES (" + str(LIMIT) + ")"))')):
        (folder / str(number)).mkdir()
        Project(tool, folder / str(number), step, head="from nowhere import LIMIT").refused("nowhere.LIMIT")


@both_runtimes
def test_logged(tool, folder, server):
    """What goes to a log is no part of the schema."""
    said = Project(tool, folder, 'logging.getLogger("x").warning("limit %s %s", LIMIT, f"{LIMIT}")\nlog.info("done")',
                   head="import logging\nfrom nowhere import LIMIT, log").runs().stderr
    expect("limit nowhere.LIMIT nowhere.LIMIT\n" in said and "\u2063" not in said, said)


@both_runtimes
def test_passed_to_an_operation(tool, folder, server):
    for number, step in enumerate(('op.add_column("made", sa.Column("v", Vector(3)))',
                                   'op.add_column("made", sa.Column("v", sa.String(Vector)))',
                                   'op.create_index("i", Vector, ["id"])',
                                   'op.bulk_insert(sa.table("made", sa.column("id")), [{"id": Vector(1)}])',
                                   'op.execute(Vector("x"))', say("Vector.dimension"))):
        (folder / str(number)).mkdir()
        Project(tool, folder / str(number), step, head="from nowhere.types import Vector") \
            .refused("nowhere.types.Vector", "0001_step.py")


@both_runtimes
def test_effect_of_a_step(tool, folder, server):
    """A call that only has an effect: left out, it would be missing from the schema."""
    Project(tool, folder, "create_triggers(op)", head="from nowhere import create_triggers") \
        .refused("create_triggers", "nowhere")


@both_runtimes
def test_url_of_opaque_settings(tool, folder, server):
    env = projects.ENV.replace('url = context.config.get_main_option("sqlalchemy.url")',
                               "from nowhere import settings\nurl = f'sqlite:///{settings.FILE}'")
    project = Project(tool, folder, env=env)
    project.refused("nowhere.settings.FILE", "env.py")
    expect(not [p for p in project.folder.rglob("*") if "nowhere" in p.name], "a file was made for an opaque name")


def test_a_name_that_a_facade_lacks(tool, folder, server):
    """It does no harm where it is imported, and says itself where it is used."""
    head = "from sqlalchemy import no_such_thing\nfrom sqlalchemy.ext.no_such_module import other"
    Project(tool, folder, "kept = [no_such_thing, other]", head=head).runs()
    (folder / "used").mkdir()
    Project(tool, folder / "used", 'op.add_column("made", sa.Column("c", no_such_thing()))', head=head) \
        .refused("sqlalchemy.no_such_thing", "not known to limbeck")


def test_an_attribute_that_a_facade_lacks(tool, folder, server):
    """As a name that is imported; hasattr() and getattr() say that it is not there."""
    Project(tool, folder, "kept = sa.NoSuchType(3)\nassert not hasattr(sa, 'NoSuchType')\n"
                          "assert getattr(sa, 'NoSuchType', None) is None\n"
                          "assert not any(hasattr(sa, 'NoSuchType') for i in range(100))").runs()
    (folder / "used").mkdir()
    project = Project(tool, folder / "used", 'op.add_column("made", sa.Column("c", sa.NoSuchType()))',
                      settings="runtime = quick")
    project.refused("sqlalchemy.NoSuchType", "not known to limbeck")
    (project.folder / "alembic.ini").write_text((project.folder / "alembic.ini").read_text().replace("= quick", "= auto"))
    project.refused("module 'sqlalchemy' has no attribute 'NoSuchType'", "0001_step.py:")


def test_an_operation_that_is_not_there(tool, folder, server):
    """Never passed over, not even where its result is kept."""
    Project(tool, folder, 'kept = op.no_such_operation("made")', settings="runtime = quick") \
        .refused("alembic.op.no_such_operation", "0001_step.py:")
    (folder / "auto").mkdir()
    Project(tool, folder / "auto", 'kept = op.no_such_operation("made")') \
        .refused("module 'alembic.op' has no attribute 'no_such_operation'", "0001_step.py:")


# --- a project's own modules

@both_runtimes
def test_own_modules(tool, folder, server):
    files = {"app/__init__.py": "", "app/a.py": "from . import b\nfrom .b import NUMBER\n",
             "app/b.py": "import app.a\nNUMBER = 11\n"}
    project = Project(tool, folder, say("NUMBER"), head="from app.a import NUMBER", files=files)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [11], "the import cycle lost a value")


@both_runtimes
def test_cycle_that_needs_a_name_too_early(tool, folder, server):
    """As in Python, the name is not there yet: the module that wants it has failed, and the other one is whole."""
    files = {"one.py": "from two import B\nA = 1\n", "two.py": "from one import A\nB = 2\n"}
    project = Project(tool, folder, say("A"), head="from one import A, B", files=files)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [1], "the first module is not whole")
    (folder / "used").mkdir()
    Project(tool, folder / "used", say("B"), head="from one import A, B", files=files).refused("two.py:1", "two.B", "A")


@both_runtimes
def test_failing_module(tool, folder, server):
    files = {"models.py": "GOOD = 3\nraise ValueError('no such file')\nLATER = 4\n"}
    project = Project(tool, folder, say("GOOD"), head="from models import GOOD, LATER", files=files)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [3], "what the module had defined is lost")
    (folder / "used").mkdir()
    Project(tool, folder / "used", say("LATER"), head="from models import LATER", files=files) \
        .refused("models.LATER", "models.py:2", "ValueError: no such file", "repair the module models")


@both_runtimes
def test_module_with_a_syntax_error(tool, folder, server):
    files = {"models.py": "def f(:\n"}
    Project(tool, folder, "kept = f", head="from models import f", files=files).runs()
    (folder / "used").mkdir()
    Project(tool, folder / "used", say("f"), head="from models import f", files=files).refused("models.f", "models.py:1")


@both_runtimes
def test_relative_import_from_a_revision(tool, folder, server):
    project = Project(tool, folder, say("helper.VALUE") + "\n" + say("OTHER"),
                      head="from . import helper\nfrom .helper.other import OTHER\nfrom .absent import thing",
                      files={"versions/helper/__init__.py": "VALUE = 8\n", "versions/helper/other.py": "OTHER = 9\n"})
    project.runs()
    expect(project.rows("SELECT id FROM made ORDER BY id") == [8, 9], "the file beside it was not imported")


@both_runtimes
def test_type_checking(tool, folder, server):
    head = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from nowhere import T\ndef f(a: 'T') -> 'T': return 6"
    project = Project(tool, folder, say("f(1)"), head=head)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [6], "the function did not run")


@both_runtimes
def test_guarded_import(tool, folder, server):
    head = "try:\n    import orjson as json\nexcept ImportError:\n    import json"
    project = Project(tool, folder, say("json.loads('12')"), head=head)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [12], "the way out of the script was not taken")


@both_runtimes
def test_annotations_that_name_what_comes_later(tool, folder, server):
    """As Python 3.14 has it (PEP 649): nobody asks for these annotations when the module is imported."""
    models = '''
from typing import TYPE_CHECKING
from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
if TYPE_CHECKING:
    from nowhere import Visitor

class Base(DeclarativeBase):
    pass

class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    children: Mapped[list[Child]] = relationship(back_populates="parent")

    def visit(self, visitor: Visitor, again: Parent | None = None) -> Child: ...

class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Parent] = relationship(back_populates="children")
    above: Mapped[
        Child | None
    ] = relationship()
'''
    step = ("assert list(Base.metadata.tables) == ['parent', 'child']\nassert Parent.visit.__annotations__ == "
            "{'visitor': 'Visitor', 'again': 'Parent | None', 'return': 'Child'}\n"
            "assert Child.__annotations__['parent_id'] is not str\n"
            "op.execute(sa.insert(Parent.__table__).values(id=1, name='n'))")
    project = Project(tool, folder, "Base.metadata.create_all(op.get_bind())\n" + step,
                      head="from models import Base, Child, Parent", files={"models.py": models})
    project.runs()
    expect(project.rows("SELECT name FROM parent") == ["n"], "the model is not whole")


# --- packages for real, and shims

def environment(folder, modules, name=".venv"):
    """A virtual environment with these files in its site-packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / name], check=True)
    place = next((folder / name / "lib").glob("python3*")) / "site-packages"
    for file, text in modules.items():
        path = place / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


PACKAGE = {"slugs/__init__.py": "from .words import COUNT\nfrom lower import AMOUNT\ndef slug(text): return text.lower()\n",
           "slugs/words.py": "COUNT = 20\n", "lower.py": "AMOUNT = 1\n", "other.py": "VALUE = 1\n"}


@both_runtimes
def test_package_for_real(tool, folder, server):
    project = Project(tool, folder, say("slugs.COUNT + slugs.AMOUNT"), head="import slugs", settings="packages = slugs, lower")
    environment(project.folder, PACKAGE)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [21], "the package was not imported with what it needs itself")


@both_runtimes
def test_package_of_the_active_environment(tool, folder, server):
    project = Project(tool, folder, say("slugs.COUNT"), head="import slugs", settings="packages = slugs")
    environment(folder, PACKAGE, "elsewhere")
    project.runs(VIRTUAL_ENV=str(folder / "elsewhere"))
    expect(project.rows("SELECT id FROM made") == [20], "VIRTUAL_ENV was not looked into")


def test_package_that_nobody_named(tool, folder, server):
    project = Project(tool, folder, say("other.VALUE"), head="import other", settings="packages = slugs\nruntime = quick")
    environment(project.folder, PACKAGE)
    project.refused("other.VALUE", "packages = other")


@both_runtimes
def test_package_that_is_not_there(tool, folder, server):
    project = Project(tool, folder, say("absent.VALUE"), head="import absent", settings="packages = absent")
    project.refused("`packages` names absent", "no active virtual environment")
    environment(project.folder, PACKAGE)
    project.refused("`packages` names absent", "no such package")


@both_runtimes
def test_real_package_that_fails(tool, folder, server):
    """It is real Python then: its error is the script's."""
    project = Project(tool, folder, say("1"), head="import slugs", settings="packages = slugs")
    environment(project.folder, {"slugs.py": "raise RuntimeError('broken package')\n"})
    project.refused("broken package")


@both_runtimes
def test_shim_of_the_project(tool, folder, server):
    project = Project(tool, folder, say("geo.SRID") + '\nop.add_column("made", sa.Column("p", geo.types.Point()))',
                      head="import geo\nimport geo.types", settings="shims = shims",
                      files={"shims/geo/__init__.py": "SRID = 4326\n",
                             "shims/geo/types.py": "import sqlalchemy as sa\nclass Point(sa.types.TypeDecorator):\n"
                                                   "    impl = sa.Text\n    cache_ok = True\n"})
    project.runs()
    expect(project.rows("SELECT id FROM made") == [4326], "the shim was not imported")
    expect(project.rows("SELECT type FROM pragma_table_info('made') WHERE name = 'p'") == ["TEXT"], "its type is not there")


@both_runtimes
def test_shim_before_one_of_limbecks_own(tool, folder, server):
    project = Project(tool, folder, say("decouple.MINE"), head="import decouple", settings="shims = shims",
                      files={"shims/decouple.py": "MINE = 2\n"})
    project.runs()
    expect(project.rows("SELECT id FROM made") == [2], "limbeck's own shim came first")


@both_runtimes
def test_site_packages_are_left_alone(tool, folder, server):
    """An installed sqlalchemy, or alembic, is never looked at."""
    project = Project(tool, folder, say("1"), head="import sqlalchemy.orm", settings="packages = sqlalchemy, alembic")
    environment(project.folder, {"sqlalchemy/__init__.py": "raise RuntimeError('the real one')\n",
                                 "alembic/__init__.py": "raise RuntimeError('the real one')\n"})
    project.runs()


def test_separators_of_names(tool, folder, server):
    """Commas, spaces and lines alike."""
    for number, settings in enumerate(("packages = slugs, lower", "packages = slugs lower", "packages =\n    slugs\n    lower",
                                       "packages = slugs\tlower", "packages = slugs ,lower ,")):
        one = folder / str(number)
        one.mkdir()
        project = Project(tool, one, say("slugs.COUNT + lower.AMOUNT"), head="import slugs, lower", settings=settings)
        environment(project.folder, PACKAGE)
        project.runs()
        expect(project.rows("SELECT id FROM made") == [21], settings)


def test_several_folders_of_shims(tool, folder, server):
    files = {"one/geo.py": "SRID = 1\n", "two/graph.py": "SIZE = 2\n"}
    project = Project(tool, folder, say("geo.SRID + graph.SIZE"), head="import geo, graph", settings="shims = one two", files=files)
    project.runs()
    expect(project.rows("SELECT id FROM made") == [3], "not both were imported")
    (folder / "missing").mkdir()
    Project(tool, folder / "missing", settings="shims = one nowhere", files=files).refused("`shims` names", "nowhere")


def test_package_that_nothing_imports(tool, folder, server):
    """Named, and not there: refused all the same."""
    project = Project(tool, folder, settings="packages = slugs abesnt")
    environment(project.folder, PACKAGE)
    project.refused("`packages` names abesnt", "no such package")
    (folder / "dotted").mkdir()
    project = Project(tool, folder / "dotted", settings="packages = slugs.words")
    environment(project.folder, PACKAGE)
    project.refused("`packages` names slugs.words", "packages = slugs")

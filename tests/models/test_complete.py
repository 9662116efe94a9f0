"""Models that cannot be read completely: a comparison with them would drop what is missing, so it must be said which file,
line and import is to blame. And models that only look as if they were incomplete."""

from support.results import Failure

INI = """\
[alembic]
script_location = %(here)s
path_separator = os
prepend_sys_path = .
"""
ENV = """\
import _limbeck
from limbeck import models
{target}
models.complete(target_metadata)
tables = models.plain(target_metadata)["tables"]
for table in tables:  # what still is opaque is refused where it enters the engine
    _limbeck.compile_operation({{"op": "create_table", "table": table}}, "sqlite")
print("complete:", len(tables))
"""
BASE = """\
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class First(Base):
    __tablename__ = "first"
    id: Mapped[int] = mapped_column(primary_key=True)
"""


def run(tool, folder, files, target="from models import Base\ntarget_metadata = Base.metadata", ini=""):
    for name, text in {"alembic.ini": INI + ini, "env.py": ENV.format(target=target), "script.py.mako": "",
                       "versions/.keep": "", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tool.run(["current"], folder)


def stops(tool, folder, files, *words, **options):
    result = run(tool, folder, files, **options)
    missing = [word for word in words if word not in result.text()]
    if not result.status or missing or "complete:" in result.stdout:
        raise Failure(f"{folder.name} does not stop, or does not say {missing}:\n{result.text()}")


def complete(tool, folder, files, tables, **options):
    result = run(tool, folder, files, **options)
    if result.status or result.stdout.strip().splitlines()[-1:] != [f"complete: {tables}"]:
        raise Failure(f"is not complete:\n{result.text()}")


def test_all_is_there(tool, folder, server):
    complete(tool, folder, {"models.py": BASE}, 1)


# --- modules that fail


def test_a_module_that_fails_before_its_models(tool, folder, server):
    stops(tool, folder, {
        "models/__init__.py": "from .base import Base\nfrom .user import User\n", "models/base.py": BASE,
        "models/user.py": "import os\nfrom .base import *\nLIMIT = int(os.environ['NOT_SET'])\nclass User(Base):\n"
                          "    __tablename__ = 'users'\n    id: Mapped[int] = mapped_column(primary_key=True)\n"},
        "models.user", "models/user.py:3", "KeyError", "models/__init__.py:2")


def test_a_module_with_a_wrong_syntax(tool, folder, server):
    stops(tool, folder, {"models.py": BASE + "import more\n", "more.py": "def f(:\n"}, "more", "SyntaxError", "more.py:1", "models.py:12")


def test_a_statement_that_fails_before_others(tool, folder, server):
    more = "from models import *\nTable('more', Base.metadata, Column('id', Integer))\n"
    complete(tool, folder / "0", {
        "models.py": BASE + "import app\n", "more_models.py": more,
        "app.py": "from __future__ import annotations\nfrom nowhere import settings\nif settings.DEBUG:\n    level = 3\n"
                  "    import logging\nelse:\n    level = 4\nimport more_models\nprint('level', level is not None)\n"}, 2)
    stops(tool, folder / "1", {
        "models.py": BASE + "import app\n", "more_models.py": more,
        "app.py": "from nowhere import settings\nif settings.DEBUG:\n    level = 3\nelse:\n    import more_models\n"},
        "app.py:2", "nowhere.settings.DEBUG", "app.py:5")
    # An error that is the project's own ends the module.
    stops(tool, folder / "2", {
        "models.py": BASE + "import app\n", "more_models.py": more,
        "app.py": "level = int('x')\nimport more_models\n"}, "app.py:1", "ValueError", "app.py:2")


def test_a_failure_that_is_caught(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "try:\n    import more\nexcept Exception:\n    pass\n",
        "more.py": "from nowhere import flag\nfrom models import *\nif flag:\n    class More(Base):\n"
                   "        __tablename__ = 'more'\n        id = Column(Integer, primary_key=True)\n"},
        "more.py:3", "nowhere.flag")


def test_a_class_whose_column_fails(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "import more\n",
        "more.py": "from models import *\nfrom nowhere import sizes\nclass More(Base):\n    __tablename__ = 'more'\n"
                   "    id = Column(Integer, primary_key=True)\n    a = Column(String(max(sizes)))\n"},
        "more.py:6", "nowhere.sizes")


def test_a_failure_that_no_table_can_depend_on(tool, folder, server):
    complete(tool, folder, {
        "models.py": BASE + "import cache\nfrom settings import settings\n",
        "cache.py": "import os\nfrom nowhere import Redis\npool = Redis(host='x')\nsize = int(pool.size)\n"
                    "def get():\n    return pool\nclass Cache:\n    limit = 3\n    def get(self):\n        return 1\n"
                    "default = Cache()\nname = os.path.join('a', 'b')\n",
        "settings.py": "from nowhere import load\nclass Settings:\n    def __init__(self):\n        self.x = int(load('x'))\n"
                       "settings = Settings()\n"}, 1)


def test_a_function_that_may_make_a_table(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "import more\n",
        "more.py": "from nowhere import names\nfrom make import make\nmake(names)\n",
        "make.py": "from models import *\ndef make(names):\n    for name in names:\n"
                   "        Table(name, Base.metadata, Column('id', Integer))\n"},
        "more.py:3", "nowhere.names")


def test_a_module_that_is_said_to_have_no_models(tool, folder, server):
    complete(tool, folder, {
        "models.py": BASE + "import app.start\n", "app/__init__.py": "",
        "app/start.py": "from nowhere import names\nfor name in names:\n    __import__(name)\n"}, 1,
        ini="[limbeck]\nwithout_models = app\n")


# --- what is given to something opaque


def test_an_opaque_base(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "from nowhere import Model\nclass Second(Model):\n    __tablename__ = 'second'\n"
                            "    id = Column(Integer, primary_key=True)\n"},
        "the class Second", "models.py:13", "nowhere.Model", "models.py:12")


def test_an_opaque_base_that_names_the_table(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "from nowhere import Model\nclass Second(Model):\n    id = Column(Integer, primary_key=True)\n"},
        "the class Second", "nowhere.Model")


def test_an_opaque_mixin(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "from nowhere import Mixin\nclass Second(Mixin, Base):\n    __tablename__ = 'second'\n"
                            "    id = Column(Integer, primary_key=True)\n"},
        "the class Second", "nowhere.Mixin", "models.py:12")


def test_an_opaque_mixin_that_names_the_table(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "from nowhere import Mixin\nclass Second(Mixin, Base):\n"
                            "    id = Column(Integer, primary_key=True)\n"},
        "the class Second", "nowhere.Mixin", "models.py:12")


def test_an_opaque_decorator(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "from nowhere import reg\n@reg.mapped\nclass Second:\n    __tablename__ = 'second'\n"
                            "    id = Column(Integer, primary_key=True)\n"},
        "the class Second", "nowhere.reg.mapped")


def test_an_opaque_metadata_of_a_table(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "from nowhere import metadata\nt = Table('second', metadata, Column('id', Integer))\n"},
        "the table second", "nowhere.metadata", "models.py:13")


def test_an_opaque_column_type(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "    v = Column(__import__('nowhere').Vector(3))\n"}, "the column first.v", "nowhere.Vector")


def test_an_opaque_type_within_a_type(tool, folder, server):
    for number, type_ in enumerate(("ARRAY(Vector(3))", "String().with_variant(Vector(3), 'postgresql')", "Decorated()")):
        stops(tool, folder / str(number), {
            "models.py": "from nowhere import Vector\nfrom sqlalchemy import ARRAY, TypeDecorator\n"
                         "class Decorated(TypeDecorator):\n    impl = Vector(3)\n" + BASE + f"    v = Column({type_})\n"},
            "nowhere.Vector")


def test_a_type_of_an_opaque_class(tool, folder, server):
    stops(tool, folder, {
        "models.py": "from nowhere import Base as TypeBase\nclass Kind(TypeBase):\n    pass\n" + BASE +
                     "    v = Column(Kind(3))\n    w = Column(Kind)\n"}, "the column first.v", "first.w", "nowhere.Base")


def test_an_opaque_annotation(tool, folder, server):
    stops(tool, folder, {"models.py": "from nowhere import pk\n" + BASE + "    v: Mapped[pk]\n"},
          "the column first.v", "nowhere.pk")


def test_an_opaque_annotation_beside_a_type(tool, folder, server):
    stops(tool, folder, {"models.py": "from nowhere import pk\n" + BASE + "    v: Mapped[pk] = mapped_column(Integer)\n"},
          "the column first.v", "nowhere.pk")


def test_an_opaque_annotation_that_decides_nothing(tool, folder, server):
    complete(tool, folder, {"models.py": "from nowhere import pk\n" + BASE +
                            "    v: Mapped[pk] = mapped_column(Integer, nullable=False)\n"}, 1)


def test_opaque_parts_of_a_column(tool, folder, server):
    for number, words in enumerate(("Integer, Thing()", "Integer, server_default=Thing()", "Integer, ForeignKey(Thing.id)",
                                    "Integer, nullable=Thing()", "Integer, index=Thing.on", "Integer, comment=str(Thing)",
                                    "Integer, unique=Thing.x", "String(Thing.length)", "Thing.name, Integer")):
        stops(tool, folder / str(number), {
            "models.py": BASE + "import more\n",
            "more.py": "from models import *\nfrom nowhere import Thing\nclass More(Base):\n    __tablename__ = 'more'\n"
                       f"    id = Column(Integer, primary_key=True)\n    v = Column({words})\n"}, "nowhere.Thing")


def test_opaque_parts_of_a_table(tool, folder, server):
    for number, words in enumerate(("Thing(),", "Index('i', Thing()),", "CheckConstraint(Thing.x, name='c'),",
                                    "UniqueConstraint(Thing.x),", "{'schema': Thing.x},", "{'comment': Thing.x},")):
        stops(tool, folder / str(number), {
            "models.py": BASE + "import more\n",
            "more.py": "from models import *\nfrom sqlalchemy import *\nfrom nowhere import Thing\nclass More(Base):\n"
                       "    __tablename__ = 'more'\n    id = Column(Integer, primary_key=True)\n"
                       f"    __table_args__ = ({words})\n"}, "nowhere.Thing")


def test_an_opaque_index_beside_the_class(tool, folder, server):
    stops(tool, folder, {"models.py": BASE + "from nowhere import lower\nIndex('outside', lower(First.id))\n"},
          "the index outside", "models.py:13", "nowhere.lower")


def test_opaque_names_of_tables(tool, folder, server):
    stops(tool, folder, {"models.py": BASE + "import more\n",
                         "more.py": "from models import *\nfrom nowhere import name\nclass More(Base):\n"
                                    "    __tablename__ = name('more')\n    id = Column(Integer, primary_key=True)\n"},
          "nowhere.name")


def test_an_opaque_default_is_no_part_of_the_schema(tool, folder, server):
    complete(tool, folder, {
        "models.py": "from nowhere import make, Thing\n" + BASE +
                     "    a = Column(Integer, default=make)\n    b = Column(Integer, onupdate=make())\n"
                     "    c = Column(Integer, default=make.other(3), info={'x': make})\n"}, 1)


# --- targets


def test_an_opaque_target(tool, folder, server):
    for number, target in enumerate(("from nowhere import Base\ntarget_metadata = Base.metadata",
                                     "from models import Base\nfrom nowhere import other\n"
                                     "target_metadata = [Base.metadata, other.metadata]")):
        stops(tool, folder / str(number), {"models.py": BASE}, "target_metadata", "nowhere", "env.py", target=target)


# --- imports that may fail


def test_a_branch_without_a_package(tool, folder, server):
    stops(tool, folder, {
        "models.py": BASE + "try:\n    import geo\nexcept ImportError:\n    geo = None\nif geo:\n    class Place(Base):\n"
                            "        __tablename__ = 'place'\n        id = Column(Integer, primary_key=True)\n"},
        "Place", "models.py:17", "geo", "models.py:13")


def test_a_package_that_another_one_stands_in_for(tool, folder, server):
    complete(tool, folder, {
        "models.py": "try:\n    import ujson as json\nexcept ImportError:\n    import json\n" + BASE}, 1)


def test_modules_found_in_a_folder(tool, folder, server):
    module = "from base import *\nclass {0}(Base):\n    __tablename__ = '{0}'\n    id = Column(Integer, primary_key=True)\n"
    complete(tool, folder, {
        "base.py": BASE, "parts/__init__.py": "", "parts/a.py": module.format("A"), "parts/b.py": module.format("B"),
        "parts/deep/__init__.py": "", "parts/deep/c.py": module.format("C"),
        "models.py": "import importlib\nimport pkgutil\nimport parts\nfrom base import Base\n"
                     "for found in pkgutil.walk_packages(parts.__path__, 'parts.'):\n"
                     "    importlib.import_module(found.name)\n"}, 4)

"""What env.py's hooks see of a comparison, and what goes back to the engine (alembic.autogenerate.environment,
limbeck.revisions)."""

import pathlib
import sys
import types
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent / "python"), str(HERE)]

import _limbeck  # noqa: E402
import sqlalchemy as sa  # noqa: E402
from alembic import _state, context  # noqa: E402
from alembic.autogenerate import comparators, renderers  # noqa: E402
from alembic.autogenerate.environment import Environment  # noqa: E402
from alembic.operations import ops  # noqa: E402
from alembic.runtime import plugins  # noqa: E402
from limbeck.errors import Error  # noqa: E402
from limbeck.revisions import RevisionEnvironment  # noqa: E402

TABLE = {"name": "users", "columns": [{"name": "id", "type": "INTEGER", "nullable": False, "primary_key": True},
                                      {"name": "name", "type": {"name": "VARCHAR", "length": 5}, "nullable": True,
                                       "server_default": {"node": "text", "text": "'x'"}}],
         "constraints": [{"kind": "primary_key", "name": "users_pkey", "columns": ["id"]},
                         {"kind": "foreign_key", "name": "fk", "columns": ["id"], "referred_table": "people",
                          "referred_columns": ["id"], "ondelete": "CASCADE"},
                         {"kind": "check", "name": "ck", "sqltext": {"node": "text", "text": "id > 0"}}],
         "indexes": [{"name": "ix", "table": "users", "elements": ["name", {"node": "text", "text": "lower(name)"}],
                      "unique": True, "options": {"postgresql_using": "gin"}}]}
UP = [
    {"schema": "", "table": "", "changes": [{"op": "create_table", "table": {
        "name": "made", "columns": [{"name": "id", "type": "Integer", "nullable": False, "primary_key": True}],
        "constraints": [{"kind": "primary_key", "name": {"text": "pk_made", "final": True}, "columns": ["id"]}]}}]},
    {"schema": "", "table": "users", "changes": [
        {"op": "add_column", "table": {"name": "users", "columns": [{"name": "age", "type": "Integer"}]}},
        {"op": "alter_column", "table": "users", "column": "name", "type": "Text", "existing_type": TABLE["columns"][1]["type"],
         "nullable": False, "existing_nullable": True, "server_default": {"drop": True},
         "existing_server_default": {"to": {"node": "text", "text": "'x'"}}},
        {"op": "drop_index", "index": TABLE["indexes"][0]},
        {"op": "drop_constraint", "table": "users", "name": "fk", "kind": "foreignkey",
         "dropped": TABLE["constraints"][1]},
        {"op": "add_constraint", "table": "users", "constraint": {"kind": "unique", "columns": ["age"],
                                                                  "name": {"text": "uq_users_age", "final": True}}}]},
    {"schema": "", "table": "", "changes": [{"op": "create_enum", "type": {"name": "ENUM", "type_name": "mood"}}]},
    {"schema": "", "table": "", "changes": [{"op": "drop_table", "table": {**TABLE, "name": "gone", "indexes": []}}]},
]
DOWN = [
    {"schema": "", "table": "", "changes": [{"op": "create_table", "table": {**TABLE, "name": "gone", "indexes": []}}]},
    {"schema": "", "table": "", "changes": [{"op": "drop_enum", "type": {"name": "ENUM", "type_name": "mood"}}]},
    {"schema": "", "table": "users", "changes": [
        {"op": "drop_constraint", "table": "users", "name": {"text": "uq_users_age", "final": True}, "kind": "unique"},
        {"op": "add_constraint", "table": "users", "constraint": TABLE["constraints"][1]},
        {"op": "create_index", "index": TABLE["indexes"][0]},
        {"op": "alter_column", "table": "users", "column": "name"},
        {"op": "drop_column", "table": "users", "column": {"name": "age"}}]},
    {"schema": "", "table": "", "changes": [{"op": "drop_table", "table": {"name": "made"}}]},
]


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.metadata = sa.MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"})
        self.users = sa.Table("users", self.metadata, sa.Column("id", sa.Integer, primary_key=True),
                              sa.Column("name", sa.Text, nullable=False, index=True),
                              sa.Column("age", sa.Integer, unique=True, info={"mine": 1}))
        self.made = sa.Table("made", self.metadata, sa.Column("id", sa.Integer, primary_key=True))

    def configure(self, **options):
        _limbeck.configured.clear()
        _state.reset()
        context.configure(connection=sa.create_engine("postgresql://h/d").connect(), target_metadata=self.metadata,
                          **options)
        made = Environment(context.get_context())
        made.begin(lambda schema, name: TABLE if (schema, name) == ("", "users") else None)
        return made

    def run_hook(self, hook):
        environment = self.configure(process_revision_directives=hook)
        revision = RevisionEnvironment({"rev_id": "abc", "message": "m"})
        revision.ran(["1"], environment, lambda: (UP, DOWN))
        return revision


class Directives(Case):
    def test_untouched(self):
        seen = []

        def hook(context, revision, directives):
            script, = directives
            seen.extend([revision, script.rev_id, script.message, script.upgrade_ops.is_empty(),
                         script.downgrade_ops.is_empty()])
            script.message = "other"
            script.imports.add("import x")

        revision = self.run_hook(hook)
        self.assertEqual(seen, [("1",), "abc", "m", False, False])
        self.assertEqual(revision.operations(0, False), [{"token": "upgrades", "run": 0, "untouched": True}])
        self.assertEqual(revision.operations(0, True), [{"token": "downgrades", "run": 0, "untouched": True}])
        self.assertEqual(revision.files(), [{"rev_id": "abc", "message": "other"}])
        self.assertEqual(revision.imports(0), ["import x"])
        self.assertEqual(len(revision.diffs()), 8)

    def test_dropped(self):
        def none(context, revision, directives):
            directives[:] = []

        revision = self.run_hook(none)
        self.assertEqual((revision.files(), revision.diffs()), ([], []))

        def emptied(context, revision, directives):
            directives[0].upgrade_ops.ops = []

        revision = self.run_hook(emptied)
        self.assertEqual(revision.operations(0, False), [{"token": "upgrades", "run": 0, "untouched": False}])
        self.assertEqual(revision.diffs(), [])

    def test_several_runs(self):
        revision = RevisionEnvironment({"rev_id": "abc", "message": None})
        for name in ("one", "two"):
            environment = self.configure(upgrade_token=f"{name}_upgrades", downgrade_token=f"{name}_downgrades")
            revision.ran([], environment, lambda: (UP[:1], DOWN[-1:]))
        self.assertEqual([(place["token"], place["run"]) for place in revision.operations(0, False)],
                         [("one_upgrades", 0), ("two_upgrades", 1)])
        self.assertEqual([place["token"] for place in revision.operations(0, True)],
                         ["one_downgrades", "two_downgrades"])

    def test_refused(self):
        class Own(ops.MigrateOperation):
            pass

        def looks(context, revision, directives):
            len(directives[0].upgrade_ops.ops)

        def adds(context, revision, directives):
            directives[0].upgrade_ops.ops = []
            directives[0].upgrade_ops.ops.append(Own())

        for hook, words in ((looks, "that looks at the operations"), (adds, "that process_revision_directives puts into")):
            with self.assertRaisesRegex(Error, words):
                self.run_hook(hook)
        comparators.dispatch_for("table")(looks)
        try:
            with self.assertRaisesRegex(Error, "looks is registered as a comparator"):
                self.configure()
            comparators.functions.clear()
            looks.__module__ = "alembic_postgresql_enum.compare"
            comparators.dispatch_for("table")(looks)
            self.configure()
        finally:
            comparators.functions.clear()

    def test_what_writes(self):
        renderers.dispatch_for("DropTableOp")(lambda context, op: "")
        try:
            environment = self.configure()
            revision = RevisionEnvironment({"rev_id": "abc", "message": "m"})
            revision.ran(["1"], environment, lambda: (UP, DOWN))
            self.assertEqual(len(revision.diffs()), 8)  # a comparison writes nothing
            with self.assertRaisesRegex(Error, "is registered as a renderer"):
                revision.operations(0, False)
        finally:
            renderers.functions.clear()
        with self.assertRaisesRegex(Error, "render_item"):
            self.configure(render_item=lambda *_: False).refuse_to_write()


class Plugins(Case):
    def test_registered(self):
        self.configure()
        with self.assertRaisesRegex(Error, "autogenerate_plugins"):
            self.configure(autogenerate_plugins=["alembic.autogenerate.*"])
        module = types.SimpleNamespace(setup=lambda plugin: plugin.add_autogenerate_comparator(_compare, "table", "mine"))
        plugins.Plugin.setup_plugin_from_module(module, "mine.tables")
        try:
            with self.assertRaisesRegex(Error, "_compare is registered as a comparator of a plug-in"):
                self.configure()
        finally:
            plugins.comparators.functions.clear()


def _compare(*arguments):
    return "continue"


class Hooks(Case):
    def test_options(self):
        self.assertEqual(self.configure().options(), {
            "include_schemas": False, "render_as_batch": False, "alembic_module_prefix": "op.",
            "sqlalchemy_module_prefix": "sa.", "upgrade_token": "upgrades", "downgrade_token": "downgrades",
            "version_table": "alembic_version", "version_table_schema": ""})
        found = self.configure(compare_type=False, compare_server_default=lambda *args: None, user_module_prefix="m.",
                               version_table="v", version_table_schema="s", include_name=lambda *args: True)
        options = found.options()
        self.assertEqual((options["compare_types"], options.get("compare_server_defaults")), (False, None))
        self.assertEqual((options["user_module_prefix"], options["version_table_schema"]), ("m.", "s"))
        self.assertEqual(found.has_hooks(), ["include_name", "compare_server_default"])

    def test_include_object(self):
        seen = []
        environment = self.configure(include_object=lambda *args: seen.append(args) or True)
        environment.name_everything([{"name": "users", "constraints": [
            {"kind": "primary_key", "columns": ["id"]},
            {"kind": "unique", "columns": ["age"], "name": {"text": "uq_users_age", "final": True}}], "indexes": [
            {"table": "users", "elements": ["name"], "name": {"text": "ix_users_name", "final": True}}]}])
        self.assertEqual({constraint.name for constraint in self.users.constraints}, {None, "uq_users_age"})
        self.assertEqual({index.name for index in self.users.indexes}, {"ix_users_name"})
        mine = {"reflected": False, "schema": "", "table": "users"}
        theirs = {**mine, "reflected": True}
        environment.include_object({**mine, "kind": "table", "name": "users"}, {**theirs, "kind": "table", "name": "users"})
        environment.include_object({**mine, "kind": "column", "name": "age"}, None)
        environment.include_object({**theirs, "kind": "index", "name": "ix", "plain": TABLE["indexes"][0]}, None)
        environment.include_object({**theirs, "kind": "foreign_key_constraint", "name": "fk",
                                    "plain": TABLE["constraints"][1]}, None)
        self.assertIs(seen[0][0], self.users)
        self.assertEqual(seen[0][1:4], ("users", "table", False))
        self.assertEqual([column.name for column in seen[0][4].c], ["id", "name"])
        self.assertIs(seen[1][0], self.users.c.age)
        self.assertIsNone(seen[1][4])
        self.assertIs(seen[2][0].table, seen[0][4])
        self.assertEqual((seen[2][1:4], seen[2][0].unique), (("ix", "index", True), True))
        self.assertEqual(seen[3][0].elements[0]._target(), (None, "people", "id"))

    def test_include_name(self):
        seen = []
        environment = self.configure(include_name=lambda *args: seen.append(args) or 0)
        self.assertIs(environment.include_name("users", "table", {"schema_name": "s"}), False)
        environment.include_name("ix", "index", {"schema_name": None, "table_name": "users"})
        environment.include_name(None, "schema", {})
        self.assertEqual(seen, [
            ("users", "table", {"schema_name": "s", "schema_qualified_table_name": "s.users"}),
            ("ix", "index", {"schema_name": None, "table_name": "users", "schema_qualified_table_name": "users"}),
            (None, "schema", {})])

    def test_compare(self):
        answers = iter([None, 0, False, True, "x"])
        seen = []
        environment = self.configure(compare_type=lambda *args: seen.append(args) or next(answers),
                                     compare_server_default=lambda *args: seen.append(args) or None)
        self.assertEqual([environment.types_differ("", "users", "name", "name") for _ in range(5)],
                         [None, None, False, True, True])
        self.assertIs(seen[0][0], context.get_context())
        self.assertIs(seen[0][2], self.users.c.name)
        self.assertIs(seen[0][4], self.users.c.name.type)
        self.assertEqual((seen[0][1].type.length, seen[0][3].length), (5, 5))
        self.assertIsNone(environment.defaults_differ("", "users", "name", "name"))
        self.assertEqual(seen[-1][3:], ("'x'", None, None))

    def test_targets(self):
        self.assertEqual([table["name"] for table in self.configure().target()[0]["tables"]], ["users", "made"])
        other = sa.MetaData()
        sa.Table("users", other)
        for given, words in (([self.metadata, other], "Duplicate table keys across multiple MetaData objects: \"users\""),
                             (None, "Can't proceed with --autogenerate option"), (5, "target_metadata is no MetaData: 5"),
                             ([type("Base", (), {"metadata": other})], "target_metadata is no MetaData")):
            self.metadata = given
            with self.assertRaisesRegex(Error, words):
                self.configure().target()


if __name__ == "__main__":
    unittest.main()

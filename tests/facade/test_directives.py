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
from alembic.util import CommandError  # noqa: E402
from limbeck.errors import Error  # noqa: E402
from limbeck.revisions import RevisionEnvironment  # noqa: E402
from sqlalchemy.dialects import postgresql  # noqa: E402

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
            script = directives[0]
            seen.extend([revision, script.rev_id, script.message])
            for op in script.upgrade_ops.ops:
                seen.append(type(op).__name__)
                seen.append([type(inner).__name__ for inner in getattr(op, "ops", ())])
            add, alter = script.upgrade_ops.ops[1].ops[:2]
            self.assertIs(add.column, self.users.c.age)
            self.assertIs(alter.modify_type, self.users.c.name.type)
            self.assertEqual(alter.existing_type.length, 5)
            self.assertEqual(alter.existing_server_default.arg.text, "'x'")
            self.assertEqual(script.upgrade_ops.ops[1].ops[2].to_index().kwargs, {"postgresql_using": "gin"})
            self.assertEqual(script.upgrade_ops.ops[1].ops[3].to_constraint().ondelete, "CASCADE")
            self.assertEqual(script.upgrade_ops.ops[1].ops[4].constraint_name, "uq_users_age")
            seen.append([type(inner).__name__ for op in script.downgrade_ops.ops for inner in getattr(op, "ops", [op])])

        revision = self.run_hook(hook)
        self.assertEqual(seen, [
            ("1",), "abc", "m", "CreateTableOp", [], "ModifyTableOps",
            ["AddColumnOp", "AlterColumnOp", "DropIndexOp", "DropConstraintOp", "CreateUniqueConstraintOp"],
            "SchemaChangeOp", [], "DropTableOp", [],
            ["CreateTableOp", "SchemaChangeOp", "DropConstraintOp", "CreateForeignKeyOp", "CreateIndexOp", "AlterColumnOp",
             "DropColumnOp", "DropTableOp"]])
        for downgrade, groups in ((False, UP), (True, DOWN)):
            place, = revision.operations(0, downgrade)
            self.assertFalse(place["changed"])
            self.assertEqual([(group["schema"], group["table"]) for group in place["groups"]],
                             [(group["schema"], group["table"]) for group in groups])
            self.assertEqual([[item["found"] for item in group["changes"]] for group in place["groups"]],
                             [[[int(downgrade), i, k] for k in range(len(group["changes"]))]
                              for i, group in enumerate(groups)])
        self.assertEqual(revision.files(), [{"rev_id": "abc", "message": "m"}])

    def test_no_hook_makes_no_operations(self):
        revision = self.run_hook(None)
        self.assertEqual(revision.operations(0, False), [{"token": "upgrades", "run": 0, "untouched": True}])
        self.assertEqual(len(revision.diffs()), 8)  # the tuples are made when they are wanted
        place, = revision.operations(0, False)
        self.assertFalse(place["changed"])

    def test_edited(self):
        def hook(context, revision, directives):
            modify = directives[0].upgrade_ops.ops[1]
            modify.ops[0].column.nullable = False
            modify.ops[1].modify_nullable = None
            del modify.ops[2:]
            directives[0].upgrade_ops.ops[2:] = [ops.ExecuteSQLOp("VACUUM")]
            directives[0].message = "other"
            directives[0].imports.add("import x")

        revision = self.run_hook(hook)
        place, = revision.operations(0, False)
        self.assertTrue(place["changed"])
        self.assertEqual(revision.files(), [{"rev_id": "abc", "message": "other"}])
        self.assertEqual(revision.imports(0), ["import x"])
        first, second, third = place["groups"]
        self.assertEqual(first["changes"][0]["found"], [0, 0, 0])
        self.assertEqual(second["changes"][0]["change"], {"op": "add_column", "table": {
            "name": "users", "columns": [{"name": "age", "type": "Integer", "nullable": False, "info": {"mine": 1}}]}})
        self.assertEqual(second["changes"][0]["naming_convention"], self.metadata.naming_convention)
        self.assertEqual(second["changes"][1]["change"]["type"], "Text")
        self.assertNotIn("nullable", second["changes"][1]["change"])
        self.assertEqual(third["changes"], [{"change": {"op": "execute", "text": "VACUUM"}}])

    def test_dropped_and_split(self):
        def hook(context, revision, directives):
            script = directives[0]
            directives.append(ops.MigrationScript("def", ops.UpgradeOps(script.upgrade_ops.ops[2:]), ops.DowngradeOps([]),
                                                  message="second", head="abc"))
            del script.upgrade_ops.ops[2:]

        revision = self.run_hook(hook)
        self.assertEqual([file["rev_id"] for file in revision.files()], ["abc", "def"])
        self.assertEqual(len(revision.operations(0, False)[0]["groups"]), 2)
        place, = revision.operations(1, False)
        self.assertEqual([group["changes"][0]["found"] for group in place["groups"]], [[0, 2, 0], [0, 3, 0]])

        def none(context, revision, directives):
            directives[:] = []

        self.assertEqual(self.run_hook(none).files(), [])

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

        def hook(context, revision, directives):
            directives[0].upgrade_ops.ops.append(Own())

        with self.assertRaisesRegex(Error, "Own is an operation that limbeck's quick modules cannot write"):
            self.run_hook(hook).operations(0, False)
        renderers.dispatch_for(ops.DropTableOp)(lambda context, op: "")
        try:
            with self.assertRaisesRegex(Error, "DropTableOp has a renderer of its own"):
                self.run_hook(lambda *args: None).operations(0, False)
        finally:
            renderers._registry.clear()
        comparators.dispatch_for("table")(hook)
        try:
            with self.assertRaisesRegex(Error, "hook is registered as a comparator"):
                self.configure()
            hook.__module__ = "alembic_postgresql_enum.compare"
            self.configure()
        finally:
            comparators._registry.clear()

    def test_renderer_without_a_hook(self):
        renderers.dispatch_for(ops.DropTableOp)(lambda context, op: "")
        try:
            environment = self.configure()
            revision = RevisionEnvironment({"rev_id": "abc", "message": "m"})
            revision.ran(["1"], environment, lambda: (UP, DOWN))
            with self.assertRaisesRegex(Error, "DropTableOp has a renderer of its own"):
                revision.operations(0, False)
            self.assertEqual(len(revision.diffs()), 8)  # a comparison renders nothing
        finally:
            renderers._registry.clear()


class Plugins(Case):
    def tearDown(self):
        plugins._registered.clear()

    def options(self, *expressions):
        return self.configure(autogenerate_plugins=list(expressions)).options()

    def test_unknown(self):
        with self.assertRaisesRegex(CommandError, "^Did not locate plugins: mine, yours.*$"):
            self.options("alembic.autogenerate.*", "mine", "yours.*")
        with self.assertRaisesRegex(ValueError, "Invalid plugin expression 'a-b'"):
            self.options("alembic.autogenerate.*", "a-b")

    def test_registered(self):
        module = types.SimpleNamespace(setup=lambda plugin: plugin.add_autogenerate_comparator(_compare, "table", "mine"))
        plugins.Plugin.setup_plugin_from_module(module, "mine.tables")
        with self.assertRaisesRegex(ValueError, "A plugin named mine.tables is already registered"):
            plugins.Plugin("mine.tables")
        self.configure().options()  # nobody asks for it
        with self.assertRaisesRegex(Error, r"the plug-in mine\.tables has a comparator of its own \(.*_compare\)"):
            self.options("alembic.autogenerate.*", "mine.*")
        plugins.Plugin("alembic.autogenerate.own").add_autogenerate_comparator(_compare, "schema")
        with self.assertRaisesRegex(Error, "the plug-in alembic.autogenerate.own"):
            self.configure().options()
        self.options("alembic.autogenerate.*", "~alembic.autogenerate.own")

    def test_left_out(self):
        found = self.options("alembic.autogenerate.*", "~alembic.autogenerate.types", "alembic.ext.*")
        self.assertEqual((found["compare_types"], found.get("compare_server_defaults")), (False, None))
        own = [f"alembic.autogenerate.{name}" for name in ("schemas", "tables", "constraints", "comments")]
        found = self.options(*own)
        self.assertEqual((found["compare_types"], found["compare_server_defaults"]), (False, False))
        with self.assertRaisesRegex(Error, "limbeck cannot leave out alembic.autogenerate.comments"):
            self.options(*own[:3])


def _compare(*arguments):
    return "continue"


class Hooks(Case):
    def test_options(self):
        self.assertEqual(self.configure().options(), {
            "include_schemas": False, "render_as_batch": False, "alembic_module_prefix": "op.",
            "sqlalchemy_module_prefix": "sa.", "upgrade_token": "upgrades", "downgrade_token": "downgrades",
            "version_table": "alembic_version", "version_table_schema": ""})
        found = self.configure(compare_type=False, compare_server_default=lambda *args: None, user_module_prefix="m.",
                               version_table="v", version_table_schema="s", include_name=lambda *args: True,
                               autogenerate_plugins=["alembic.autogenerate.*", "~alembic.autogenerate.defaults"])
        options = found.options()
        self.assertEqual((options["compare_types"], options["compare_server_defaults"]), (False, False))
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

    def test_render_item(self):
        class Mine(sa.types.UserDefinedType):
            def get_col_spec(self, **kw):
                return "MINE"

        self.users.append_column(sa.Column("special", Mine()))

        def render_item(kind, item, autogen_context):
            if kind == "type" and isinstance(item, Mine):
                autogen_context.imports.add("import mine")
                return "mine.Mine()"
            return False

        environment = self.configure(render_item=render_item)
        self.assertEqual(environment.render_item("type", self.users.c.special.type._plain()),
                         ("mine.Mine()", ["import mine"]))
        self.assertEqual(environment.render_item("type", "Integer")[0], None)
        self.assertEqual(environment.render_item("column", {"table": "users", "column": {"name": "age"}})[0], None)

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

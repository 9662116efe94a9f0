"""What façades hand to the engine: each call of op.* in its plain form (src/operations/operation.hpp)."""

import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent / "python"), str(HERE)]

import _limbeck  # noqa: E402
import sqlalchemy as sa  # noqa: E402
from alembic import context, op  # noqa: E402
from alembic.operations import MigrateOperation, Operations  # noqa: E402
from limbeck.errors import Error  # noqa: E402
from sqlalchemy.dialects import postgresql  # noqa: E402


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        _limbeck.configured.clear()
        context.configure(connection=sa.create_engine("postgresql://h/d").connect(), target_metadata=sa.MetaData())
        _limbeck.operations.clear()
        _limbeck.executed.clear()

    def made(self):
        found = list(_limbeck.operations)
        _limbeck.operations.clear()
        return found[0] if len(found) == 1 else found


class Tables(Case):
    def test_create_table(self):
        table = op.create_table("a", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"),
                                comment="c", schema="s", if_not_exists=True, sqlite_autoincrement=True)
        self.assertEqual(self.made(), {
            "op": "create_table", "if_not_exists": True,
            "table": {"name": "a", "schema": "s", "comment": "c", "options": {"sqlite_autoincrement": True},
                      "columns": [{"name": "id", "type": "Integer", "nullable": False, "nullable_given": True,
                                   "primary_key": True}],
                      "constraints": [{"kind": "primary_key", "columns": ["id"]}]}})
        self.assertEqual(table.c.keys(), ["id"])

    def test_column_parts(self):
        op.add_column("a", sa.Column("b", sa.Numeric(10, 2), sa.ForeignKey("s.t.x", name="fk", ondelete="CASCADE"),
                                     server_default=sa.text("0"), index=True, comment="c"))
        self.assertEqual(self.made(), {
            "op": "add_column", "table": {
                "name": "a",
                "columns": [{"name": "b", "type": {"name": "Numeric", "precision": 10, "scale": 2}, "nullable": True,
                             "server_default": {"node": "text", "text": "0"}, "comment": "c", "index": True}],
                "constraints": [{"kind": "foreign_key", "name": "fk", "columns": ["b"], "referred_schema": "s",
                                 "referred_table": "t", "referred_columns": ["x"], "ondelete": "CASCADE",
                                 "column_level": True}]}})

    def test_drop_rename_comment(self):
        op.drop_table("a", schema="s", if_exists=True)
        op.rename_table("a", "b")
        op.create_table_comment("a", "c", existing_comment="d")
        self.assertEqual(self.made(), [
            {"op": "drop_table", "table": {"name": "a", "schema": "s"}, "if_exists": True},
            {"op": "rename_table", "old_name": "a", "new_name": "b"},
            {"op": "create_table_comment", "table": "a", "comment": "c", "existing_comment": {"to": "d"}}])

    def test_drop_column(self):
        op.drop_column("a", "b", schema="s")
        self.assertEqual(self.made(), {"op": "drop_column", "table": "a", "column": {"name": "b"}, "schema": "s"})

    def test_default_that_is_not_said(self):
        self.assertRaises(Error, op.alter_column, "a", "b", server_default=sa.FetchedValue())

    def test_alter_column(self):
        op.alter_column("a", "b", nullable=False, new_column_name="c", type_=sa.Text, server_default=None,
                        existing_type=sa.String(3), existing_server_default=None, postgresql_using="b::text")
        self.assertEqual(self.made(), {
            "op": "alter_column", "table": "a", "column": "b", "new_name": "c", "type": "Text", "nullable": False,
            "server_default": {"drop": True}, "existing_type": {"name": "String", "length": 3},
            "existing_server_default": {"drop": True}, "options": {"postgresql_using": "b::text"}})
        op.alter_column("a", "b", server_default=sa.Identity(always=True), comment=None)
        self.assertEqual(self.made(), {"op": "alter_column", "table": "a", "column": "b",
                                       "identity": {"to": {"always": True}}, "comment": {"drop": True}})

    def test_keywords_only(self):
        for wrong in (lambda: op.add_column("a", sa.Column("b", sa.Text), "s"), lambda: op.drop_table("a", "s"),
                      lambda: op.alter_column("a", "b", True), lambda: op.create_index("i", "a", ["b"], "s")):
            self.assertRaises(TypeError, wrong)


class Constraints(Case):
    def test_add(self):
        op.create_primary_key("pk", "a", ["x"])
        op.create_unique_constraint(op.f("uq"), "a", ["x", "y"], deferrable=True, initially="DEFERRED")
        op.create_foreign_key(None, "a", "b", ["x"], ["y"], source_schema="s", referent_schema="t", match="FULL")
        op.create_check_constraint("ck", "a", "x > 0")
        op.create_exclude_constraint("ex", "a", ("c", "&&"), using="gist")
        self.assertEqual(self.made(), [
            {"op": "add_constraint", "table": "a", "constraint": {"kind": "primary_key", "name": "pk", "columns": ["x"]}},
            {"op": "add_constraint", "table": "a", "constraint": {
                "kind": "unique", "name": {"text": "uq", "final": True}, "columns": ["x", "y"],
                "deferral": {"deferrable": True, "initially": "DEFERRED"}}},
            {"op": "add_constraint", "schema": "s", "table": "a", "constraint": {
                "kind": "foreign_key", "columns": ["x"], "referred_schema": "t", "referred_table": "b",
                "referred_columns": ["y"], "match": "FULL"}},
            {"op": "add_constraint", "table": "a", "constraint": {
                "kind": "check", "name": "ck", "sqltext": {"node": "text", "text": "x > 0"}}},
            {"op": "add_constraint", "table": "a", "constraint": {
                "kind": "exclude", "name": "ex", "using": "gist",
                "elements": [{"expression": {"node": "column", "name": "c"}, "operator": "&&"}]}}])

    def test_drop(self):
        op.drop_constraint("c", "a", "unique", schema="s")
        self.assertEqual(self.made(), {"op": "drop_constraint", "schema": "s", "table": "a", "name": "c",
                                       "kind": "unique"})
        self.assertRaises(TypeError, op.drop_constraint, "c", "a", type_="other")

    def test_indexes(self):
        op.create_index("ix", "a", ["x", sa.text("lower(y)")], unique=True, postgresql_where=sa.text("x > 1"),
                        postgresql_ops={"x": "o"})
        op.drop_index("ix", table_name="a", if_exists=True, postgresql_concurrently=True)
        self.assertEqual(self.made(), [
            {"op": "create_index", "index": {
                "name": "ix", "table": "a", "elements": ["x", {"node": "text", "text": "lower(y)"}], "unique": True,
                "options": {"postgresql_where": {"node": "text", "text": "x > 1"}, "postgresql_ops": {"x": "o"}}}},
            {"op": "drop_index", "index": {"name": "ix", "table": "a", "options": {"postgresql_concurrently": True}},
             "if_exists": True}])


class Batch(Case):
    def test_block(self):
        with op.batch_alter_table("a", schema="s", recreate="always", naming_convention={"ck": "ck_%(table_name)s"}) as b:
            b.drop_constraint("c", type_="unique")
            b.add_column(sa.Column("w", sa.Integer), insert_after="id")
            b.alter_column("x", type_=sa.Text())
            self.assertEqual(_limbeck.operations, [])
        found = self.made()
        self.assertEqual({key: found[key] for key in found if key != "operations"}, {
            "op": "batch_alter_table", "table": "a", "schema": "s", "recreate": "always",
            "naming_convention": {"ck": "ck_%(table_name)s"}})
        self.assertEqual([item["op"] for item in found["operations"]], ["drop_constraint", "add_column", "alter_column"])
        self.assertEqual(found["operations"][1]["insert_after"], "id")

    def test_an_exception_leaves_nothing(self):
        with self.assertRaises(KeyError):
            with op.batch_alter_table("a") as b:
                b.drop_column("x")
                raise KeyError
        self.assertEqual(self.made(), [])


class Statements(Case):
    def test_execute(self):
        op.execute("select 1")
        op.execute(sa.text("select :x").bindparams(x=1))
        self.assertEqual(self.made()[0], {"op": "execute", "statement": {"node": "text", "text": "select 1"}})
        self.assertRaises(sa.exc.ObjectNotExecutableError, op.execute, 5)

    def test_bulk_insert(self):
        table = sa.table("a", sa.column("x", sa.Integer), sa.column("y"))
        op.bulk_insert(table, [{"x": 1, "y": op.inline_literal("z")}])
        row = self.made()["rows"][0]
        self.assertEqual(row["x"], 1)
        self.assertEqual((row["y"]["expression"]["value"], row["y"]["expression"]["literal"]), ("z", True))
        op.bulk_insert(table, [])
        self.assertEqual(self.made(), [])
        self.assertRaises(TypeError, op.bulk_insert, table, {"x": 1})

    def test_enums(self):
        postgresql.ENUM("a", name="e").create(op.get_bind())
        sa.Enum("a", name="e").drop(op.get_bind(), checkfirst=False)
        self.assertEqual([(item["op"], item["type"]["name"], item["checkfirst"]) for item in self.made()],
                         [("create_enum", "ENUM", True), ("drop_enum", "Enum", False)])


class ThirdParties(Case):
    def test_register_operation(self):
        @Operations.register_operation("create_view")
        class CreateView(MigrateOperation):
            def __init__(self, name):
                self.name = name

            @classmethod
            def create_view(cls, operations, name):
                return operations.invoke(cls(name))

        @Operations.implementation_for(CreateView)
        def create_view(operations, operation):
            operations.execute(f"create view {operation.name}")

        op.create_view("v")
        self.assertEqual(self.made()["statement"]["text"], "create view v")

    def test_refused(self):
        class Unknown(MigrateOperation):
            pass

        with self.assertRaisesRegex(NotImplementedError, "Unknown has no implementation"):
            op.invoke(Unknown())
        with self.assertRaisesRegex(Error, r"Operations.invoke\(5\) is not supported"):
            op.invoke(5)


class Connections(Case):
    def test_autobegin_and_nesting(self):
        engine = sa.create_engine("postgresql+psycopg2://h/d")
        with engine.connect() as connection:
            connection.execute(sa.text("x"))
            handle = connection._handle
            with connection.begin_nested():
                pass
            connection.commit()
        self.assertEqual(handle.calls, ["begin", ("savepoint", "sa_savepoint_1"), ("release", "sa_savepoint_1"), "commit",
                                        "close"])

    def test_begin_rolls_back_after_an_exception(self):
        engine = sa.create_engine("sqlite://")
        with self.assertRaises(KeyError):
            with engine.begin() as connection:
                handle = connection._handle
                raise KeyError
        self.assertEqual(handle.calls, ["begin", "rollback"])

    def test_errors_by_sqlstate(self):
        for state, kind in (("23505", sa.exc.IntegrityError), ("42P01", sa.exc.ProgrammingError),
                            ("57014", sa.exc.OperationalError), ("", sa.exc.OperationalError)):
            _limbeck.answers["bad"] = _limbeck.Error("no", kind="database", sqlstate=state)
            with self.assertRaises(kind) as caught:
                op.get_bind().execute(sa.text("bad"))
            self.assertEqual(caught.exception.orig.pgcode, state or None)

    def test_results(self):
        _limbeck.answers["rows"] = {"returns_rows": True, "columns": ["id", "name"], "rows": [[1, "a"], [2, "b"]],
                                    "rowcount": 2, "last_insert_id": 0}
        run = lambda: op.get_bind().execute(sa.text("rows"))  # noqa: E731
        self.assertEqual(run().fetchall(), [(1, "a"), (2, "b")])
        self.assertEqual(run().scalars().all(), [1, 2])
        self.assertEqual([row["name"] for row in run().mappings()], ["a", "b"])
        row = run().first()
        self.assertEqual((row.id, row[1], row._mapping["name"], dict(row._mapping)), (1, "a", "a", {"id": 1, "name": "a"}))
        self.assertRaises(sa.exc.MultipleResultsFound, run().one)


if __name__ == "__main__":
    unittest.main()

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/url.hpp"
#include "operations/target.hpp"
#include "support/log.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::operations {
namespace {

using Texts = std::vector<std::string>;

/// Records what is run, and runs it where there is a connection.
class RecordingTarget final : public Target {
  public:
    explicit RecordingTarget(std::string_view dialect, bool live = false) : dialect_(dialects::dialect_named(dialect)) {
        if (live)
            connection_ = dialect_.connect(dialects::parse_url("sqlite://"));
    }
    const dialects::Dialect& dialect() const override { return dialect_; }
    dialects::Connection* connection() override { return connection_.get(); }
    void run(dialects::Statement statement) override {
        statements.push_back(statement.text);
        if (connection_)
            connection_->execute(statement);
    }
    dialects::DatabaseState* database_state() override { return nullptr; }
    const schema::NamingConvention& naming_convention() const override { return convention; }

    void invoke(const Value& plain) { operations::invoke(from_plain(plain), *this); }
    void execute(const std::string& text) { connection_->execute({text}); }
    std::string one(const std::string& text) {
        const auto result = connection_->execute({text});
        return result.rows.empty() ? "" : result.rows.front().front().as_text();
    }
    std::string definition(const std::string& name) {
        return one("SELECT sql FROM sqlite_master WHERE name = '" + name + "'");
    }
    /// The columns of a table in their order.
    std::string columns(const std::string& table) {
        return one("SELECT group_concat(name, ' ') FROM pragma_table_info('" + table + "')");
    }

    Texts statements;
    schema::NamingConvention convention;

  private:
    const dialects::Dialect& dialect_;
    std::unique_ptr<dialects::Connection> connection_;
};

Map batch(List operations, Map more = {}) {
    more.set("op", "batch_alter_table");
    if (!more.find("table"))
        more.set("table", "t");
    more.set("operations", std::move(operations));
    return more;
}
Map add(const char* name, Map more = {}) {
    more.set("op", "add_column");
    more.set("table", Map{{"name", "t"}, {"columns", List{Map{{"name", name}, {"type", "Integer"}}}}});
    return more;
}
Map drop(const char* name) {
    return Map{{"op", "drop_column"}, {"table", "t"}, {"column", Map{{"name", name}}}};
}
Map alter(const char* name, Map more) {
    more.set("op", "alter_column");
    more.set("table", "t");
    more.set("column", name);
    return more;
}

class BatchTest : public testing::Test {
  protected:
    BatchTest() : target_("sqlite", true) {
        target_.execute(
            "CREATE TABLE t (id INTEGER NOT NULL, a INTEGER DEFAULT 42, b VARCHAR(9) DEFAULT 'x', c INTEGER, "
            "CONSTRAINT pk PRIMARY KEY (id), CONSTRAINT uq UNIQUE (b, c), CONSTRAINT ck CHECK (a > 0))");
        target_.execute("CREATE INDEX ix_a ON t (a)");
        target_.execute("INSERT INTO t VALUES (1, 2, 'three', 4)");
    }
    std::string failure(const Value& plain) {
        try {
            target_.invoke(plain);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }
    RecordingTarget target_;
};

TEST_F(BatchTest, AltersInPlaceWhereItCan) {
    target_.invoke(batch({add("d")}));
    EXPECT_EQ(target_.statements, Texts{"ALTER TABLE t ADD COLUMN d INTEGER"});
}

TEST_F(BatchTest, KeepsRowsConstraintsAndIndexes) {
    target_.invoke(batch({alter("c", {{"type", "Text"}})}));
    const std::string made = target_.definition("t");
    for (const char* part : {"CONSTRAINT pk PRIMARY KEY (id)", "CONSTRAINT uq UNIQUE (b, c)",
                             "CONSTRAINT ck CHECK (a > 0)", "DEFAULT (42)", "DEFAULT 'x'", "c TEXT"})
        EXPECT_NE(made.find(part), std::string::npos) << part << " in " << made;
    EXPECT_EQ(target_.definition("ix_a"), "CREATE INDEX ix_a ON t (a)");
    EXPECT_EQ(target_.one("SELECT id || a || b || typeof(c) FROM t"), "12threetext");
}

TEST_F(BatchTest, ConstraintsAndIndexesGoWithTheirColumn) {
    target_.invoke(batch({drop("b")}));
    EXPECT_EQ(target_.columns("t"), "id a c");
    EXPECT_EQ(target_.definition("t").find("UNIQUE"), std::string::npos);
    EXPECT_NE(target_.definition("ix_a"), "");
    EXPECT_EQ(failure(batch({drop("a")})), "no such column: a"); // the check, as with Alembic
}

TEST_F(BatchTest, ConstraintsFollowARenamedColumn) {
    target_.invoke(batch({alter("b", {{"new_name", "name"}})}));
    EXPECT_NE(target_.definition("t").find("UNIQUE (name, c)"), std::string::npos);
    EXPECT_EQ(target_.one("SELECT name FROM t"), "three");
}

TEST_F(BatchTest, PlacesAddedColumns) {
    const Map always{{"recreate", "always"}};
    target_.invoke(batch({add("d")}, always));
    EXPECT_EQ(target_.columns("t"), "id a b c d");
    target_.invoke(batch({add("e", {{"insert_after", "a"}}), add("f", {{"insert_before", "a"}})}, always));
    EXPECT_EQ(target_.columns("t"), "id f a e b c d");
    EXPECT_EQ(failure(batch({add("g", {{"insert_before", "id"}, {"insert_after", "d"}})}, always)),
              "The order that is asked for the columns contradicts itself");
}

TEST_F(BatchTest, PlacesAColumnWhoseNeighbourGoes) {
    target_.invoke(batch({add("d"), drop("c")}, {{"recreate", "always"}}));
    EXPECT_EQ(target_.columns("t"), "id d a b"); // Alembic's order: what waits for nothing comes first
}

TEST_F(BatchTest, ReordersPartially) {
    target_.invoke(batch({}, {{"recreate", "always"}, {"partial_reordering", List{List{"c", "b", "a"}}}}));
    EXPECT_EQ(target_.columns("t"), "id c b a");
    EXPECT_EQ(target_.one("SELECT b FROM t"), "three");
}

TEST_F(BatchTest, ChecksOfTypesComeAndGo) {
    const Map flag{{"name", "Boolean"}, {"create_constraint", true}, {"type_name", "ck_flag"}};
    target_.execute("UPDATE t SET c = 1");
    target_.invoke(batch({alter("c", {{"type", flag}})}, {{"recreate", "always"}}));
    EXPECT_NE(target_.definition("t").find("CONSTRAINT ck_flag CHECK (c IN (0, 1))"), std::string::npos)
        << target_.definition("t");
    target_.invoke(batch({alter("c", {{"type", "Integer"}, {"existing_type", flag}})}));
    EXPECT_EQ(target_.definition("t").find("ck_flag"), std::string::npos);
}

TEST_F(BatchTest, ViewsOutliveTheRebuild) {
    target_.execute("CREATE VIEW v AS SELECT b FROM t");
    target_.invoke(batch({alter("a", {{"nullable", false}})}));
    EXPECT_EQ(target_.one("SELECT b FROM v"), "three");
    EXPECT_EQ(target_.definition("v"), "CREATE VIEW v AS SELECT b FROM t");
}

TEST_F(BatchTest, RenamesBehindTheRebuildFollowReferences) {
    target_.execute("CREATE VIEW v AS SELECT b FROM t");
    target_.invoke(batch({alter("a", {{"nullable", false}})}));
    target_.execute("ALTER TABLE t RENAME TO renamed");
    EXPECT_EQ(target_.definition("v"), "CREATE VIEW v AS SELECT b FROM \"renamed\"");
}

TEST_F(BatchTest, TriggersOutliveTheRebuild) {
    target_.execute("CREATE TABLE log (text)");
    target_.execute("CREATE TRIGGER kept AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.b); END");
    target_.execute("CREATE TRIGGER lost AFTER UPDATE OF c ON t BEGIN INSERT INTO log VALUES (old.c); END");
    Texts warnings;
    const log::ScopedSink sink([&](std::string_view, int, std::string_view text) { warnings.emplace_back(text); });
    target_.invoke(batch({drop("c")}));
    EXPECT_EQ(warnings, Texts{"Trigger lost is dropped: it cannot run on the new table t"});
    EXPECT_EQ(target_.one("SELECT group_concat(name) FROM sqlite_master WHERE type = 'trigger'"), "kept");
    target_.execute("INSERT INTO t VALUES (2, 3, 'told')");
    EXPECT_EQ(target_.one("SELECT text FROM log"), "told");
}

TEST_F(BatchTest, NumbersAreNotGivenTwice) {
    target_.execute("CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT, a INTEGER)");
    target_.execute("INSERT INTO n (a) VALUES (1), (2), (3)");
    target_.execute("DELETE FROM n");
    Map change = alter("a", {{"nullable", false}});
    change.set("table", "n");
    target_.invoke(batch({change}, {{"table", "n"}}));
    target_.execute("INSERT INTO n (a) VALUES (4)");
    EXPECT_EQ(target_.one("SELECT id || '' FROM n"), "4");
}

TEST_F(BatchTest, WhatSpeaksOfARenamedColumnFollows) {
    target_.execute("CREATE TABLE child (id INTEGER, t INTEGER REFERENCES t (a))");
    target_.execute("CREATE TRIGGER trg AFTER INSERT ON t BEGIN DELETE FROM child WHERE t = new.a; END");
    target_.execute("CREATE INDEX ix_low ON t (abs(a)) WHERE a > 1");
    target_.execute("CREATE VIEW v AS SELECT a AS x FROM t");
    target_.invoke(batch({alter("a", {{"new_name", "z"}, {"type", "BigInteger"}})}));
    EXPECT_EQ(target_.columns("t"), "id z b c");
    for (const char* name : {"t", "child", "trg", "ix_low", "v"})
        EXPECT_NE(target_.definition(name).find("z"), std::string::npos) << target_.definition(name);
    EXPECT_EQ(target_.one("SELECT x || '' FROM v"), "2");
    target_.execute("INSERT INTO t (id, z) VALUES (2, 7)");
}

TEST_F(BatchTest, NamesThatChangePlaces) {
    target_.invoke(batch({alter("a", {{"new_name", "c"}}), alter("c", {{"new_name", "a"}}),
                          Map{{"op", "drop_constraint"}, {"table", "t"}, {"name", "ck"}}}));
    EXPECT_EQ(target_.columns("t"), "id c b a");
    EXPECT_EQ(target_.one("SELECT c || ' ' || a FROM t"), "2 4");
}

TEST_F(BatchTest, NamesOfWhichOnlySomeChangePlaces) {
    target_.invoke(
        batch({alter("a", {{"new_name", "z"}}), alter("b", {{"new_name", "c"}}), alter("c", {{"new_name", "b"}}),
               Map{{"op", "drop_constraint"}, {"table", "t"}, {"name", "ck"}}}));
    EXPECT_EQ(target_.columns("t"), "id z c b");
    EXPECT_EQ(target_.one("SELECT z || c || b FROM t"), "2three4");
}

TEST_F(BatchTest, ChecksWithoutANameStayButThoseOfTypes) {
    target_.execute(
        "CREATE TABLE u (a INTEGER CHECK (a > 0), b INTEGER, c INTEGER, CHECK (b IN (0, 1)), CHECK (b < c), "
        "CHECK (c <> 5))");
    const auto of_u = [](Map operation) {
        operation.set("table", "u");
        return batch({operation}, {{"table", "u"}});
    };
    target_.invoke(of_u(alter("b", {{"type", "Text"}})));
    std::string made = target_.definition("u");
    for (const char* part : {"CHECK (a > 0)", "CHECK (b < c)", "CHECK (c <> 5)"})
        EXPECT_NE(made.find(part), std::string::npos) << part << " in " << made;
    EXPECT_EQ(made.find("b IN"), std::string::npos) << made;
    target_.invoke(of_u(drop("c")));
    made = target_.definition("u");
    EXPECT_NE(made.find("CHECK (a > 0)"), std::string::npos) << made;
    EXPECT_EQ(made.find("c"), std::string::npos) << made;
}

TEST_F(BatchTest, RefusesToDeleteReferringRows) {
    target_.execute("CREATE TABLE child (t INTEGER REFERENCES t (id) ON DELETE CASCADE)");
    target_.execute("INSERT INTO child VALUES (1)");
    target_.execute("PRAGMA foreign_keys = ON");
    EXPECT_NE(failure(batch({alter("a", {{"nullable", false}})})).find("would delete the rows"), std::string::npos);
    target_.execute("PRAGMA foreign_keys = OFF");
    EXPECT_EQ(failure(batch({alter("a", {{"nullable", false}})})), "");
    EXPECT_EQ(target_.one("SELECT count(*) || '' FROM child"), "1");
}

TEST_F(BatchTest, NamesWhatIsMissing) {
    EXPECT_EQ(failure(batch({drop("z")})), "No such column: 'z'");
    EXPECT_EQ(failure(batch({alter("z", {{"nullable", true}})})), "No such column: 'z'");
    EXPECT_EQ(failure(batch({Map{{"op", "drop_constraint"}, {"table", "t"}, {"name", "z"}}})),
              "No such constraint: 'z'");
    EXPECT_EQ(failure(batch({Map{{"op", "drop_index"}, {"index", Map{{"name", "z"}, {"table", "t"}}}}},
                            {{"recreate", "always"}})),
              "No such index: 'z'");
    EXPECT_EQ(failure(batch({Map{{"op", "add_constraint"},
                                 {"table", "t"},
                                 {"constraint", Map{{"kind", "unique"}, {"columns", List{"a"}}}}}})),
              "Constraint must have a name");
    EXPECT_EQ(failure(batch({Map{{"op", "rename_table"}, {"old_name", "t"}, {"new_name", "u"}}})),
              "This operation cannot be part of a batch_alter_table() block");
}

TEST(BatchWithoutDatabaseTest, NeedsATableToCopyFrom) {
    RecordingTarget target("sqlite");
    EXPECT_THROW(target.invoke(batch({drop("a")})), Error);
    const Map table{
        {"name", "t"},
        {"columns", List{Map{{"name", "a"}, {"type", "Integer"}}, Map{{"name", "b"}, {"type", "Integer"}}}}};
    target.invoke(batch({drop("a")}, {{"copy_from", table}}));
    EXPECT_EQ(target.statements, (Texts{"CREATE TABLE _alembic_tmp_t (\n\tb INTEGER\n)",
                                        "INSERT INTO _alembic_tmp_t (b) SELECT t.b \nFROM t", "DROP TABLE t",
                                        "ALTER TABLE _alembic_tmp_t RENAME TO t"}));
}

TEST(BatchWithoutDatabaseTest, AltersInPlaceOnPostgresql) {
    RecordingTarget target("postgresql");
    target.invoke(batch({drop("a"), alter("b", {{"nullable", false}})}));
    EXPECT_EQ(target.statements, (Texts{"ALTER TABLE t DROP COLUMN a", "ALTER TABLE t ALTER COLUMN b SET NOT NULL"}));
}

TEST(InvokeTest, NamesByConvention) {
    RecordingTarget target("postgresql");
    target.convention = {{"uq", "uq_%(table_name)s_%(column_0_name)s"},
                         {"ck", "ck_%(table_name)s_%(constraint_name)s"}};
    target.invoke(
        Map{{"op", "add_constraint"}, {"table", "t"}, {"constraint", Map{{"kind", "unique"}, {"columns", List{"a"}}}}});
    target.invoke(Map{{"op", "drop_constraint"}, {"table", "t"}, {"name", "size"}, {"kind", "check"}});
    target.invoke(Map{{"op", "drop_constraint"},
                      {"table", "t"},
                      {"name", Map{{"text", "size"}, {"final", true}}},
                      {"kind", "check"}});
    EXPECT_EQ(target.statements,
              (Texts{"ALTER TABLE t ADD CONSTRAINT uq_t_a UNIQUE (a)", "ALTER TABLE t DROP CONSTRAINT ck_t_size",
                     "ALTER TABLE t DROP CONSTRAINT size"}));
}

TEST(InvokeTest, RefusesToDropAConstraintWithoutAName) {
    RecordingTarget target("postgresql");
    EXPECT_THROW(target.invoke(Map{{"op", "drop_constraint"}, {"table", "t"}, {"kind", "unique"}}), Error);
    EXPECT_EQ(target.statements, Texts());
}

TEST(InvokeTest, RefusesActionsThatAreMoreThanWords) {
    RecordingTarget target("sqlite");
    Map key{{"kind", "foreign_key"}, {"columns", List{"a"}}, {"referred_table", "u"}, {"referred_columns", List{"id"}}};
    const auto create = [&] {
        target.invoke(Map{{"op", "create_table"},
                          {"table", Map{{"name", "t"},
                                        {"columns", List{Map{{"name", "a"}, {"type", "Integer"}}}},
                                        {"constraints", List{key}}}}});
    };
    key.set("ondelete", "SET  NULL");
    create();
    key.set("ondelete", "CASCADE); DROP TABLE u; --");
    EXPECT_THROW(create(), Error);
    EXPECT_EQ(target.statements.size(), 1U);
}

TEST(InvokeTest, InsertsInTheOrderOfTheTable) {
    RecordingTarget target("sqlite");
    const Map table{{"name", "t"},
                    {"columns", List{Map{{"name", "a"}, {"type", "Integer"}}, Map{{"name", "b"}, {"type", "String"}}}}};
    target.invoke(Map{{"op", "bulk_insert"}, {"table", table}, {"rows", List{Map{{"b", "it's"}, {"a", 1}}}}});
    EXPECT_EQ(target.statements, Texts{"INSERT INTO t (a, b) VALUES (1, 'it''s')"});
    EXPECT_THROW(target.invoke(Map{{"op", "bulk_insert"}, {"table", table}, {"rows", List{Map{{"z", 1}}}}}), Error);
}

TEST(InvokeTest, RefusesPlacesWithoutARebuild) {
    RecordingTarget target("postgresql");
    EXPECT_THROW(target.invoke(batch({add("d", {{"insert_after", "a"}})})), Error);
}

} // namespace
} // namespace limbeck::operations

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/reflection.hpp"
#include "dialects/sqlite/create_table.hpp"
#include "dialects/url.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::sqlite {
namespace {

using Names = std::vector<std::string>;

class SqliteReflectionTest : public testing::Test {
  protected:
    void run(const std::string& text) { connection_->execute({text, {}}); }
    schema::Table table(const std::string& name) {
        auto found = dialect_.reflect(*connection_)->table("", name);
        EXPECT_TRUE(found.has_value());
        return found.value_or(schema::Table());
    }
    static std::string text(const sql::ExpressionPtr& expression) {
        const sql::Text* found = expression ? expression->get_if<sql::Text>() : nullptr;
        return found ? found->text : "(no text)";
    }
    template <class Kind> static std::vector<Kind> all(const schema::Table& table) {
        std::vector<Kind> list;
        for (const schema::Constraint& constraint : table.constraints)
            if (const Kind* found = std::get_if<Kind>(&constraint))
                list.push_back(*found);
        return list;
    }

    const Dialect& dialect_ = dialect_named("sqlite");
    std::unique_ptr<Connection> connection_ = dialect_.connect(parse_url("sqlite://"));
};

TEST_F(SqliteReflectionTest, Columns) {
    run("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a varchar(20) COLLATE nocase NOT NULL DEFAULT 'x''y', "
        "\"c d\" NUMERIC(10, 2) DEFAULT (1+2), f float8, m money, z, "
        "g INTEGER GENERATED ALWAYS AS (id * 2) STORED, v TEXT AS (upper(a)) VIRTUAL, "
        "n INT NOT NULL ON CONFLICT IGNORE, d DATETIME DEFAULT CURRENT_TIMESTAMP)");
    const schema::Table found = table("t");
    const std::pair<const char*, const char*> types[] = {
        {"id", "INTEGER"}, {"a", "VARCHAR"}, {"c d", "NUMERIC"}, {"f", "REAL"},    {"m", "NUMERIC"},
        {"z", "NullType"}, {"g", "INTEGER"}, {"v", "TEXT"},      {"n", "INTEGER"}, {"d", "DATETIME"}};
    ASSERT_EQ(found.columns.size(), std::size(types));
    for (std::size_t i = 0; i < std::size(types); ++i) {
        EXPECT_EQ(found.columns[i].name, types[i].first);
        EXPECT_EQ(found.columns[i].type->name, types[i].second);
    }
    EXPECT_EQ(found.columns[1].type->length, 20);
    EXPECT_EQ(found.columns[1].type->collation, "nocase");
    EXPECT_EQ(text(found.columns[1].server_default), "'x''y'");
    EXPECT_FALSE(found.columns[1].nullable);
    EXPECT_EQ(found.columns[2].type->scale, 2);
    EXPECT_EQ(text(found.columns[2].server_default), "1+2");
    EXPECT_EQ(text(found.columns[6].computed.value().sqltext), "id * 2");
    EXPECT_EQ(found.columns[6].computed.value().persisted, true);
    EXPECT_EQ(found.columns[7].computed.value().persisted, false);
    EXPECT_EQ(text_field(found.columns[8].options, "sqlite_on_conflict_not_null"), "IGNORE");
    EXPECT_TRUE(bool_field(found.options, "sqlite_autoincrement"));
    ASSERT_NE(found.primary_key(), nullptr);
    EXPECT_EQ(found.primary_key()->columns, Names{"id"});
}

TEST_F(SqliteReflectionTest, Constraints) {
    run("CREATE TABLE p (id INTEGER PRIMARY KEY, b TEXT UNIQUE)");
    run("CREATE TABLE t (id INT, pid INT CONSTRAINT fk_inline REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY "
        "DEFERRED, "
        "z TEXT CHECK (length(z) < 5) CONSTRAINT uq_z UNIQUE, "
        "CONSTRAINT pk_t PRIMARY KEY (id, pid), -- a comment, with ' and )\n"
        "CONSTRAINT \"uq t\" UNIQUE (id, z) ON CONFLICT REPLACE, UNIQUE (pid), "
        "CONSTRAINT ck_t CHECK (z IN (')', '(', ':x')), "
        "CONSTRAINT fk_t FOREIGN KEY (z) REFERENCES p (b) ON UPDATE SET NULL ON DELETE NO ACTION) WITHOUT ROWID");
    const schema::Table found = table("t");
    EXPECT_EQ(found.primary_key()->name.text, "pk_t");
    EXPECT_EQ(found.primary_key()->columns, (Names{"id", "pid"}));
    EXPECT_FALSE(bool_field(found.options, "sqlite_with_rowid", true));

    const auto keys = all<schema::ForeignKey>(found);
    ASSERT_EQ(keys.size(), 2u);
    EXPECT_EQ(keys[0].name.text, "fk_inline");
    EXPECT_EQ(keys[0].referred_columns, Names{"id"});
    EXPECT_EQ(keys[0].ondelete, "CASCADE");
    EXPECT_EQ(keys[0].deferral.deferrable, true);
    EXPECT_EQ(keys[0].deferral.initially, "DEFERRED");
    EXPECT_EQ(keys[1].name.text, "fk_t");
    EXPECT_EQ(keys[1].onupdate, "SET NULL");
    EXPECT_EQ(keys[1].ondelete, std::nullopt);

    const auto uniques = all<schema::Unique>(found);
    ASSERT_EQ(uniques.size(), 3u);
    EXPECT_EQ(uniques[0].name.text, "uq_z");
    EXPECT_EQ(uniques[1].name.text, "uq t");
    EXPECT_EQ(uniques[1].columns, (Names{"id", "z"}));
    EXPECT_EQ(text_field(uniques[1].options, "sqlite_on_conflict"), "REPLACE");
    EXPECT_EQ(uniques[2].name.text, std::nullopt);

    const auto checks = all<schema::Check>(found);
    ASSERT_EQ(checks.size(), 2u);
    EXPECT_EQ(text(checks[0].sqltext), "length(z) < 5");
    EXPECT_EQ(checks[0].columns, Names{"z"});
    EXPECT_EQ(checks[1].name.text, "ck_t");
    EXPECT_EQ(text(checks[1].sqltext), "z IN (')', '(', '\\:x')"); // a colon that is no bind parameter
}

TEST_F(SqliteReflectionTest, Indexes) {
    run("CREATE TABLE t (id INTEGER PRIMARY KEY, x, y, z)");
    run("CREATE INDEX ix1 ON t (x DESC, lower(z)) WHERE x > 3 AND z <> ') where ('");
    run("CREATE UNIQUE INDEX ix2 ON t (y COLLATE nocase, \"z\")");
    run("CREATE INDEX ix3 ON t (id, x)");
    const schema::Table found = table("t");
    ASSERT_EQ(found.indexes.size(), 3u);
    EXPECT_NE(found.indexes[0].elements.at(0).expression->get_if<sql::Unary>(), nullptr);
    EXPECT_EQ(text(found.indexes[0].elements.at(1).expression), "lower(z)");
    EXPECT_NE(found.indexes[0].options.find("sqlite_where"), nullptr);
    EXPECT_TRUE(found.indexes[1].unique);
    EXPECT_EQ(text(found.indexes[1].elements.at(0).expression), "y COLLATE nocase");
    EXPECT_EQ(found.indexes[1].elements.at(1).column, "z");
    EXPECT_EQ(found.indexes[2].elements.at(0).column, "id");
}

TEST_F(SqliteReflectionTest, NamesAndViews) {
    run("CREATE TABLE \"b \"\"q\" (x INTEGER) STRICT");
    run("CREATE TEMPORARY TABLE tmp (x)");
    run("CREATE VIEW v AS SELECT x FROM \"b \"\"q\"");
    const auto reflection = dialect_.reflect(*connection_);
    EXPECT_EQ(reflection->table_names(""), Names{"b \"q"});
    EXPECT_EQ(reflection->view_names(""), Names{"v"});
    EXPECT_EQ(reflection->schema_names(), Names{"main"});
    EXPECT_TRUE(reflection->has_table("", "tmp"));
    EXPECT_FALSE(reflection->has_table("", "nope"));
    EXPECT_FALSE(reflection->has_table("nope", "tmp"));
    EXPECT_FALSE(reflection->table("", "nope").has_value());
    EXPECT_TRUE(bool_field(table("b \"q").options, "sqlite_strict"));
    EXPECT_EQ(table("v").columns.at(0).name, "x");
}

TEST(CreateTable, ReadsWhatSqliteAccepts) {
    const ParsedTable table = parse_create_table("CREATE TABLE IF NOT EXISTS main.[a b] (`x y` DOUBLE PRECISION(3, 4) "
                                                 "DEFAULT -1 CONSTRAINT c NOT NULL, y DEFAULT (f(',')) /* , */ "
                                                 "CHECK (y) PRIMARY KEY (y) UNIQUE (y))");
    ASSERT_EQ(table.columns.size(), 2u);
    EXPECT_EQ(table.columns[0].name, "x y");
    EXPECT_TRUE(parse_create_table("CREATE VIRTUAL TABLE t USING fts5(a)").columns.empty());
    EXPECT_TRUE(parse_create_table("").columns.empty());
    EXPECT_EQ(parse_create_table("CREATE TABLE t (a").columns.size(), 1u);
}

} // namespace
} // namespace limbeck::dialects::sqlite

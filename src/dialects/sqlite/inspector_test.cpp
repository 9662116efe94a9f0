#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/sqlite/create_table.hpp"
#include "dialects/sqlite/types.hpp"
#include "dialects/url.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::sqlite {
namespace {

using Names = std::vector<std::string>;

/// Counts what is asked; nothing else is wanted of it.
class CountedConnection final : public Connection {
  public:
    explicit CountedConnection(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
    int count = 0;

    const Dialect& dialect() const override { return connection_->dialect(); }
    Result execute(const Statement& statement) override {
        ++count;
        return connection_->execute(statement);
    }
    void queue(Statement statement) override { connection_->queue(std::move(statement)); }
    void flush() override { connection_->flush(); }
    void begin() override { connection_->begin(); }
    void commit(bool wait) override { connection_->commit(wait); }
    void rollback() override { connection_->rollback(); }
    bool in_transaction() const override { return connection_->in_transaction(); }
    std::uint64_t queued() const override { return connection_->queued(); }
    std::uint64_t done() const override { return connection_->done(); }
    void wait_for(std::uint64_t position) override { connection_->wait_for(position); }
    void lock_migrations(const std::string&, std::chrono::milliseconds) override {}
    void unlock_migrations() override {}
    void interrupt() noexcept override {}
    std::string server_version() override { return connection_->server_version(); }

  private:
    std::unique_ptr<Connection> connection_;
};

class SqliteInspectorTest : public testing::Test {
  protected:
    void run(const std::string& text) { connection_->execute({text, {}}); }
    schema::Schema inspect(const InspectFilter& filter = {}) {
        return dialect_.inspector(*connection_)->inspect(filter);
    }
    schema::Table table(const std::string& name) {
        InspectFilter filter;
        filter.tables = {name};
        const schema::Schema found = inspect(filter);
        EXPECT_EQ(found.tables.size(), 1u) << name;
        return found.tables.empty() ? schema::Table() : found.tables.front();
    }
    static Names names(const schema::Schema& schema) {
        Names names;
        for (const schema::Table& table : schema.tables)
            names.push_back(table.schema.empty() ? table.name : table.schema + "." + table.name);
        return names;
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

TEST_F(SqliteInspectorTest, Columns) {
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

TEST_F(SqliteInspectorTest, Constraints) {
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

TEST_F(SqliteInspectorTest, Indexes) {
    run("CREATE TABLE t (id INTEGER PRIMARY KEY, x, y, z)");
    run("CREATE INDEX ix1 ON t (x DESC, lower(z)) WHERE x > 3 AND z <> ') where ('");
    run("CREATE UNIQUE INDEX ix2 ON t (y COLLATE nocase, \"z\")");
    run("CREATE INDEX ix3 ON t (id, x)");
    const schema::Table found = table("t");
    ASSERT_EQ(found.indexes.size(), 3u);
    EXPECT_NE(found.indexes[0].elements.at(0).expression->get_if<sql::Unary>(), nullptr);
    EXPECT_EQ(text(found.indexes[0].elements.at(1).expression), "lower(z)");
    EXPECT_TRUE(found.indexes[0].where.contains("sqlite"));
    EXPECT_TRUE(found.indexes[1].unique);
    EXPECT_EQ(text(found.indexes[1].elements.at(0).expression), "y COLLATE nocase");
    EXPECT_EQ(found.indexes[1].elements.at(1).column, "z");
    EXPECT_EQ(found.indexes[2].elements.at(0).column, "id");
}

TEST_F(SqliteInspectorTest, Schemas) {
    run("CREATE TABLE \"b \"\"q\" (x INTEGER) STRICT");
    run("CREATE TEMPORARY TABLE tmp (x)");
    run("CREATE VIEW v (y) AS SELECT x FROM \"b \"\"q\"");
    run("ATTACH ':memory:' AS \"o'ther\"");
    run("CREATE TABLE \"o'ther\".parent (a INT, b INT, PRIMARY KEY (b, a))");
    run("CREATE TABLE \"o'ther\".child (a INT, b INT, FOREIGN KEY (a, b) REFERENCES PARENT)");
    run("CREATE TRIGGER trg AFTER INSERT ON \"b \"\"q\" BEGIN SELECT 1; END");
    run("CREATE TRIGGER instead INSTEAD OF DELETE ON v BEGIN SELECT 1; END");

    EXPECT_EQ(dialect_.inspector(*connection_)->schema_names(), (Names{"main", "o'ther"}));
    EXPECT_EQ(names(inspect()), Names{"b \"q"});
    EXPECT_TRUE(inspect().views.empty());
    EXPECT_TRUE(bool_field(table("b \"q").options, "sqlite_strict"));

    InspectFilter everything;
    everything.schemas.clear();
    everything.views = everything.routines = true;
    const schema::Schema all = inspect(everything);
    EXPECT_EQ(names(all), (Names{"b \"q", "o'ther.child", "o'ther.parent"}));
    ASSERT_EQ(all.views.size(), 1u);
    EXPECT_EQ(all.views[0].definition, "SELECT x FROM \"b \"\"q\"");
    ASSERT_EQ(all.routines.size(), 2u);
    EXPECT_EQ(all.routines[0].table, "v");
    EXPECT_EQ(all.routines[1].signature, "trg");

    InspectFilter child;
    child.schemas = {"O'THER"};
    child.tables = {"Child"};
    const schema::Schema found = inspect(child);
    EXPECT_EQ(names(found), Names{"O'THER.child"});
    const auto key = std::get<schema::ForeignKey>(found.tables.at(0).constraints.at(0));
    EXPECT_EQ(key.referred_columns, (Names{"b", "a"}));
    EXPECT_EQ(key.referred_schema, "O'THER");

    InspectFilter unknown;
    unknown.schemas = {"nope"};
    EXPECT_TRUE(inspect(unknown).tables.empty());
}

TEST_F(SqliteInspectorTest, ForScripts) {
    run("CREATE TABLE t (x INTEGER)");
    run("CREATE TEMPORARY TABLE t (hidden)");
    run("CREATE TEMPORARY TABLE tmp (y)");
    run("CREATE VIEW v AS SELECT x, x + 1 AS z FROM t");
    run("CREATE VIEW broken AS SELECT x FROM nowhere");
    InspectFilter filter;
    filter.for_scripts = true;
    const schema::Schema all = inspect(filter);
    EXPECT_EQ(names(all), (Names{"broken", "t", "v"}));
    EXPECT_TRUE(all.tables[0].columns.empty());
    ASSERT_EQ(all.tables[2].columns.size(), 2u);
    EXPECT_EQ(all.tables[2].columns[0].type->name, "INTEGER");
    filter.tables = {"tmp", "T", "v"};
    EXPECT_EQ(names(inspect(filter)), (Names{"t", "v", "tmp"}));
    EXPECT_EQ(inspect(filter).tables[0].columns.at(0).name, "x");
}

TEST_F(SqliteInspectorTest, VirtualTablesAndWhatTheyOwn) {
    run("CREATE VIRTUAL TABLE docs USING fts5(title, body)");
    run("CREATE TABLE docs_read (id INTEGER)");
    EXPECT_EQ(names(inspect()), Names{"docs_read"});
    InspectFilter filter;
    filter.tables = {"docs_data", "docs_read"};
    EXPECT_EQ(names(inspect(filter)), Names{"docs_read"});
    filter.for_scripts = true;
    EXPECT_EQ(names(inspect(filter)), (Names{"docs_data", "docs_read"}));
    filter.tables = {"docs"};
    const schema::Schema found = inspect(filter);
    ASSERT_EQ(found.tables.size(), 1u);
    ASSERT_EQ(found.tables[0].columns.size(), 2u);
    EXPECT_EQ(found.tables[0].columns[1].name, "body");
}

TEST_F(SqliteInspectorTest, TheNumberOfQueriesIsConstant) {
    const auto queries = [&](int tables) {
        auto connection = dialect_.connect(parse_url("sqlite://"));
        for (int i = 0; i < tables; ++i) {
            const std::string t = "t" + std::to_string(i);
            connection->execute({"CREATE TABLE " + t + " (id INTEGER PRIMARY KEY, a TEXT UNIQUE REFERENCES t0)"});
            connection->execute({"CREATE INDEX ix_" + t + " ON " + t + " (a, lower(a))"});
        }
        CountedConnection counted(std::move(connection));
        EXPECT_EQ(dialect_.inspector(counted)->inspect({}).tables.size(), static_cast<std::size_t>(tables));
        return counted.count;
    };
    EXPECT_EQ(queries(1), queries(50));
    EXPECT_LE(queries(50), 3);
}

TEST(StoredType, KeepsTheTextThatMeansMore) {
    EXPECT_EQ(stored_type("numeric( 10,2 )", "")->stored_as, std::nullopt);
    EXPECT_EQ(stored_type("INT", "")->stored_as, "INT");
    EXPECT_EQ(render_type(*stored_type("INT", "")), "INT");
    EXPECT_EQ(stored_type("money", "")->name, "NUMERIC");
    EXPECT_EQ(stored_type("", "")->stored_as, "");
    EXPECT_EQ(render_type(*stored_type("", "NOCASE")), " COLLATE \"NOCASE\"");
    EXPECT_EQ(render_type(*stored_type("VARCHAR(3)", "NOCASE")), "VARCHAR(3) COLLATE \"NOCASE\"");
    EXPECT_EQ(stored_type("DOUBLE PRECISION", "")->name, "REAL");
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

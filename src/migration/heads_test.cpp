#include "migration/context.hpp"
#include "migration/heads.hpp"

#include <gtest/gtest.h>

namespace limbeck::migration {
namespace {

using Kind = revisions::VersionChange::Kind;

dialects::Statement statement(const char* dialect, Kind kind, const ContextOptions& options = {}, bool as_sql = true) {
    const revisions::VersionChange change{kind, kind == Kind::Insert ? "" : "a", kind == Kind::Delete ? "" : "b"};
    return version_statement(dialects::dialect_named(dialect), options, change, as_sql);
}

TEST(HeadsTest, WritesTheVersionTable) {
    ContextOptions options;
    const auto create = [&](const char* dialect) {
        return dialects::dialect_named(dialect)
            .ddl()
            .create_table(version_table_of(options), false, nullptr)
            .front()
            .text;
    };
    EXPECT_EQ(create("sqlite"), "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
                                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)");
    options.version_table_pk = false;
    options.version_table = "Versions";
    options.version_table_schema = "app";
    EXPECT_EQ(create("postgresql"), "CREATE TABLE app.\"Versions\" (\n\tversion_num VARCHAR(32) NOT NULL\n)");
}

TEST(HeadsTest, WritesChanges) {
    EXPECT_EQ(statement("postgresql", Kind::Update).text,
              "UPDATE alembic_version SET version_num='b' WHERE alembic_version.version_num = 'a'");
    EXPECT_EQ(statement("postgresql", Kind::Delete).text,
              "DELETE FROM alembic_version WHERE alembic_version.version_num = 'a'");
    EXPECT_EQ(statement("postgresql", Kind::Update).expected_rows, 1);
    EXPECT_EQ(statement("postgresql", Kind::Delete).expected_rows, 1);
    EXPECT_EQ(statement("postgresql", Kind::Insert).expected_rows, -1);
}

TEST(HeadsTest, PrintedInsertsReturnTheirKey) {
    const std::string insert = "INSERT INTO alembic_version (version_num) VALUES ('b')";
    EXPECT_EQ(statement("postgresql", Kind::Insert).text, insert + " RETURNING alembic_version.version_num");
    EXPECT_EQ(statement("sqlite", Kind::Insert).text, insert + " RETURNING version_num");
    EXPECT_EQ(statement("sqlite", Kind::Insert, {}, false).text, insert);
    ContextOptions keyless;
    keyless.version_table_pk = false;
    EXPECT_EQ(statement("postgresql", Kind::Insert, keyless).text, insert);
}

TEST(HeadsTest, QuotesWhatComesFromOutside) {
    ContextOptions options;
    options.version_table = "my versions";
    const auto made = version_statement(dialects::dialect_named("sqlite"), options, {Kind::Insert, "", "it's"}, false);
    EXPECT_EQ(made.text, "INSERT INTO \"my versions\" (version_num) VALUES ('it''s')");
    EXPECT_EQ(version_rows(dialects::dialect_named("sqlite").grammar(), options),
              "SELECT \"my versions\".version_num \nFROM \"my versions\"");
    EXPECT_EQ(purge_versions(dialects::dialect_named("sqlite").grammar(), options), "DELETE FROM \"my versions\"");
}

} // namespace
} // namespace limbeck::migration

#include "dialects/sqlite/script.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::dialects::sqlite {
namespace {

std::string refusal(const std::string& sql) {
    try {
        statements_of({"f.sql", sql});
    } catch (const Error& error) {
        return error.where() + ": " + error.what();
    }
    return "accepted";
}

TEST(SqliteScript, TellsStatementsApart) {
    const Statements found = statements_of(
        {"f.sql", "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
                  "CREATE TABLE a (b TEXT DEFAULT ';' -- ;\n);\nCREATE TABLE sqlite_sequence(name,seq);\n"
                  "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 'END;'; "
                  "END;\n;CREATE VIEW v AS SELECT b FROM a\n;COMMIT;"});
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].text, "CREATE TABLE a (b TEXT DEFAULT ';' -- ;\n)");
    EXPECT_EQ(found[0].origin, "f.sql:3");
    EXPECT_TRUE(found[1].text.ends_with("'END;'; END")) << found[1].text;
    EXPECT_EQ(found[2].text, "CREATE VIEW v AS SELECT b FROM a");
    EXPECT_EQ(found[2].origin, "f.sql:7");
}

TEST(SqliteScript, RefusesWhatIsNoStructure) {
    EXPECT_EQ(refusal("\nINSERT INTO a VALUES (1)"), "f.sql:2: INSERT is about rows, and a target says a structure");
    EXPECT_EQ(refusal(".schema"), "f.sql:1: '.schema' is a command of SQLite's shell, not SQL");
    EXPECT_EQ(refusal("CREATE TEMP TABLE t (a)"), "f.sql:1: a target cannot have CREATE TEMP");
    EXPECT_EQ(refusal("ATTACH 'x' AS y"), "f.sql:1: a target cannot have ATTACH X");
}

} // namespace
} // namespace limbeck::dialects::sqlite

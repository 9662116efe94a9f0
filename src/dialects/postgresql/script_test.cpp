#include "dialects/postgresql/script.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::dialects::postgresql {
namespace {

std::vector<std::string> texts(const std::string& sql) {
    std::vector<std::string> found;
    for (const ScriptStatement& statement : statements_of({"f.sql", sql}))
        found.push_back(statement.text);
    return found;
}

std::string refusal(const std::string& sql) {
    try {
        statements_of({"f.sql", sql});
    } catch (const Error& error) {
        return error.where() + ": " + error.what();
    }
    return "accepted";
}

using Texts = std::vector<std::string>;

TEST(PostgresqlScript, EndsStatementsWherePsqlDoes) {
    EXPECT_EQ(texts("SELECT 1; ;\n\n-- a; b\nSELECT ';' /* ; /* ; */ ; */ ;SELECT \";\""),
              (Texts{"SELECT 1", "SELECT ';' /* ; /* ; */ ; */ ", "SELECT \";\""}));
    EXPECT_EQ(texts("DO $a$ ; $b$ ; $a$; SELECT E'\\';'; SELECT '\\'"),
              (Texts{"DO $a$ ; $b$ ; $a$", "SELECT E'\\';'", "SELECT '\\'"}));
    EXPECT_EQ(texts("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b); SELECT 1"),
              (Texts{"CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)", "SELECT 1"}));
    EXPECT_EQ(texts("CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC; SELECT CASE WHEN true THEN 1 END; END; "
                    "SELECT 2"),
              (Texts{"CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC; SELECT CASE WHEN true THEN 1 END; END",
                     "SELECT 2"}));
    EXPECT_EQ(texts("\xEF\xBB\xBF\\restrict x\nBEGIN;\nEND;\n\\unrestrict x\n"), (Texts{"BEGIN", "END"}));
    EXPECT_EQ(texts(" \n-- nothing\n"), Texts{});
}

TEST(PostgresqlScript, KnowsLines) {
    const auto found = statements_of({"a/f.sql", "-- one\n\nSELECT '\n\n';\nSELECT 2"});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].place, "a/f.sql:3");
    EXPECT_EQ(found[1].place, "a/f.sql:6");
}

TEST(PostgresqlScript, RefusesWhatIsNoStructure) {
    EXPECT_EQ(refusal("SELECT 1;\n\\copy t from x"), "f.sql:2: '\\copy' is a command of psql, not SQL");
    EXPECT_EQ(refusal("\nCOPY t (a) FROM stdin;\n1'\n\\.\n"),
              "f.sql:2: COPY brings rows, and a target says a structure");
    EXPECT_EQ(refusal("SELECT 1;\nSELECT 'a"), "f.sql:2: the quoted text that begins here does not end");
    EXPECT_EQ(refusal("SELECT $a$ $b$ "), "f.sql:1: the quoted text that begins here does not end");
}

TEST(PostgresqlScript, TokensAreUnquoted) {
    std::string shown;
    for (const Token& token : tokens_of("Create \"A\"\"b\" 'it''s' E'a\\'b' $x$ c $x$ $1 a1 1.5 -- z"))
        shown += "[" + token.value + "]";
    EXPECT_EQ(shown, "[create][A\"b][it's][a\\'b][ c ][$][1][a1][1][.][5][]");
}

} // namespace
} // namespace limbeck::dialects::postgresql

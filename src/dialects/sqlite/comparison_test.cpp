#include "dialects/comparison.hpp"
#include "dialects/dialect.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "dialects/sqlite/types.hpp"
#include "sql/expression.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::sqlite {

void PrintTo(const Comparison::Answer& answer, std::ostream* out) {
    *out << (answer == Comparison::Answer::Same        ? "same"
             : answer == Comparison::Answer::Different ? "different"
                                                       : "unknown");
}

namespace {

using Answer = Comparison::Answer;

const Comparison& comparison() {
    return dialect_named("sqlite").comparison();
}

Answer type(const char* declared, const std::string& stored, std::optional<int> length = {},
            const char* collation = "") {
    schema::Type type;
    type.name = declared;
    type.length = length;
    type.collation = collation;
    return comparison().same_type(type, *stored_type(stored, ""));
}

Answer server_default(const sql::ExpressionPtr& declared, const std::optional<std::string>& stored,
                      const char* stored_as = "TEXT") {
    schema::Column ours, theirs;
    ours.server_default = declared;
    theirs.type = stored_type(stored_as, "");
    if (stored)
        theirs.server_default = reflected_text(*stored);
    return comparison().same_default(ours, theirs);
}

TEST(SqliteComparison, Types) {
    EXPECT_EQ(type("Integer", "INTEGER"), Answer::Same);
    EXPECT_EQ(type("Integer", "INT"), Answer::Same);
    EXPECT_EQ(type("BigInteger", "INTEGER"), Answer::Different);
    EXPECT_EQ(type("String", "varchar(20)", 20), Answer::Same);
    EXPECT_EQ(type("String", "VARCHAR(30)", 20), Answer::Different);
    EXPECT_EQ(type("Numeric", "DECIMAL"), Answer::Same);
    EXPECT_EQ(type("Uuid", "CHAR(32)"), Answer::Same);
    EXPECT_EQ(type("LargeBinary", "BLOB"), Answer::Same);
    EXPECT_EQ(type("DOUBLE_PRECISION", "DOUBLE PRECISION"), Answer::Same);
    EXPECT_EQ(type("Text", ""), Answer::Same);
    EXPECT_EQ(type("NullType", "TEXT"), Answer::Same);
    EXPECT_EQ(type("Text", "TEXT", {}, "NOCASE"), Answer::Different);
    EXPECT_EQ(type("Text", "TEXT", {}, "binary"), Answer::Same);
    EXPECT_EQ(type("ARRAY", "TEXT"), Answer::Unknown);
}

TEST(SqliteComparison, Defaults) {
    EXPECT_EQ(server_default(sql::literal("x"), "'x'"), Answer::Same);
    EXPECT_EQ(server_default(sql::literal("5"), "5", "INTEGER"), Answer::Same);
    EXPECT_EQ(server_default(sql::literal("5"), "5", "BLOB"), Answer::Different);
    EXPECT_EQ(server_default(sql::text("-5"), "'-5'", "NUMERIC"), Answer::Same);
    EXPECT_EQ(server_default(sql::text("TRUE"), "1", "BOOLEAN"), Answer::Same);
    EXPECT_EQ(server_default(sql::text("(1 + 2)"), "1+2"), Answer::Same);
    EXPECT_EQ(server_default(sql::text("current_timestamp"), "CURRENT_TIMESTAMP"), Answer::Same);
    EXPECT_EQ(server_default(sql::text("'CURRENT_TIMESTAMP'"), "CURRENT_TIMESTAMP"), Answer::Different);
    EXPECT_EQ(server_default(sql::text("'a'"), "'A'"), Answer::Different);
    EXPECT_EQ(server_default(nullptr, std::nullopt), Answer::Same);
    EXPECT_EQ(server_default(nullptr, "NULL"), Answer::Same);
    EXPECT_EQ(server_default(sql::text("NULL"), std::nullopt), Answer::Same);
    EXPECT_EQ(server_default(nullptr, "0"), Answer::Different);
    EXPECT_EQ(server_default(sql::text("' :x'"), "' :x'"), Answer::Unknown); // a bind parameter without a value
}

TEST(SqliteComparison, Expressions) {
    const auto same = [](const char* declared, const char* stored) {
        return comparison().same_expression(sql::text(declared), reflected_text(stored));
    };
    EXPECT_EQ(same("a>0 AND b", "( \"a\" > 0\n  and B /* so */ )"), Answer::Same);
    EXPECT_EQ(same("(a) + (b)", "a) + (b"), Answer::Different);
    EXPECT_EQ(same("x = 'a'", "x = 'A'"), Answer::Different);
    EXPECT_EQ(same("x = 'a'", "x = \"a\""), Answer::Different);
    EXPECT_EQ(same("x = null", "x = \"null\""), Answer::Different);
    EXPECT_EQ(comparison().same_expression(nullptr, nullptr), Answer::Same);
    EXPECT_EQ(comparison().same_expression(nullptr, sql::text("x")), Answer::Different);
}

TEST(Tokens, NamesInAnExpression) {
    EXPECT_TRUE(names("length(\"a b\") > 0", "A B"));
    EXPECT_TRUE(names("x>0", "X"));
    EXPECT_FALSE(names("xy > 'x' -- x", "x"));
}

} // namespace
} // namespace limbeck::dialects::sqlite

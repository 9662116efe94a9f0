#include "autogenerate/by_text.hpp"
#include "dialects/dialect.hpp"
#include "dialects/reflected_text.hpp"
#include "sql/expression.hpp"

#include <gtest/gtest.h>

namespace limbeck::autogenerate {
namespace {

schema::Table with_check(const std::string& text) {
    schema::Table table;
    table.name = "t";
    schema::Check check;
    check.name = schema::Name("ck", true);
    check.sqltext = dialects::reflected_text(text);
    table.constraints.emplace_back(check);
    return table;
}

std::string check_kept(const std::string& judged, const std::string& existing) {
    schema::Table table = with_check(judged);
    keep_same_values(with_check("a <> 'x'"), table, with_check(existing), dialects::dialect_named("mysql"));
    return std::get<schema::Check>(table.constraints.front()).sqltext->get_if<sql::Text>()->text;
}

/// MySQL's word for the characters of a text is another one once a table of other characters has been altered.
TEST(ByText, ACheckThatSaysTheSameKeepsTheWordsOfTheDatabase) {
    EXPECT_EQ(check_kept("(`a` <> _utf8mb4'x')", "(`a` <> _latin1'x')"), "(`a` <> _latin1'x')");
    EXPECT_EQ(check_kept("(`a` <> _utf8mb4'x')", "(`a` <> _binary'x')"), "(`a` <> _utf8mb4'x')");
    EXPECT_EQ(check_kept("(`a` <> _utf8mb4'x')", "(`a` <> _latin1'y')"), "(`a` <> _utf8mb4'x')");
}

} // namespace
} // namespace limbeck::autogenerate

#include "sql/scanner.hpp"

#include <gtest/gtest.h>

namespace limbeck::sql {
namespace {

using Texts = std::vector<std::string>;
using Kind = Token::Kind;

constexpr Quoting postgresql{.escape_texts = true, .dollar_texts = true, .nested_comments = true, .folds_words = true};
constexpr Quoting sqlite{.names = "\"`[", .dollar_words = true};
constexpr Quoting mysql{
    .names = "`", .texts = "'\"", .backslashes = true, .hash_comments = true, .spaced_dashes = true};

/// Each token as its kind's first letter and its value.
Texts tokens(std::string_view text, const Quoting& quoting) {
    Texts found;
    for (const Token& token : tokens_of(text, quoting))
        found.push_back("WQTNSE"[static_cast<int>(token.kind)] + (":" + token.value));
    return found;
}

TEST(Scanner, ReadsStandardSql) {
    EXPECT_EQ(tokens("SELECT a$b, \"x\"\"y\" -- c\n /* ' */ = 'it''s' + 1.5", Quoting()),
              (Texts{"W:SELECT", "W:a$b", "S:,", "Q:x\"y", "S:=", "T:it's", "S:+", "N:1", "S:.", "N:5", "E:"}));
    EXPECT_EQ(tokens("/* a /* b */ c */", Quoting()), (Texts{"W:c", "S:*", "S:/", "E:"}));
}

TEST(Scanner, KnowsEachDatabasesQuotes) {
    EXPECT_EQ(tokens("E'a\\'b' $t$ $$ $t$ $1 /* /* */ */ X'1'", postgresql),
              (Texts{"T:a\\'b", "T: $$ ", "S:$", "N:1", "W:x", "T:1", "E:"}));
    EXPECT_EQ(tokens("'a\\' E '", postgresql), (Texts{"T:a\\", "W:e", "T:", "E:"}));
    EXPECT_EQ(tokens("[a b] `c``d` $e 'x\\'", sqlite), (Texts{"Q:a b", "Q:c`d", "W:$e", "T:x\\", "E:"}));
    EXPECT_EQ(tokens("`a` \"b\\\"c\" 'd\\'e' # f ' \n g", mysql), (Texts{"Q:a", "T:b\\\"c", "T:d\\'e", "W:g", "E:"}));
    EXPECT_EQ(tokens("5--1 -- 2\n3 --", mysql), (Texts{"N:5", "S:-", "S:-", "N:1", "N:3", "E:"}));
}

TEST(Scanner, PassesOverQuotes) {
    const std::string_view text = "a 'b' c";
    EXPECT_EQ(after_quoted(text, 0, Quoting()), 0U);
    EXPECT_EQ(after_quoted(text, 2, Quoting()), 5U);
    EXPECT_EQ(after_quoted("E'\\''x", 1, postgresql), 5U); // from the quote itself
    EXPECT_EQ(after_quoted("'open", 0, Quoting()), 5U);
    EXPECT_EQ(after_comment("-- x\ny", 0, Quoting()), 4U);
    EXPECT_EQ(after_parentheses("f(a, (b), ')', \")\" /* ) */) c)", 1, Quoting()), 27U);
    EXPECT_EQ(after_parentheses("((a)", 0, Quoting()), 0U);
}

} // namespace
} // namespace limbeck::sql

#include "dialects/postgresql/grammar.hpp"
#include "dialects/shape.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects {
namespace {

TEST(Shape, IsToldFromText) {
    const auto shape_of = [](const char* text) { return dialects::shape_of(text, postgresql::grammar().quoting()); };
    for (const char* text : {"", "  \n", "-- only words", "/* a /* b */ c */", ";", " ; -- x"})
        EXPECT_EQ(shape_of(text), Shape::Empty) << text;
    for (const char* text :
         {"SELECT 1", "SELECT 1;", "SELECT ';' -- ;", "SELECT \";\" /* ; */ ;  -- end", "DO $$ BEGIN; END $$",
          "SELECT $tag$ ; $$ ; $tag$", "SELECT E'\\';'", "SELECT $1;", "SELECT 'it''s; it'", "SELECT a$b$c"})
        EXPECT_EQ(shape_of(text), Shape::One) << text;
    for (const char* text :
         {"SELECT 1; SELECT 2", "SELECT 1;; x", "SELECT '\\'; SELECT 2 --'", "INSERT INTO t VALUES ($$a$$); COMMIT"})
        EXPECT_EQ(shape_of(text), Shape::Several) << text;
    for (const char* text : {"COMMIT", "begin;", "/* x */ Rollback", "END", "START TRANSACTION"})
        EXPECT_EQ(shape_of(text), Shape::Control) << text;
}

TEST(Shape, EndOfAStatement) {
    const auto without_end = [](const char* text) {
        return dialects::without_end(text, postgresql::grammar().quoting());
    };
    EXPECT_EQ(without_end("SELECT 1"), "SELECT 1");
    EXPECT_EQ(without_end("SELECT ';'; "), "SELECT ';'");
    EXPECT_EQ(without_end("SELECT 1 -- a ; b\n ;; -- end"), "SELECT 1 -- a ; b\n ");
    EXPECT_EQ(without_end("; SELECT 1;"), "; SELECT 1");
    EXPECT_EQ(without_end(";"), ";");
}

} // namespace
} // namespace limbeck::dialects

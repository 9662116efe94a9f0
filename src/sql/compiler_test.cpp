#include "sql/compiler.hpp"
#include "sql/plain.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <limits>

namespace limbeck::sql {
namespace {

std::string literal_sql(const ExpressionPtr& expression) {
    CompileOptions options;
    options.binds = Binds::Literal;
    return compile(*expression, default_grammar(), options).text;
}

TEST(Compiler, TextTakesBindsAndEscapedColons) {
    EXPECT_EQ(literal_sql(text("a = '\\:x' and b::int > 1 and '12:30' = c")),
              "a = ':x' and b::int > 1 and '12:30' = c");
    CompileOptions named;
    named.binds = Binds::Named;
    EXPECT_EQ(compile(*text("a = :x"), default_grammar(), named).text, "a = :x");
}

TEST(Compiler, ParametersWinAndAreOrderedAsTheText) {
    const auto tree = text("a = :x and b = :y and c = :x");
    const Compiled compiled = compile(*tree, default_grammar(), {}, Map{{"x", 1}, {"y", "two"}});
    EXPECT_EQ(compiled.text, "a = ? and b = ? and c = ?");
    EXPECT_EQ(compiled.parameters, (List{1, "two", 1}));
}

TEST(Compiler, MissingValueNamesTheBind) {
    try {
        compile(*text("a = :x"), default_grammar());
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "A value is required for bind parameter 'x'");
    }
}

TEST(Compiler, GroupsByPrecedence) {
    const auto a = column("a"), b = column("b");
    const auto either = or_({binary(a, "eq", literal(1)), binary(b, "gt", literal(2))});
    EXPECT_EQ(literal_sql(and_({binary(a, "ne", b), either})), "a != b AND (a = 1 OR b > 2)");
    EXPECT_EQ(literal_sql(binary(binary(a, "add", b), "mul", literal(2))), "(a + b) * 2");
    EXPECT_EQ(literal_sql(binary(binary(a, "mul", b), "add", literal(2))), "a * b + 2");
}

TEST(Compiler, NotBecomesTheOppositeOperator) {
    EXPECT_EQ(literal_sql(not_(binary(column("a"), "lt", literal(1)))), "a >= 1");
    EXPECT_EQ(literal_sql(not_(func("f"))), "NOT f()");
}

TEST(Compiler, ExpressionsInDdlNameNoTable) {
    CompileOptions options;
    options.binds = Binds::Literal;
    options.include_table = false;
    EXPECT_EQ(compile(*binary(column("t", "a"), "gt", literal(0)), default_grammar(), options).text, "a > 0");
}

TEST(Compiler, InsertTakesParametersAsRows) {
    Insert insert;
    insert.table = table("t", {}, {{"id", nullptr}, {"name", nullptr}});
    const auto tree = make(insert);
    const List rows{Map{{"name", "x"}, {"id", 1}}, Map{{"name", "y"}, {"id", 2}}};
    const Compiled compiled = compile(*tree, default_grammar(), {}, rows);
    EXPECT_EQ(compiled.text, "INSERT INTO t (id, name) VALUES (?, ?), (?, ?)");
    EXPECT_EQ(compiled.parameters, (List{1, "x", 2, "y"}));
}

TEST(Compiler, UpdateTakesParametersThatAreNoBinds) {
    Update update;
    update.table = table("t", {}, {{"id", nullptr}, {"name", nullptr}});
    Bind bind;
    bind.key = "wanted";
    bind.has_value = false;
    update.where = {binary(column("t", "id"), "eq", make(bind))};
    const Compiled compiled = compile(*make(update), default_grammar(), {}, Map{{"wanted", 7}, {"name", "x"}});
    EXPECT_EQ(compiled.text, "UPDATE t SET name=? WHERE t.id = ?");
    EXPECT_EQ(compiled.parameters, (List{"x", 7}));
}

TEST(Compiler, SelectKnowsItsColumns) {
    Select select;
    select.columns = {column("t", "id", schema::make_type("Integer")), func("count", {literal_column("*")})};
    select.from = {table("t")};
    const Compiled compiled = compile(*make(select), default_grammar());
    EXPECT_EQ(compiled.text, "SELECT t.id, count(*) AS count_1 \nFROM t");
    ASSERT_EQ(compiled.columns.size(), 2u);
    EXPECT_TRUE(compiled.returns_rows);
    EXPECT_EQ(compiled.columns[0].name, "id");
    EXPECT_EQ(compiled.columns[1].name, "count_1");
}

TEST(Plain, RefusesWhatItDoesNotKnow) {
    EXPECT_THROW(from_plain(Map{{"node", "nonsense"}}), Error);
    EXPECT_THROW(from_plain(Map{{"node", "text"}, {"txt", "1"}}), Error);
}

TEST(Plain, AnythingElseIsALiteral) {
    EXPECT_EQ(literal_sql(from_plain("it's")), "'it''s'");
    EXPECT_EQ(literal_sql(from_plain(5)), "5");
}

TEST(Json, IsWrittenAsPythonWritesIt) {
    EXPECT_EQ(json_text(Map{{"a", List{1, 2.5, Value(), true, "x\n\xc3\xa9\xf0\x9f\x98\x80"}}}),
              "{\"a\": [1, 2.5, null, true, \"x\\n\\u00e9\\ud83d\\ude00\"]}");
    EXPECT_EQ(json_value("{\"a\": [1, null]}"), Value(Map{{"a", List{1, Value()}}}));
}

TEST(FloatText, IsPythonsRepr) {
    EXPECT_EQ(float_text(1), "1.0");
    EXPECT_EQ(float_text(1e16), "1e+16");
    EXPECT_EQ(float_text(0.1), "0.1");
    EXPECT_EQ(float_text(0.00001), "1e-05");
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(float_text(infinity), "inf");
    EXPECT_EQ(float_text(-infinity), "-inf");
    EXPECT_EQ(float_text(-0.0), "-0.0");
}

TEST(Compiler, ColumnsThatTheTableDoesNotHaveAreRefused) {
    Insert insert;
    insert.table = table("t", "", {{"a", schema::make_type("Integer")}});
    insert.rows.push_back({{"z", literal(1), nullptr}});
    EXPECT_THROW(literal_sql(make(std::move(insert))), Error);
}

TEST(Compiler, QuotesNamesThatAreNoPlainWords) {
    const Grammar& grammar = default_grammar();
    EXPECT_EQ(grammar.quote("a_1$"), "a_1$");
    EXPECT_EQ(grammar.quote("$a"), "\"$a\"");
    EXPECT_EQ(grammar.quote("1a"), "\"1a\"");
    EXPECT_EQ(grammar.quote("A"), "\"A\"");
    EXPECT_EQ(grammar.quote("order"), "\"order\"");
    EXPECT_EQ(grammar.quote("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(grammar.quote(""), "\"\"");
}

} // namespace
} // namespace limbeck::sql

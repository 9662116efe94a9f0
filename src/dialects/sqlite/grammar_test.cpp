#include "dialects/sqlite/grammar.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::dialects::sqlite {
namespace {

Value bound(const Value& value, const char* type) {
    return grammar().bind_value(value, schema::make_type(type).get());
}
Value read(const Value& value, const char* type) {
    return grammar().convert_result(value, *schema::make_type(type));
}

TEST(SqliteGrammar, BindsAsSqlalchemyStores) {
    EXPECT_EQ(bound(DateTime{"2020-01-02 03:04:05"}, "DateTime"), Value("2020-01-02 03:04:05.000000"));
    EXPECT_EQ(bound(DateTime{"2020-01-02 03:04:05.5+02:00"}, "DateTime"), Value("2020-01-02 03:04:05.500000"));
    EXPECT_EQ(bound(Date{"2020-01-02"}, "DateTime"), Value("2020-01-02 00:00:00.000000"));
    EXPECT_EQ(bound(Time{"03:04:05"}, "Time"), Value("03:04:05.000000"));
    EXPECT_EQ(bound(true, "Boolean"), Value(1));
    EXPECT_EQ(bound(Uuid{"00000000-0000-0000-0000-000000000005"}, "Uuid"), Value("00000000000000000000000000000005"));
    EXPECT_EQ(bound(Decimal{"1.50"}, "Numeric"), Value(1.5));
    EXPECT_EQ(bound(Map{{"a", 1}}, "JSON"), Value("{\"a\": 1}"));
    EXPECT_EQ(bound(Interval{-1, 5, 7}, "Interval"), Value("1969-12-31 00:00:05.000007"));
}

TEST(SqliteGrammar, ReadsBackWhatItBinds) {
    EXPECT_EQ(read("2020-01-02 03:04:05.000000", "DateTime"), Value(DateTime{"2020-01-02 03:04:05"}));
    EXPECT_EQ(read("2020-01-02", "Date"), Value(Date{"2020-01-02"}));
    EXPECT_EQ(read("1969-12-31 00:00:05.000007", "Interval"), Value(Interval{-1, 5, 7}));
    EXPECT_EQ(read(1, "Boolean"), Value(true));
    EXPECT_EQ(read("00000000000000000000000000000005", "Uuid"), Value(Uuid{"00000000-0000-0000-0000-000000000005"}));
    EXPECT_EQ(read(1.5, "Numeric"), Value(Decimal{"1.5000000000"}));
    EXPECT_EQ(read("{\"a\": 1}", "JSON"), Value(Map{{"a", 1}}));
    EXPECT_EQ(read("2020-01-02T03:04:05.5", "DateTime"), Value(DateTime{"2020-01-02 03:04:05.5"}));
    EXPECT_EQ(read("2020-01-02", "DateTime"), Value(DateTime{"2020-01-02 00:00:00"}));
    EXPECT_EQ(read("03:04:05.250000", "Time"), Value(Time{"03:04:05.250000"}));
    EXPECT_EQ(read(7, "Numeric"), Value(Decimal{"7.0000000000"}));
}

TEST(SqliteGrammar, TextThatIsNoDateIsRefused) {
    for (const auto& [text, type] : {std::pair{"yesterday", "Date"},
                                     {"2020-01-02 03:04:05", "Date"},
                                     {"2020-1-2", "Date"},
                                     {"2020-01-02 03", "DateTime"},
                                     {"now", "DateTime"},
                                     {"3:04", "Time"}})
        EXPECT_THROW(read(text, type), Error) << text << " as " << type;
}

TEST(SqliteGrammar, DoublesQuotesInJson) {
    EXPECT_EQ(grammar().literal(Map{{"a", "it's"}}, schema::make_type("JSON").get()), "'{\"a\": \"it''s\"}'");
}

TEST(SqliteGrammar, QuotesReservedWords) {
    EXPECT_EQ(grammar().quote("order"), "\"order\"");
    EXPECT_EQ(grammar().quote("name"), "name");
    EXPECT_EQ(grammar().quote("Name"), "\"Name\"");
    EXPECT_EQ(grammar().quote("1st"), "\"1st\"");
    EXPECT_EQ(grammar().quote_always("a\"b"), "\"a\"\"b\"");
}

} // namespace
} // namespace limbeck::dialects::sqlite

#include "dialects/postgresql/grammar.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::postgresql {
namespace {

std::string inlined(const Value& value, const char* type = nullptr) {
    return grammar().inline_value(value, type ? schema::make_type(type).get() : nullptr);
}

TEST(PostgresqlGrammar, WritesValuesAsPsycopg2Does) {
    EXPECT_EQ(inlined("it's"), "'it''s'");
    EXPECT_EQ(inlined("a\\b"), " E'a\\\\b'");
    EXPECT_EQ(inlined(-5), " -5");
    EXPECT_EQ(inlined(1.0), "1.0");
    EXPECT_EQ(inlined(true), "true");
    EXPECT_EQ(inlined(Value()), "NULL");
    EXPECT_EQ(inlined(DateTime{"2020-01-02 03:04:05"}), "'2020-01-02T03:04:05'::timestamp");
    EXPECT_EQ(inlined(DateTime{"2020-01-02 03:04:05+00:00"}), "'2020-01-02T03:04:05+00:00'::timestamptz");
    EXPECT_EQ(inlined(Date{"2020-01-02"}), "'2020-01-02'::date");
    EXPECT_EQ(inlined(Time{"03:04:05"}), "'03:04:05'::time");
    EXPECT_EQ(inlined(Interval{-1, 5, 7}), "'-1 days 5.000007 seconds'::interval");
    EXPECT_EQ(inlined(Bytes{"ab"}), "'\\x6162'::bytea");
    EXPECT_EQ(inlined("a\\b'c"), " E'a\\\\b''c'");
    EXPECT_EQ(inlined(Bytes{"\xff\x01"}), "'\\xff01'::bytea");
    EXPECT_EQ(inlined(List{"a", Value()}), "ARRAY['a',NULL]");
    EXPECT_EQ(inlined(List{}), "'{}'");
    EXPECT_EQ(inlined(Map{{"a", "b'c"}}, "JSONB"), "'{\"a\": \"b''c\"}'");
    EXPECT_EQ(inlined(Uuid{"00000000-0000-0000-0000-000000000005"}), "'00000000-0000-0000-0000-000000000005'::uuid");
}

TEST(PostgresqlGrammar, OfflineTextDoublesPercentSigns) {
    EXPECT_EQ(grammar().offline_text("LIKE 'a%'"), "LIKE 'a%%'");
}

TEST(PostgresqlGrammar, QuotesReservedWords) {
    EXPECT_EQ(grammar().quote("user"), "\"user\"");
    EXPECT_EQ(grammar().quote("window"), "\"window\"");
    EXPECT_EQ(grammar().quote("name"), "name");
    EXPECT_EQ(grammar().qualified("app", "Order"), "app.\"Order\"");
}

TEST(PostgresqlGrammar, LiteralsOfJsonAndOfUuidsThatAreNoType) {
    const auto json = schema::make_type("JSON");
    EXPECT_EQ(grammar().literal(Map{{"a", "it's"}}, json.get()), "'{\"a\": \"it''s\"}'");
    schema::Type digits = *schema::make_type("Uuid");
    digits.native_uuid = false;
    const Value uuid = Uuid{"00000000-0000-0000-0000-000000000005"};
    EXPECT_EQ(grammar().literal(uuid, &digits), "'00000000000000000000000000000005'");
    EXPECT_EQ(grammar().inline_value(uuid, &digits), "'00000000000000000000000000000005'");
    EXPECT_EQ(grammar().convert_result("00000000000000000000000000000005", digits), uuid);
}

TEST(PostgresqlGrammar, ReadsNumbersForTheirType) {
    schema::Type type = *schema::make_type("Numeric");
    EXPECT_EQ(grammar().convert_result(Decimal{"1.50"}, type), Value(Decimal{"1.50"}));
    type.rows.asdecimal = false;
    EXPECT_EQ(grammar().convert_result(Decimal{"1.50"}, type), Value(1.5));
    schema::Type array = *schema::make_type("ARRAY");
    array.item = std::make_shared<schema::Type>(type);
    EXPECT_EQ(grammar().convert_result(List{Decimal{"1.50"}, Value()}, array), Value(List{1.5, Value()}));
}

} // namespace
} // namespace limbeck::dialects::postgresql

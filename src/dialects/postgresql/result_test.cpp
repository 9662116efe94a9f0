#include "dialects/postgresql/result.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::postgresql {
namespace {

TEST(PostgresqlValues, AreReadByTheirType) {
    EXPECT_EQ(read_value(16, "t"), Value(true));
    EXPECT_EQ(read_value(23, "-7"), Value(-7));
    EXPECT_EQ(read_value(701, "1.5"), Value(1.5));
    EXPECT_EQ(read_value(1700, "1.10"), Value(Decimal{"1.10"}));
    EXPECT_EQ(read_value(17, "\\x0061"), Value(Bytes{std::string("\0a", 2)}));
    EXPECT_EQ(read_value(25, "x"), Value("x"));
    EXPECT_EQ(read_value(2950, "11111111-2222-3333-4444-555555555555"),
              Value(Uuid{"11111111-2222-3333-4444-555555555555"}));
    EXPECT_EQ(read_value(3802, R"({"b": [1, null, 2.5], "a": true})"),
              Value(Map{{"b", List{1, {}, 2.5}}, {"a", true}}));
}

TEST(PostgresqlValues, DatesAndTimes) {
    EXPECT_EQ(read_value(1082, "2026-01-31"), Value(Date{"2026-01-31"}));
    EXPECT_EQ(read_value(1082, "infinity"), Value("infinity"));
    EXPECT_EQ(read_value(1082, "0044-03-15 BC"), Value("0044-03-15 BC"));
    EXPECT_EQ(read_value(1083, "12:30:00.5"), Value(Time{"12:30:00.500000"}));
    EXPECT_EQ(read_value(1184, "2026-01-31 12:30:00+02"), Value(DateTime{"2026-01-31 12:30:00+02:00"}));
    EXPECT_EQ(read_value(1184, "2026-01-31 12:30:00.25-03:30"), Value(DateTime{"2026-01-31 12:30:00.250000-03:30"}));
    EXPECT_EQ(read_value(1186, "1 year 2 mons -3 days +04:05:06.789"), Value(Interval{422, 14706, 789000}));
    EXPECT_EQ(read_value(1186, "-00:00:01.5"), Value(Interval{0, -1, -500000}));
    EXPECT_EQ(read_value(1186, "00:00:00"), Value(Interval{}));
}

TEST(PostgresqlValues, Arrays) {
    EXPECT_EQ(read_value(1007, "{1,NULL,3}"), Value(List{1, {}, 3}));
    EXPECT_EQ(read_value(1007, "{}"), Value(List{}));
    EXPECT_EQ(read_value(1007, "{{1,2},{3,4}}"), Value(List{List{1, 2}, List{3, 4}}));
    EXPECT_EQ(read_value(1007, "[0:1]={5,6}"), Value(List{5, 6}));
    EXPECT_EQ(read_value(1009, R"({"a,b","c\"d",NULL,"NULL"})"), Value(List{"a,b", "c\"d", {}, "NULL"}));
}

} // namespace
} // namespace limbeck::dialects::postgresql

#include "dialects/dialect.hpp"
#include "sql/insert_rows.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::dialects {
namespace {

TEST(InsertRows, WritesWhatTheCompilerWrites) {
    const std::vector<Value> values{
        Value(),
        true,
        7,
        2.5,
        "it's \\ 'so'",
        Bytes{std::string("\0x", 2)},
        Decimal{"1.50"},
        Date{"2026-01-31"},
        Time{"12:30:00"},
        DateTime{"2026-01-31 12:30:00"},
        Interval{1, 2, 3},
        Uuid{"00000000-0000-0000-0000-000000000005"},
        List{1, 2},
        Map{{"a", List{1, Value()}}},
    };
    for (const char* name : {"sqlite", "postgresql"}) {
        const sql::Grammar& grammar = dialect_named(name).grammar();
        for (const char* type : {"", "Integer", "Numeric", "Float", "String", "Boolean", "JSON", "LargeBinary", "Date",
                                 "Time", "DateTime", "Interval", "Uuid"})
            for (const Value& value : values) {
                const Value other("x");
                const std::vector<sql::TableColumn> columns{{"order", *type ? schema::make_type(type) : nullptr},
                                                            {"b", nullptr}};
                sql::Insert insert;
                insert.table = sql::table("t", "App", columns);
                insert.multi = true;
                for (int row = 0; row < 2; ++row)
                    insert.rows.push_back({{"order", sql::literal(value, columns[0].type), nullptr},
                                           {"b", sql::literal(other), nullptr}});
                const sql::ExpressionPtr tree = sql::make(std::move(insert));
                const auto rows = [&] {
                    return sql::insert_rows(grammar, "App", "t", columns, {&value, &other, &value, &other});
                };
                sql::Compiled wanted;
                try {
                    wanted = sql::compile(*tree, grammar);
                } catch (const Error&) {
                    EXPECT_THROW(rows(), Error);
                    continue;
                }
                const sql::Compiled made = rows();
                EXPECT_EQ(made.text, wanted.text);
                EXPECT_EQ(made.parameters, wanted.parameters);
            }
    }
}

} // namespace
} // namespace limbeck::dialects

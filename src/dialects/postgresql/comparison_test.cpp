#include "dialects/comparison.hpp"
#include "dialects/dialect.hpp"
#include "dialects/postgresql/settled_text.hpp"
#include "dialects/postgresql/type_names.hpp"
#include "schema/schema.hpp"
#include "sql/expression.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::postgresql {
namespace {

using Answer = Comparison::Answer;

const Comparison& comparison() {
    return dialect_named("postgresql").comparison();
}

schema::Type type(const std::string& name, std::optional<int> length = {}) {
    schema::Type made;
    made.name = name;
    made.length = length;
    return made;
}

Answer types(const schema::Type& declared, const char* stored) {
    return comparison().same_type(declared, *type_of_name(stored));
}

Answer defaults(const sql::ExpressionPtr& declared, const char* stored, const char* type = "text") {
    schema::Column ours, theirs;
    ours.server_default = declared;
    theirs.type = type_of_name(type);
    if (stored)
        theirs.server_default = sql::text(stored);
    return comparison().same_default(ours, theirs);
}

TEST(PostgresqlComparison, Types) {
    EXPECT_EQ(types(type("String", 50), "character varying(50)"), Answer::Same);
    EXPECT_EQ(types(type("String"), "character varying(50)"), Answer::Different);
    EXPECT_EQ(types(type("Text"), "character varying"), Answer::Different);
    EXPECT_EQ(types(type("Integer"), "integer"), Answer::Same);
    EXPECT_EQ(types(type("Float"), "double precision"), Answer::Same);
    EXPECT_EQ(types(type("CHAR"), "character(1)"), Answer::Same);
    schema::Type numeric = type("Numeric");
    numeric.precision = 10;
    EXPECT_EQ(types(numeric, "numeric(10,0)"), Answer::Same);
    EXPECT_EQ(types(numeric, "numeric(10,2)"), Answer::Different);
    schema::Type moment = type("DateTime");
    EXPECT_EQ(types(moment, "timestamp without time zone"), Answer::Same);
    moment.timezone = true;
    EXPECT_EQ(types(moment, "timestamp without time zone"), Answer::Different);
    schema::Type array = type("ARRAY");
    array.item = std::make_shared<schema::Type>(type("String", 3));
    EXPECT_EQ(types(array, "character varying(3)[]"), Answer::Same);
    EXPECT_EQ(types(array, "text[]"), Answer::Different);
    schema::Type collated = type("Text");
    collated.collation = "C";
    EXPECT_EQ(types(collated, "text"), Answer::Unknown);
    EXPECT_EQ(types(type("Geometry"), "geometry(Point,4326)"), Answer::Unknown);
    schema::Type own = type("UserDefined");
    own.spec = "LTREE";
    EXPECT_EQ(types(own, "ltree"), Answer::Same);
    EXPECT_EQ(types(type("HSTORE"), "public.hstore"), Answer::Unknown);

    schema::Type mood = type("Enum"), kind = type("ENUM");
    mood.type_name = "mood";
    mood.labels.emplace().labels = {"a"};
    kind.type_name = "mood";
    kind.labels.emplace().labels = {"a", "b"};
    EXPECT_EQ(comparison().same_type(mood, kind), Answer::Same); // labels are compared elsewhere
    kind.schema = "app";
    EXPECT_EQ(comparison().same_type(mood, kind), Answer::Unknown);
    EXPECT_EQ(types(mood, "text"), Answer::Different);
    mood.labels->native_enum = false;
    mood.length = 1;
    EXPECT_EQ(types(mood, "character varying(1)"), Answer::Same);
}

TEST(PostgresqlComparison, Defaults) {
    const auto value = [](const char* text) { return sql::text(text); };
    EXPECT_EQ(defaults(value("'x'"), "'x'::text"), Answer::Same);
    EXPECT_EQ(defaults(value("'x'::varchar"), "'x'::character varying", "character varying(9)"), Answer::Same);
    EXPECT_EQ(defaults(value("'x'"), "'y'::text"), Answer::Different);
    EXPECT_EQ(defaults(value("'{}'"), "'{}'::jsonb", "jsonb"), Answer::Same);
    EXPECT_EQ(defaults(value("'{\"a\": 1}'"), "'{}'::jsonb", "jsonb"), Answer::Unknown);
    EXPECT_EQ(defaults(value("0"), "0", "integer"), Answer::Same);
    EXPECT_EQ(defaults(value("'0'"), "0", "integer"), Answer::Same);
    EXPECT_EQ(defaults(value("-1"), "'-1'::integer", "integer"), Answer::Same);
    EXPECT_EQ(defaults(value("1"), "2", "integer"), Answer::Different);
    EXPECT_EQ(defaults(value("0"), "0.0", "numeric"), Answer::Same);
    EXPECT_EQ(defaults(value("'1.50'"), "1.5", "numeric(8,2)"), Answer::Same);
    EXPECT_EQ(defaults(value("1.5"), "'-1.5'::numeric", "numeric(8,2)"), Answer::Unknown);
    EXPECT_EQ(defaults(value("-1.50"), "'-1.5'::numeric", "numeric(8,2)"), Answer::Same);
    EXPECT_EQ(defaults(value("1."), "1.0", "numeric"), Answer::Unknown);
    EXPECT_EQ(defaults(value("NOW()"), "now()", "timestamp with time zone"), Answer::Same);
    EXPECT_EQ(defaults(sql::func("now"), "CURRENT_TIMESTAMP", "timestamp with time zone"), Answer::Same);
    EXPECT_EQ(defaults(value("clock_timestamp()"), "now()", "timestamp with time zone"), Answer::Different);
    EXPECT_EQ(defaults(value("(now())"), "now()", "timestamp with time zone"), Answer::Same);
    EXPECT_EQ(defaults(value("TRUE"), "true", "boolean"), Answer::Same);
    EXPECT_EQ(defaults(value("lower('A')"), "lower('A'::text)"), Answer::Unknown);
    EXPECT_EQ(defaults(value("NULL"), nullptr), Answer::Same);
    EXPECT_EQ(defaults(value("'x'"), nullptr), Answer::Different);
    EXPECT_EQ(defaults(nullptr, nullptr), Answer::Same);
    EXPECT_EQ(defaults(nullptr, "0"), Answer::Different);
    schema::Column serial, also;
    serial.autoincremented = also.autoincremented = true;
    also.server_default = sql::text("nextval('other_name_seq'::regclass)");
    EXPECT_EQ(comparison().same_default(serial, also), Answer::Same);
}

TEST(PostgresqlComparison, Expressions) {
    EXPECT_EQ(comparison().same_expression(sql::text("a > 0"), sql::text("(a > 0)")), Answer::Same);
    EXPECT_EQ(comparison().same_expression(sql::text("a > 0"), sql::text("a > 0::numeric")), Answer::Unknown);
    EXPECT_EQ(comparison().same_expression(sql::func("lower", {sql::column("a")}), sql::text("lower(a)")),
              Answer::Same);
}

TEST(PostgresqlComparison, CastsOfArraysAreToldAsThoseOfTheirElements) {
    EXPECT_EQ(settled_text("a::text = ANY (ARRAY['x'::character varying, 'y,]''z'::character varying]::text[])"),
              "a::text = ANY (ARRAY['x'::character varying::text, 'y,]''z'::character varying::text])");
    EXPECT_EQ(settled_text("((a)::text = ANY ((ARRAY['x'::character varying])::text[]))"),
              "((a)::text = ANY (ARRAY[('x'::character varying)::text]))");
    EXPECT_EQ(settled_text("ARRAY[a || 'x'::text]::character varying[]"), "ARRAY[(a || 'x'::text)::character varying]");
    for (const char* same : {"'ARRAY[1]::text[]'", "ARRAY[1, 2]", "x = ANY (ARRAY[1, 2])", "\"ARRAY[\" > 1",
                             "'{}'::text[]", "ARRAY[ARRAY[1]]::text[][]"})
        EXPECT_EQ(settled_text(same), same);
}

} // namespace
} // namespace limbeck::dialects::postgresql

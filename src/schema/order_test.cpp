#include "schema/schema.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::schema {
namespace {

/// A table and what its foreign keys refer to: "schema.name" or "name".
Table table(std::string name, const std::vector<std::string>& refers_to = {}) {
    Table made;
    const auto parts = [](const std::string& text) {
        const std::size_t dot = text.find('.');
        return dot == std::string::npos ? std::pair(std::string(), text)
                                        : std::pair(text.substr(0, dot), text.substr(dot + 1));
    };
    std::tie(made.schema, made.name) = parts(name);
    for (const std::string& referred : refers_to) {
        ForeignKey key;
        std::tie(key.referred_schema, key.referred_table) = parts(referred);
        made.constraints.emplace_back(std::move(key));
    }
    return made;
}

/// "a b | c.0": the tables in order, and the late keys.
std::string order(std::vector<Table> tables) {
    Schema schema;
    schema.tables = std::move(tables);
    const Order found = dependency_order(schema);
    std::string text;
    for (const std::size_t at : found.tables)
        text += (text.empty() ? "" : " ") + schema.tables[at].name;
    for (const Order::Late& late : found.late)
        text += (text.find('|') == std::string::npos ? " | " : " ") + schema.tables[late.table].name + "." +
                std::to_string(late.constraint);
    return text;
}

TEST(DependencyOrder, IsByNameWhereNothingDepends) {
    EXPECT_EQ(order({}), "");
    EXPECT_EQ(order({table("c"), table("s.a"), table("b")}), "b c a");
}

TEST(DependencyOrder, WhatIsReferredToComesFirst) {
    EXPECT_EQ(order({table("a", {"b"}), table("b", {"c"}), table("c"), table("d")}), "c d b a");
    EXPECT_EQ(order({table("a", {"s.b"}), table("b"), table("s.b", {"b"})}), "b b a");
}

TEST(DependencyOrder, OneselfAndTheUnknownAreNotWaitedFor) {
    EXPECT_EQ(order({table("a", {"a", "elsewhere"}), table("b")}), "a b");
}

TEST(DependencyOrder, ACircleIsCutAtAsFewTablesAsNeeded) {
    EXPECT_EQ(order({table("a", {"b"}), table("b", {"a"})}), "a b | a.0");
    // Two keys into the circle come later, the one that leads out of it does not.
    EXPECT_EQ(order({table("a", {"z", "b", "c"}), table("b", {"a"}), table("c", {"a"}), table("z")}),
              "z a b c | a.1 a.2");
    // What only waits for a circle is not cut.
    EXPECT_EQ(order({table("a", {"x"}), table("x", {"y"}), table("y", {"x"})}), "x a y | x.0");
    EXPECT_EQ(order({table("a", {"b"}), table("b", {"a"}), table("c", {"d"}), table("d", {"c"})}), "a b c d | a.0 c.0");
}

TEST(DependencyOrder, UseAlterIsAlwaysLate) {
    Table a = table("a", {"b"});
    std::get<ForeignKey>(a.constraints[0]).use_alter = true;
    EXPECT_EQ(order({a, table("b", {"a"})}), "a b | a.0");
    EXPECT_EQ(order({a, table("b")}), "a b | a.0");
}

TEST(DependencyOrder, ParentsComeFirstAndAreNeverCut) {
    Table a = table("a");
    a.options.set("postgresql_inherits", List{"p", "s.q"});
    EXPECT_EQ(order({a, table("p", {"a"}), table("s.q")}), "q p a | p.0");
    Table p = table("p");
    p.options.set("postgresql_inherits", "a");
    EXPECT_THROW(order({a, p}), Error);
}

TEST(DependencyOrder, AParentWithoutASchemaIsOfTheTablesOwnOrOfTheDefaultOne) {
    Table a = table("s.a");
    a.options.set("postgresql_inherits", "p");
    EXPECT_EQ(order({a, table("s.p")}), "p a");
    Table b = table("s.b");
    b.options.set("postgresql_inherits", "z");
    EXPECT_EQ(order({b, table("z", {"s.b"})}), "z b | z.0");
    Table c = table("c");
    c.options.set("postgresql_inherits", "s.z");
    EXPECT_EQ(order({c, table("s.z")}), "z c");
}

TEST(DependencyOrder, ATableComesBeforeItsPartitions) {
    Table part = table("a");
    part.options.set("postgresql_partition_of", Map{{"schema", "s"}, {"name", "whole"}});
    EXPECT_EQ(order({part, table("s.whole")}), "whole a");
}

} // namespace
} // namespace limbeck::schema

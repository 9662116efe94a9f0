#include "operations/whole_schema.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace limbeck::operations {
namespace {

Map table(const std::string& name, List constraints) {
    return Map{{"name", name}, {"columns", List{}}, {"constraints", std::move(constraints)}};
}
Map key(const std::string& name, const std::string& column, const std::string& referred, bool column_level = false) {
    Map made{{"kind", "foreign_key"},
             {"columns", List{column}},
             {"referred_table", referred},
             {"referred_columns", List{"id"}}};
    if (!name.empty())
        made.set("name", name);
    if (column_level)
        made.set("column_level", true);
    return made;
}

/// "create_table users", "add_constraint egg fk", … of each step.
std::vector<std::string> words(const WholeSchemaSteps& steps) {
    std::vector<std::string> found;
    for (const WholeSchemaStep& step : steps) {
        std::string text = text_field(step.operation, "op");
        if (const Value* value = step.operation.find("table"))
            text += " " + (value->get_if<Map>() ? text_field(value->as_map(), "name") : value->as_text());
        text += " " + text_field(map_field(step.operation, "constraint"), "name", text_field(step.operation, "name"));
        found.push_back(text);
    }
    return found;
}

WholeSchema circle() {
    WholeSchema schema;
    schema.tables = {table("feather", {key("fk_feather", "chicken_id", "chicken")}),
                     table("egg", {Map{{"kind", "unique"}, {"columns", List{"chicken_id"}}},
                                   key("fk_egg", "chicken_id", "chicken", true)}),
                     table("chicken", {key("", "egg_id", "egg")})};
    return schema;
}

TEST(WholeSchema, makes_each_table_after_those_that_it_refers_to) {
    const WholeSchemaSteps steps = creating(circle());
    EXPECT_EQ(words(steps), (std::vector<std::string>{"create_table chicken ", "create_table egg ",
                                                      "create_table feather ", "add_constraint chicken "}));
    EXPECT_EQ(steps[0].table, 2u);
    EXPECT_TRUE(list_field(map_field(steps[0].operation, "table"), "constraints").empty());
    EXPECT_EQ(list_field(map_field(steps[1].operation, "table"), "constraints").size(), 2u);
    EXPECT_FALSE(steps[3].table);
}

TEST(WholeSchema, keeps_all_keys_in_their_tables_where_none_can_be_added) {
    WholeSchema schema = circle();
    schema.adds_constraints = false;
    const WholeSchemaSteps steps = creating(schema);
    ASSERT_EQ(steps.size(), 3u);
    EXPECT_EQ(list_field(map_field(steps[0].operation, "table"), "constraints").size(), 1u);
}

TEST(WholeSchema, use_alter_is_added_by_itself) {
    WholeSchema schema;
    Map later = key("fk_later", "a_id", "a", true);
    later.set("use_alter", true);
    schema.tables = {table("a", {}), table("b", {std::move(later)})};
    const WholeSchemaSteps steps = creating(schema);
    ASSERT_EQ(words(steps),
              (std::vector<std::string>{"create_table a ", "create_table b ", "add_constraint b fk_later"}));
    EXPECT_FALSE(map_field(steps[2].operation, "constraint").find("column_level"));
}

TEST(WholeSchema, drops_in_the_reverse_order_and_first_what_closes_a_circle) {
    WholeSchema schema = circle();
    schema.tables[2] = table("chicken", {key("fk_chicken", "egg_id", "egg")});
    schema.types = {Map{{"name", "Enum"}}};
    schema.sequences = {Map{{"name", "s"}}};
    EXPECT_EQ(words(dropping(schema)),
              (std::vector<std::string>{"drop_constraint chicken fk_chicken", "drop_table feather ", "drop_table egg ",
                                        "drop_table chicken ", "drop_sequence ", "drop_enum "}));
}

} // namespace
} // namespace limbeck::operations

#include "schema/plain.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::schema {
namespace {

TEST(PlainType, ABareNameIsAType) {
    EXPECT_EQ(type_from_plain("Integer").name, "Integer");
}

TEST(PlainType, GoesThereAndBack) {
    const Value plain = Map{
        {"name", "Enum"},
        {"length", 3},
        {"schema", "s"},
        {"type_name", "kind"},
        {"labels", Map{{"labels", List{"a", "b"}}, {"native_enum", false}, {"metadata_bound", true}}},
        {"variants", Map{{"sqlite", Map{{"name", "ARRAY"}, {"dimensions", 2}, {"item", Map{{"name", "Text"}}}}}}},
    };
    EXPECT_EQ(to_plain(type_from_plain(plain)), plain);
}

TEST(PlainType, UnknownKeysAndWrongKindsAreNamed) {
    const auto message = [](const Value& plain) {
        try {
            type_from_plain(plain);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_EQ(message(Map{{"name", "String"}, {"size", 3}}), "Type in plain form has no member 'size'");
    EXPECT_EQ(message(Map{{"name", "String"}, {"length", "3"}}),
              "Type in plain form 'length' should be of kind int, found text");
    EXPECT_EQ(message(5), "Type in plain form should be a map, found int");
}

} // namespace
} // namespace limbeck::schema

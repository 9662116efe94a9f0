#include "schema/type.hpp"

#include <gtest/gtest.h>

namespace limbeck::schema {
namespace {

TEST(Type, VariantsReplaceTheTypeForTheirDialect) {
    Type type = *make_type("JSON");
    type.variants["postgresql"] = make_type("JSONB");
    EXPECT_EQ(type.for_dialect("postgresql").name, "JSONB");
    EXPECT_EQ(type.for_dialect("sqlite").name, "JSON");
}

} // namespace
} // namespace limbeck::schema

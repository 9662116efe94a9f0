#include "schema/type_check.hpp"

#include <gtest/gtest.h>
#include <memory>

namespace limbeck::schema {
namespace {

TEST(TypeCheck, IsWantedByBooleansAndEnumsThatSaySo) {
    Type flag;
    flag.name = "Boolean";
    EXPECT_FALSE(wants_check(flag));
    flag.create_constraint = true;
    EXPECT_TRUE(wants_check(flag));
    Type mood;
    mood.name = "Enum";
    mood.labels.emplace();
    EXPECT_FALSE(wants_check(mood));
    mood.labels->create_constraint = true;
    EXPECT_TRUE(wants_check(mood));
    EXPECT_FALSE(wants_check(*without_check(std::make_shared<const Type>(mood))));
    const TypePtr plain = make_type("Integer");
    EXPECT_EQ(without_check(plain), plain);
    EXPECT_EQ(without_check(nullptr), nullptr);
}

} // namespace
} // namespace limbeck::schema

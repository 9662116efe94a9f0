#include "autogenerate/sameness.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>

namespace limbeck::autogenerate {
namespace {

TEST(Sameness, WhatASequenceDoesNotSayHoldsAnyway) {
    schema::Sequence declared, stored;
    declared.start = 10;
    stored.start = 10;
    stored.increment = 1;
    stored.minvalue = 1;
    stored.maxvalue = 9223372036854775807;
    stored.cache = 1;
    stored.cycle = false;
    EXPECT_TRUE(same_sequence(declared, stored));
    declared.increment = 5;
    EXPECT_FALSE(same_sequence(declared, stored));

    declared = {};
    declared.data_type = schema::make_type("Integer");
    EXPECT_FALSE(same_sequence(declared, stored));
    stored.data_type = schema::make_type("INTEGER");
    stored.start = 1;
    stored.maxvalue = 2147483647;
    EXPECT_TRUE(same_sequence(declared, stored));

    declared = stored = {};
    declared.increment = stored.increment = -1;
    stored.start = stored.maxvalue = -1;
    stored.minvalue = std::numeric_limits<std::int64_t>::min();
    EXPECT_TRUE(same_sequence(declared, stored));
    stored.cycle = true;
    EXPECT_FALSE(same_sequence(declared, stored));
    stored.cycle.reset();
    stored.cache = 20;
    EXPECT_FALSE(same_sequence(declared, stored));
    declared.cache = 20;
    EXPECT_TRUE(same_sequence(declared, stored));
}

TEST(Sameness, ADomainIsAllThatItSays) {
    schema::Domain one;
    one.type = schema::make_type("TEXT");
    EXPECT_TRUE(same_domain(one, one));
    schema::Domain other = one;
    other.collation = "C";
    EXPECT_FALSE(same_domain(one, other));
    other = one;
    other.not_null = true;
    EXPECT_FALSE(same_domain(one, other));
    other = one;
    other.comment = "says";
    EXPECT_FALSE(same_domain(one, other));
    other.comment = "";
    EXPECT_TRUE(same_domain(one, other));
    other.type = schema::make_type("INTEGER");
    EXPECT_FALSE(same_domain(one, other));
}

} // namespace
} // namespace limbeck::autogenerate

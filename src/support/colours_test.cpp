#include "support/colours.hpp"

#include <gtest/gtest.h>

namespace limbeck::support {
namespace {

TEST(Colours, TextStandsBetweenItsSequences) {
    EXPECT_EQ(painted(true, Ink::RevisionId, "a1"), "\x1b[33ma1\x1b[0m");
    EXPECT_EQ(painted(true, Ink::Failure, "FAILED"), "\x1b[1;31mFAILED\x1b[0m");
}

TEST(Colours, OffLeavesTheTextAlone) {
    EXPECT_EQ(painted(false, Ink::RevisionId, "a1"), "a1");
    EXPECT_EQ(painted(true, Ink::Good, ""), "");
}

} // namespace
} // namespace limbeck::support

#include "command/applied_log.hpp"

#include <gtest/gtest.h>

namespace limbeck::command {
namespace {

TEST(AppliedLog, TheNewestEntryCounts) {
    const AppliedLog log({{"b2", "downgrade", "2026-01-03 00:00:00", "me@here", 3},
                          {"a1", "upgrade", "2026-01-02 00:00:00", "me@here", 2},
                          {"b2", "upgrade", "2026-01-02 00:00:00", "me@here", 1},
                          {"a1", "upgrade", "2026-01-01 00:00:00", "me@here", 0}});
    EXPECT_EQ(log.find("b2"), nullptr);
    EXPECT_EQ(log.find("c3"), nullptr);
    ASSERT_TRUE(log.find("a1"));
    EXPECT_EQ(applied_text(*log.find("a1")), "2026-01-02 00:00:00 UTC by me@here in 2 ms");
}

TEST(AppliedLog, AStampMayNameSeveral) {
    const AppliedLog log({{"a1, b2", "stamp", "2026-01-01 00:00:00", "me@here", std::nullopt}});
    ASSERT_TRUE(log.find("b2"));
    EXPECT_EQ(applied_text(*log.find("b2")), "2026-01-01 00:00:00 UTC by me@here, stamped");
    EXPECT_TRUE(log.find("a1"));
}

} // namespace
} // namespace limbeck::command

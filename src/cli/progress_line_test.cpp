#include "cli/progress_line.hpp"

#include <gtest/gtest.h>

namespace limbeck::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Progress in_the_middle{37, 1000, "upgrade a1 -> b2, add a table"};

TEST(ProgressLine, TellsStepTimesAndRevision) {
    EXPECT_EQ(progress_text(in_the_middle, seconds(72), seconds(0), 80),
              "step 37/1000, 1:12, about 32:08 left: upgrade a1 -> b2, add a table");
    EXPECT_EQ(progress_text({1, 20, "upgrade  -> a1"}, seconds(3), seconds(3), 80), "step 1/20, 0:03: upgrade  -> a1");
}

TEST(ProgressLine, WhoeverWaitsSaysForWhom) {
    EXPECT_EQ(progress_text({0, 0, "waiting for process 4711"}, milliseconds(0), milliseconds(0), 80),
              "0:00 waiting for process 4711");
}

TEST(ProgressLine, HoursAreCounted) {
    EXPECT_EQ(progress_text({2, 3, "upgrade"}, seconds(3600 + 125), seconds(5), 80),
              "step 2/3, 1:02:05, about 2:03:55 left: upgrade");
}

TEST(ProgressLine, AStepThatTakesLongerThanOthersIsAboutToEnd) {
    EXPECT_EQ(progress_text({3, 4, "upgrade"}, seconds(20), seconds(18), 80),
              "step 3/4, 0:20, about 0:01 left: upgrade");
}

TEST(ProgressLine, IsCutToTheTerminal) {
    EXPECT_EQ(progress_text(in_the_middle, seconds(72), seconds(0), 50),
              "step 37/1000, 1:12, about 32:08 left: upgrade a...");
    EXPECT_EQ(progress_text(in_the_middle, seconds(72), seconds(0), 12), "step 37/1...");
}

TEST(ProgressLine, WhatIsOverSoonNeedsNoLine) {
    EXPECT_EQ(progress_text({2, 1000, "upgrade"}, milliseconds(199), seconds(0), 80), "");
    EXPECT_NE(progress_text({2, 1000, "upgrade"}, milliseconds(200), seconds(0), 80), "");
    EXPECT_EQ(progress_text({2, 3, "upgrade"}, milliseconds(999), seconds(0), 80), "");
    EXPECT_NE(progress_text({2, 3, "upgrade"}, milliseconds(1000), seconds(0), 80), "");
}

TEST(ProgressLine, NobodyIsToldWhereThereIsNoTerminal) {
    Config config;
    config.quiet = true;
    const ProgressLine line(config);
    EXPECT_FALSE(config.progress);
}

} // namespace
} // namespace limbeck::cli

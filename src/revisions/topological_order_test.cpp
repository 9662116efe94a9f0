#include "revisions/revision_map.hpp"

#include <gtest/gtest.h>

namespace limbeck::revisions {
namespace {

using Texts = std::vector<std::string>;

Texts history(const RevisionMap& map) {
    RevisionMap::Range range;
    range.inclusive = true;
    range.assert_relative_length = false;
    Texts ids;
    for (const Revision* revision : map.iterate("heads", "base", range))
        ids.push_back(revision->id);
    return ids;
}

// The expected orders are those of Alembic 1.19.

TEST(TopologicalOrder, GoesDownOneBranchAsFarAsNothingStandsAbove) {
    const RevisionMap map({{"a", {}, {}, {}},
                           {"b1", {"a"}, {}, {}},
                           {"b2", {"b1"}, {}, {}},
                           {"c1", {"a"}, {}, {}},
                           {"c2", {"c1"}, {}, {}}});
    EXPECT_EQ(history(map), (Texts{"b2", "b1", "c2", "c1", "a"}));
}

TEST(TopologicalOrder, TurnsToTheFirstHeadAboveABranchPoint) {
    // The trunk's head comes last among the files, and its lowest branch first.
    const RevisionMap map({{"low", {"t1"}, {}, {}},
                           {"high", {"t2"}, {}, {}},
                           {"t1", {}, {}, {}},
                           {"t2", {"t1"}, {}, {}},
                           {"t3", {"t2"}, {}, {}}});
    EXPECT_EQ(history(map), (Texts{"low", "high", "t3", "t2", "t1"}));
}

TEST(TopologicalOrder, ComesBackToTheBranchBeforeAfterAMerge) {
    const RevisionMap map({{"side", {"a"}, {}, {}},
                           {"a", {}, {}, {}},
                           {"l1", {"a"}, {}, {}},
                           {"r1", {"a"}, {}, {}},
                           {"m1", {"l1", "r1"}, {}, {}},
                           {"l2", {"m1"}, {}, {}},
                           {"r2", {"m1"}, {}, {}},
                           {"m2", {"l2", "r2"}, {}, {}}});
    EXPECT_EQ(history(map), (Texts{"side", "m2", "l2", "r2", "m1", "l1", "r1", "a"}));
}

TEST(TopologicalOrder, PutsDependenciesBehindWhatNeedsThem) {
    const RevisionMap map({{"a1", {}, {}, {}},
                           {"a2", {"a1"}, {}, {}},
                           {"b1", {}, {}, {}},
                           {"b2", {"b1"}, {"a1"}, {}},
                           {"b3", {"b2"}, {}, {}}});
    EXPECT_EQ(history(map), (Texts{"a2", "b3", "b2", "b1", "a1"}));
}

} // namespace
} // namespace limbeck::revisions

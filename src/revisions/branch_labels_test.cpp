#include "revisions/revision_map.hpp"

#include <gtest/gtest.h>

namespace limbeck::revisions {
namespace {

using Texts = std::vector<std::string>;

Texts labels(const RevisionMap& map, const char* id) {
    return map.find(id)->branch_labels;
}

TEST(BranchLabels, AreInheritedAlongTheBranch) {
    const RevisionMap map({{"a", {}, {}, {"root"}},
                           {"b", {"a"}, {}, {}},
                           {"l1", {"b"}, {}, {"left", "links"}},
                           {"l2", {"l1"}, {}, {}},
                           {"r1", {"b"}, {}, {"right"}},
                           {"m", {"l2", "r1"}, {}, {}}});
    EXPECT_EQ(labels(map, "a"), Texts{"root"});
    EXPECT_EQ(labels(map, "b"), Texts{"root"});
    EXPECT_EQ(labels(map, "l1"), (Texts{"left", "links", "root"})); // its own ones first
    EXPECT_EQ(labels(map, "l2"), (Texts{"root", "left", "links"}));
    EXPECT_EQ(labels(map, "m"), (Texts{"root", "left", "links", "right"}));
    EXPECT_TRUE(map.find("m")->has_label("right"));
}

TEST(BranchLabels, HoldForTheWholeLineBelowAHead) {
    const RevisionMap map({{"a", {}, {}, {}},
                           {"l1", {"a"}, {}, {}},
                           {"l2", {"l1"}, {}, {"late"}},
                           {"l3", {"l2"}, {}, {}},
                           {"r1", {"a"}, {}, {}},
                           {"r2", {"r1"}, {}, {}},
                           {"d", {}, {"r1"}, {}},
                           {"r3", {"r2"}, {}, {"upper"}}});
    EXPECT_EQ(labels(map, "l1"), Texts{"late"});
    EXPECT_EQ(labels(map, "l3"), Texts{"late"});
    EXPECT_EQ(labels(map, "a"), Texts{});
    EXPECT_EQ(labels(map, "r2"), Texts{"upper"});
    EXPECT_EQ(labels(map, "r1"), Texts{}); // something depends on it: the line ends above
}

} // namespace
} // namespace limbeck::revisions

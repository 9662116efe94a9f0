#include "revisions/version_rows.hpp"

#include <gtest/gtest.h>

namespace limbeck::revisions {
namespace {

using Kind = VersionChange::Kind;
using Texts = std::vector<std::string>;

/// a - b - c, and d that depends on b; m merges c and e, which stands on a.
RevisionMap sample() {
    return RevisionMap({{"a", {}, {}, {}},
                        {"b", {"a"}, {}, {}},
                        {"c", {"b"}, {}, {}},
                        {"d", {}, {"b"}, {}},
                        {"e", {"a"}, {}, {}},
                        {"m", {"c", "e"}, {}, {}}});
}

TEST(VersionRows, KnowWhatTheyImply) {
    const RevisionMap map = sample();
    const VersionRows rows{"c", "d"};
    EXPECT_TRUE(rows.imply(map, "b", {}));
    EXPECT_TRUE(rows.imply(map, "b", {"c"})); // by d, which depends on it
    EXPECT_TRUE(rows.imply(map, "c", {}));
    EXPECT_FALSE(rows.imply(map, "c", {"c"}));
    EXPECT_FALSE(rows.imply(map, "e", {}));
}

TEST(VersionRows, KnowWhatIsLeftBelowOne) {
    const RevisionMap map = sample();
    EXPECT_EQ(VersionRows{"m"}.left_below(map, *map.find("m")), (Texts{"c", "e"}));
    EXPECT_EQ((VersionRows{"c", "d"}.left_below(map, *map.find("c"))), Texts{}); // d has b
    EXPECT_EQ((VersionRows{"c", "e"}.left_below(map, *map.find("e"))), Texts{}); // c has a
    EXPECT_EQ(VersionRows{"b"}.left_below(map, *map.find("b")), Texts{"a"});
    // A row that another one has below it takes nothing with it.
    EXPECT_EQ((VersionRows{"b", "c"}.left_below(map, *map.find("b"))), Texts{});
}

TEST(VersionRows, LeaveOutADownRevisionThatAnotherOneImplies) {
    const RevisionMap map({{"a", {}, {}, {}}, {"b", {"a"}, {}, {}}, {"m", {"a", "b"}, {}, {}}, {"x", {}, {}, {}}});
    EXPECT_EQ(VersionRows{"m"}.left_below(map, *map.find("m")), Texts{"b"});
}

TEST(VersionRows, FindWhoImpliesWhatManyStandOn) {
    std::vector<RevisionData> ladder{{"side", {"root"}, {}, {}}, {"root", {}, {}, {}}, {"rung0", {"root"}, {}, {}}};
    for (int i = 1; i < 300; ++i)
        ladder.push_back({"rung" + std::to_string(i), {"rung" + std::to_string(i - 1), "root"}, {}, {}});
    ladder.push_back({"other", {}, {}, {}});
    const RevisionMap map(std::move(ladder));
    const Revision& top = *map.find("rung299");
    EXPECT_EQ((VersionRows{"rung299", "side"}.left_below(map, top)), Texts{"rung298"});
    EXPECT_EQ((VersionRows{"rung299", "other"}.left_below(map, top)), (Texts{"rung298", "root"}));
    EXPECT_TRUE((VersionRows{"rung299", "side"}.imply(map, "root", {"rung299"})));
    EXPECT_FALSE((VersionRows{"rung299", "other"}.imply(map, "root", {"rung299"})));
}

TEST(VersionRows, KeepTheirMarksThroughChanges) {
    const RevisionMap map = sample();
    VersionRows rows{"c", "e"};
    EXPECT_FALSE(rows.imply(map, "d", {}));
    rows.apply({{Kind::Delete, "c", ""}, {Kind::Update, "e", "m"}});
    EXPECT_EQ(rows.ids(), std::set<std::string>{"m"});
    EXPECT_TRUE(rows.imply(map, "b", {}));
    rows.apply({{Kind::Insert, "", "d"}});
    rows.apply({{Kind::Update, "m", "e"}});
    EXPECT_TRUE(rows.imply(map, "b", {}));
    EXPECT_FALSE(rows.imply(map, "b", {"d"})); // c went with m
    EXPECT_FALSE(rows.imply(map, "c", {}));
    const VersionRows copy = rows;
    rows.apply({{Kind::Delete, "d", ""}});
    EXPECT_FALSE(rows.imply(map, "b", {}));
    EXPECT_TRUE(copy.imply(map, "b", {}));
    EXPECT_THROW(rows.apply({{Kind::Delete, "d", ""}}), Error);
    EXPECT_THROW(rows.apply({{Kind::Insert, "", "e"}}), Error);
}

} // namespace
} // namespace limbeck::revisions

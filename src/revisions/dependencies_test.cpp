#include "revisions/revision_map.hpp"

#include <gtest/gtest.h>

namespace limbeck::revisions {
namespace {

using Texts = std::vector<std::string>;

Texts needs(const RevisionMap& map, const char* id) {
    Texts ids;
    for (Revision::Index index : map.find(id)->normalized_deps)
        ids.push_back(map.at(index).id);
    return ids;
}

TEST(Dependencies, FallAwayWhenAnAncestorNamesThem) {
    const RevisionMap map({{"x", {}, {}, {"other"}},
                           {"y", {"x"}, {}, {}},
                           {"a", {}, {"x"}, {}},
                           {"b", {"a"}, {"other", "y"}, {}},
                           {"l", {"b"}, {"y"}, {}},
                           {"r", {"a"}, {"y"}, {}},
                           {"m", {"l", "r"}, {"x", "y"}, {}}});
    EXPECT_EQ(needs(map, "a"), Texts{"x"});
    EXPECT_EQ(needs(map, "b"), Texts{"y"});
    EXPECT_EQ(needs(map, "l"), Texts{});
    EXPECT_EQ(needs(map, "r"), Texts{"y"}); // b is not below it
    EXPECT_EQ(needs(map, "m"), Texts{});
}

TEST(Dependencies, FallAwayForOneThatIsAdded) {
    RevisionMap map({{"x", {}, {}, {}}, {"y", {}, {}, {}}, {"a", {}, {"x"}, {}}});
    map.add({"b", {"a"}, {"x", "y"}, {}});
    EXPECT_EQ(needs(map, "b"), Texts{"y"});
}

/// Whoever names a dependency of very many is found by a walk, of few by pairs: the answers are the same.
TEST(Dependencies, FallAwayAmongManyThatNameTheSame) {
    std::vector<RevisionData> revisions{{"x", {}, {}, {}}, {"base", {}, {}, {}}};
    for (int i = 0; i < 100; ++i) {
        const std::string low = "low" + std::to_string(i), high = "high" + std::to_string(i);
        revisions.push_back({low, {"base"}, {"x"}, {}});
        revisions.push_back({high, {low}, {"x"}, {}});
    }
    const RevisionMap map(std::move(revisions));
    EXPECT_EQ(needs(map, "low7"), Texts{"x"});
    EXPECT_EQ(needs(map, "high7"), Texts{});
}

} // namespace
} // namespace limbeck::revisions

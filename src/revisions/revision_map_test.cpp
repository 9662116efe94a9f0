#include "revisions/revision_map.hpp"
#include "revisions/steps.hpp"

#include <gtest/gtest.h>

namespace limbeck::revisions {
namespace {

using Texts = std::vector<std::string>;

Texts ids(const RevisionMap::Revisions& revisions) {
    Texts list;
    for (const Revision* revision : revisions)
        list.push_back(revision ? revision->id : "base");
    return list;
}

template <class Question> std::string refusal(Question question) {
    try {
        question();
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

std::string making(std::vector<RevisionData> revisions) {
    return refusal([&] { RevisionMap map(std::move(revisions)); });
}

/// a1 - b1 - c1 (label left) - m1
///        \- d1 (label right) /          e1 depends on d1, on its own base
RevisionMap sample() {
    return RevisionMap({{"aaaa1", {}, {}, {}},
                        {"bbbb1", {"aaaa1"}, {}, {}},
                        {"cccc1", {"bbbb1"}, {}, {"left"}},
                        {"dddd1", {"bbbb1"}, {}, {"right"}},
                        {"eeee1", {}, {"dddd1"}, {"other"}}});
}

TEST(RevisionMap, FindsEnds) {
    RevisionMap map = sample();
    EXPECT_EQ(map.heads(), (Texts{"cccc1", "dddd1", "eeee1"}));
    EXPECT_EQ(map.real_heads(), (Texts{"cccc1", "eeee1"}));
    EXPECT_EQ(map.bases(), (Texts{"aaaa1", "eeee1"}));
    EXPECT_TRUE(map.find("bbbb1")->is_branch_point());
}

TEST(RevisionMap, ResolvesIdentifiers) {
    RevisionMap map = sample();
    EXPECT_EQ(ids(map.get_revisions("heads")), (Texts{"cccc1", "eeee1"}));
    EXPECT_EQ(map.get_revision("left@head")->id, "cccc1");
    EXPECT_EQ(map.get_revision("right")->id, "dddd1");
    EXPECT_EQ(map.get_revision("bbbb")->id, "bbbb1");
    EXPECT_EQ(map.get_revision("base"), nullptr);
    EXPECT_EQ(ids(map.get_revisions(Texts{"aaaa1", "left@heads"})), (Texts{"aaaa1", "cccc1"}));
    EXPECT_EQ(refusal([&] { map.get_revision("head"); }),
              "Multiple heads are present for given argument 'head'; cccc1, dddd1, eeee1");
    EXPECT_EQ(
        refusal([&] { map.get_revision("zz"); }),
        "No such revision or branch 'zz'; please ensure at least four characters are present for partial revision "
        "identifier matches");
    EXPECT_EQ(refusal([&] { map.get_revision("left@dddd1"); }), "Revision dddd1 is not a member of branch 'left'");
    EXPECT_EQ(refusal([&] { map.get_revision("nowhere@head"); }), "No such revision or branch 'nowhere'");
    EXPECT_EQ(refusal([] {
                  RevisionMap({{"abcd1", {}, {}, {}}, {"abcd2", {"abcd1"}, {}, {}}}).get_revision("abcd");
              }),
              "Multiple revisions start with 'abcd': 'abcd1', 'abcd2'...");
}

TEST(RevisionMap, StepsOfUpgradesAndDowngrades) {
    RevisionMap map = sample();
    EXPECT_EQ(ids(map.upgrade_path("left@head", {})), (Texts{"aaaa1", "bbbb1", "cccc1"}));
    EXPECT_EQ(ids(map.upgrade_path("other@head", {"bbbb1"})), (Texts{"dddd1", "eeee1"}));
    EXPECT_EQ(ids(map.upgrade_path("left@+2", {})), (Texts{"aaaa1", "bbbb1"}));
    EXPECT_EQ(ids(map.upgrade_path("aaaa1+1", {"aaaa1"})), Texts{"bbbb1"});
    EXPECT_EQ(ids(map.upgrade_path("cccc1", {"cccc1"})), Texts{});
    EXPECT_EQ(refusal([&] { map.upgrade_path("+9", {"aaaa1"}); }), "Ambiguous walk");
    EXPECT_EQ(refusal([&] { map.upgrade_path("left@+9", {"aaaa1"}); }),
              "Relative revision +9 didn't produce 9 migrations");
    EXPECT_EQ(ids(map.downgrade_path("base", {"cccc1"})), (Texts{"cccc1", "bbbb1", "aaaa1"}));
    EXPECT_EQ(ids(map.downgrade_path("-1", {"cccc1"})), Texts{"cccc1"});
    EXPECT_EQ(ids(map.downgrade_path("right@base", {"eeee1"})), (Texts{"eeee1", "dddd1", "bbbb1", "aaaa1"}));
    EXPECT_EQ(refusal([&] { map.downgrade_path("cccc1", {"dddd1"}); }),
              "Revision Nothing to drop is not an ancestor of revision ('dddd1',)");
}

TEST(RevisionMap, RefusesBrokenGraphs) {
    EXPECT_EQ(making({{"a", {"a"}, {}, {}}}), "Self-loop is detected in revisions (a)");
    EXPECT_EQ(making({{"a", {}, {"a"}, {}}}), "Dependency self-loop is detected in revisions (a)");
    EXPECT_EQ(making({{"a", {"b"}, {}, {}}, {"b", {"a"}, {}, {}}}), "Cycle is detected in revisions (a, b)");
    EXPECT_EQ(making({{"a", {}, {}, {}}, {"c", {"d"}, {}, {}}, {"d", {"c"}, {}, {}}}),
              "Cycle is detected in revisions (c, d)");
    // Between a base and a head, where Alembic does not see it.
    EXPECT_EQ(making({{"a", {}, {}, {}}, {"b", {"a", "c"}, {}, {}}, {"c", {"b"}, {}, {}}, {"d", {"c"}, {}, {}}}),
              "Cycle is detected in revisions (b, c)");
    EXPECT_EQ(making({{"a", {}, {}, {}}, {"b", {"a"}, {"c"}, {}}, {"c", {"b"}, {}, {}}, {"d", {"c"}, {}, {}}}),
              "Dependency cycle is detected in revisions (b, c)");
    EXPECT_EQ(making({{"a", {}, {"b"}, {}}, {"b", {"a"}, {}, {}}}), "Dependency cycle is detected in revisions (a, b)");
    EXPECT_EQ(making({{"a", {"gone"}, {}, {}}}), "Revision gone referenced from gone -> a (head) is not present");
    EXPECT_EQ(making({{"a", {}, {}, {"x"}}, {"b", {"a"}, {}, {"x"}}}),
              "Branch name 'x' in revision b already used by revision a");
    EXPECT_EQ(making({{"a-b@c", {}, {}, {}}}), "Character(s) '-, @' not allowed in revision identifier 'a-b@c'");
}

TEST(RevisionMap, TellsOfDuplicates) {
    RevisionMap map({{"a", {}, {}, {}}, {"b", {"a"}, {}, {}}, {"b", {"a"}, {}, {}}});
    EXPECT_EQ(map.warnings(), Texts{"Revision b is present more than once"});
    EXPECT_EQ(map.heads(), (Texts{"b", "b"}));
}

TEST(RevisionMap, GrowsByOne) {
    RevisionMap map = sample();
    map.add({"mmmm1", {"cccc1", "dddd1"}, {}, {}});
    EXPECT_EQ(map.heads(), (Texts{"eeee1", "mmmm1"}));
    EXPECT_EQ(ids(map.upgrade_path("mmmm1", {"bbbb1"})), (Texts{"dddd1", "cccc1", "mmmm1"}));
    map.add({"nnnn1", {"cccc1"}, {"mmmm1"}, {}}); // stands in the middle, and on what was added before
    EXPECT_EQ(ids(map.upgrade_path("nnnn1", {"mmmm1"})), Texts{"nnnn1"});
    EXPECT_EQ(ids(map.downgrade_path("cccc1", {"nnnn1"})), (Texts{"nnnn1", "mmmm1"}));
    EXPECT_EQ(ids(map.descendants({map.find("dddd1")})), (Texts{"dddd1", "eeee1", "mmmm1", "nnnn1"}));
    EXPECT_EQ(ids(map.descendants({map.find("cccc1")}, false)), (Texts{"cccc1", "mmmm1", "nnnn1"}));
}

TEST(RevisionMap, IsDeepWithoutRecursion) {
    std::vector<RevisionData> revisions;
    for (int i = 0; i < 100000; ++i)
        revisions.push_back({"r" + std::to_string(i), i ? Texts{"r" + std::to_string(i - 1)} : Texts{}, {}, {}});
    RevisionMap map(std::move(revisions));
    EXPECT_EQ(map.upgrade_path("head", {}).size(), 100000u);
    EXPECT_EQ(map.downgrade_path("base", {"r99999"}).front()->id, "r99999");
}

TEST(Step, MaintainsTheVersionTable) {
    using Kind = VersionChange::Kind;
    RevisionMap map({{"a", {}, {}, {}},
                     {"b", {"a"}, {}, {}},
                     {"c", {"a"}, {}, {}},
                     {"m", {"b", "c"}, {}, {}},
                     {"d", {}, {"b"}, {}}});
    auto up = [&](const char* id) { return Step::upgrade(map, *map.find(id), "doc"); };
    auto down = [&](const char* id) { return Step::downgrade(map, *map.find(id), ""); };
    using Changes = std::vector<VersionChange>;
    EXPECT_EQ(up("a").version_changes({}), (Changes{{Kind::Insert, "", "a"}}));
    EXPECT_EQ(up("b").version_changes({"a"}), (Changes{{Kind::Update, "a", "b"}}));
    EXPECT_EQ(up("c").version_changes({"b"}), (Changes{{Kind::Insert, "", "c"}}));
    EXPECT_EQ(up("m").version_changes({"b", "c"}), (Changes{{Kind::Delete, "b", ""}, {Kind::Update, "c", "m"}}));
    EXPECT_EQ(down("m").version_changes({"m"}), (Changes{{Kind::Insert, "", "b"}, {Kind::Update, "m", "c"}}));
    EXPECT_EQ(down("c").version_changes({"b", "c"}), (Changes{{Kind::Delete, "c", ""}}));
    EXPECT_EQ(down("a").version_changes({"a"}), (Changes{{Kind::Delete, "a", ""}}));
    EXPECT_EQ(up("d").version_changes({"b"}), (Changes{{Kind::Update, "b", "d"}}));
    EXPECT_EQ(up("m").text(), "upgrade b, c -> m, doc");
    EXPECT_EQ(down("a").text(), "downgrade a -> ");
    EXPECT_EQ(up("d").text(), "upgrade  -> d, doc");
    Step stamp = Step::stamp(map, {"b", "c"}, {"a"}, false, false);
    EXPECT_EQ(stamp.text(), "stamp_revision b, c -> a");
    EXPECT_EQ(stamp.version_changes({"b", "c"}), (Changes{{Kind::Delete, "b", ""}, {Kind::Update, "c", "a"}}));
}

} // namespace
} // namespace limbeck::revisions

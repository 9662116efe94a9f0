#include "revisions/edges.hpp"

#include <gtest/gtest.h>

namespace limbeck::revisions {
namespace {

using Indexes = std::vector<Edges::Index>;

Indexes from(const Edges& edges, Edges::Index revision) {
    const auto targets = edges.from(revision);
    return {targets.begin(), targets.end()};
}

TEST(Edges, GrowAtTheEndAndInTheMiddle) {
    Edges edges;
    EXPECT_EQ(edges.size(), 0u);
    edges.append({});
    edges.append(Indexes{0, 2});
    edges.append({});
    edges.insert(0, 3);
    edges.insert(1, 4);
    edges.insert(2, 5);
    EXPECT_EQ(edges.size(), 3u);
    EXPECT_EQ(from(edges, 0), Indexes{3});
    EXPECT_EQ(from(edges, 1), (Indexes{0, 2, 4}));
    EXPECT_EQ(from(edges, 2), Indexes{5});
}

} // namespace
} // namespace limbeck::revisions

#include "command/graph_drawing.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

namespace limbeck::command {
namespace {

using Node = GraphDrawing::Node;

/// Nodes from above, each with its parents.
using Graph = std::vector<std::pair<Node, std::vector<Node>>>;

struct Drawing {
    std::vector<std::string> rows;
    std::map<std::pair<std::size_t, std::size_t>, Node> stars; ///< by row and position
    std::size_t widest = 0;

    explicit Drawing(const Graph& graph) {
        GraphDrawing drawing;
        for (const auto& [node, parents] : graph) {
            const GraphDrawing::Rows drawn = drawing.draw(node, parents);
            rows.insert(rows.end(), drawn.above.begin(), drawn.above.end());
            stars[{rows.size(), drawn.node.find('*')}] = node;
            rows.push_back(drawn.node);
            rows.insert(rows.end(), drawn.below.begin(), drawn.below.end());
            widest = std::max(widest, drawing.width());
        }
    }

    std::string text() const {
        std::string text;
        for (const std::string& row : rows)
            text += row + "\n";
        return text;
    }
};

/// Follows the lines of a drawing with nothing but the drawing itself.
class Reader {
  public:
    explicit Reader(const Drawing& drawing) : drawing_(drawing) {}

    /// The nodes that can be reached from the one at this place without passing another.
    std::set<Node> from(std::size_t row, std::size_t at) {
        reached_.clear();
        if (sign(row + 1, at - 1) == '/')
            leftwards(row + 1, at);
        straight(row + 1, at);
        return reached_;
    }

  private:
    char sign(std::size_t row, std::size_t at) const {
        return row < drawing_.rows.size() && at < drawing_.rows[row].size() ? drawing_.rows[row][at] : ' ';
    }

    void straight(std::size_t row, std::size_t at) {
        if (sign(row, at) == '*')
            reached_.insert(drawing_.stars.at({row, at}));
        else if (sign(row, at) == '|')
            straight(row + 1, at);
        else if (sign(row, at - 1) == '/')
            leftwards(row, at);
        if (sign(row, at + 1) == '\\')
            straight(row + 1, at + 2);
    }

    void leftwards(std::size_t row, std::size_t at) {
        for (at -= 2; sign(row, at - 1) == '_';)
            at -= 2;
        if (sign(row + 1, at - 1) == '/')
            leftwards(row + 1, at);
        else
            straight(row + 1, at);
    }

    const Drawing& drawing_;
    std::set<Node> reached_;
};

void expect_every_edge(const Graph& graph) {
    const Drawing drawing(graph);
    std::map<Node, std::set<Node>> parents;
    for (const auto& [node, theirs] : graph)
        parents[node] = {theirs.begin(), theirs.end()};
    ASSERT_EQ(drawing.stars.size(), graph.size());
    for (const auto& [place, node] : drawing.stars)
        ASSERT_EQ(Reader(drawing).from(place.first, place.second), parents[node])
            << "node in row " << place.first << " of\n"
            << drawing.text();
}

Graph random_graph(std::mt19937& random, std::size_t size, std::size_t most_parents, std::size_t reach) {
    Graph graph;
    for (std::size_t node = 0; node < size; ++node) {
        std::vector<Node> parents;
        for (std::size_t count = random() % (most_parents + 1); count > 0 && node + 1 < size; --count)
            parents.push_back(static_cast<Node>(node + 1 + random() % std::min(reach, size - node - 1)));
        graph.emplace_back(static_cast<Node>(node), std::move(parents));
    }
    return graph;
}

TEST(GraphDrawing, OneBranch) {
    EXPECT_EQ(Drawing({{3, {2}}, {2, {1}}, {1, {}}}).text(), "*\n*\n*\n");
}

TEST(GraphDrawing, BranchesMeet) {
    EXPECT_EQ(Drawing({{4, {2}}, {3, {2}}, {2, {1}}, {1, {}}}).text(), "*\n"
                                                                       "| *\n"
                                                                       "|/\n"
                                                                       "*\n"
                                                                       "*\n");
}

TEST(GraphDrawing, Merge) {
    EXPECT_EQ(Drawing({{5, {4, 3}}, {4, {2}}, {3, {2}}, {2, {}}}).text(), "*\n"
                                                                          "|\\\n"
                                                                          "* |\n"
                                                                          "| *\n"
                                                                          "|/\n"
                                                                          "*\n");
}

TEST(GraphDrawing, MergeOfThree) {
    EXPECT_EQ(Drawing({{5, {4, 3, 2}}, {4, {1}}, {3, {1}}, {2, {1}}, {1, {}}}).text(), "*\n"
                                                                                       "|\\\n"
                                                                                       "|\\ \\\n"
                                                                                       "* | |\n"
                                                                                       "| * |\n"
                                                                                       "|/ /\n"
                                                                                       "| *\n"
                                                                                       "|/\n"
                                                                                       "*\n");
}

TEST(GraphDrawing, AnEdgeCrossesOthers) {
    EXPECT_EQ(Drawing({{9, {1}}, {8, {2}}, {7, {3}}, {6, {4}}, {5, {1}}, {4, {}}, {3, {}}, {2, {}}, {1, {}}}).text(),
              "*\n"
              "| *\n"
              "| | *\n"
              "| | | *\n"
              "| | | | *\n"
              "| |_|_|/\n"
              "|/| | |\n"
              "| | | *\n"
              "| | *\n"
              "| *\n"
              "*\n");
}

TEST(GraphDrawing, BranchesThatHaveNothingInCommonStandApart) {
    EXPECT_EQ(Drawing({{4, {3}}, {3, {}}, {2, {1}}, {1, {}}}).text(), "*\n"
                                                                      "*\n"
                                                                      "\n"
                                                                      "*\n"
                                                                      "*\n");
}

TEST(GraphDrawing, ColumnsMoveToTheLeftWhenOneEnds) {
    EXPECT_EQ(Drawing({{5, {3}}, {4, {1}}, {3, {}}, {2, {1}}, {1, {}}}).text(), "*\n"
                                                                                "| *\n"
                                                                                "* |\n"
                                                                                " /\n"
                                                                                "| *\n"
                                                                                "|/\n"
                                                                                "*\n");
}

TEST(GraphDrawing, BarsBesideFurtherText) {
    GraphDrawing drawing;
    EXPECT_EQ(drawing.draw(3, {1}).node, "*");
    EXPECT_EQ(drawing.draw(2, {1}).node, "| *");
    EXPECT_EQ(drawing.bars(), "|");
    drawing.draw(1, {});
    EXPECT_EQ(drawing.bars(), "");
}

TEST(GraphDrawing, EveryEdgeCanBeFollowed) {
    std::mt19937 random(20260131);
    for (const std::size_t most_parents : {1, 2, 3, 5})
        for (const std::size_t reach : {2, 4, 12, 40})
            for (int round = 0; round < 120; ++round) {
                expect_every_edge(random_graph(random, 3 + random() % 40, most_parents, reach));
                if (HasFatalFailure())
                    return;
            }
}

TEST(GraphDrawing, IsAsNarrowAsItCanBe) {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        const Graph graph = random_graph(random, 60, 2, 15);
        GraphDrawing drawing;
        std::set<Node> awaited;
        for (const auto& [node, parents] : graph) {
            drawing.draw(node, parents);
            awaited.erase(node);
            awaited.insert(parents.begin(), parents.end());
            ASSERT_EQ(drawing.width(), awaited.size());
        }
    }
}

} // namespace
} // namespace limbeck::command

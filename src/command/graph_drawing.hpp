#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace limbeck::command {

/// Draws a graph as `git log --graph` does, row by row: `*` for each node, `|` where an edge passes, `/` and `\` where
/// edges meet and part. Nodes come with those above first, so a parent always comes after its children. Each column
/// stands for one node that is still to come: edges to the same node meet as soon as they can, and columns move to the
/// left when one ends, so that the drawing is as narrow as it can be.
///
/// How to read an edge: straight lines go on straight. A `/` goes from its upper right to its lower left, and `_` takes
/// it further to the left, behind the bars that it crosses.
class GraphDrawing {
  public:
    using Node = std::uint32_t;

    struct Rows {
        std::vector<std::string>
            above;        ///< none, or one that keeps the node apart from one above it that it is no parent of
        std::string node; ///< the row with its `*`
        std::vector<std::string> below; ///< where its edges part and meet
    };
    /// The rows of the next node. `parents` are those of its parents that will be drawn, too.
    Rows draw(Node node, const std::vector<Node>& parents);

    /// A row in which all edges just go on, for further lines of text beside it.
    std::string bars() const;

    std::size_t width() const { return columns_.size(); }

  private:
    std::size_t column_of(Node node) const;

    // Each adds its rows, and changes the columns. Columns are counted before the change.
    void fork_left(std::size_t from, std::size_t to);
    void fork_right(std::size_t from);
    void open(std::size_t from, Node parent);
    void join(std::size_t from, std::size_t to);
    void close(std::size_t column);
    void connect(std::size_t column, std::vector<Node> parents);

    std::vector<Node> columns_; ///< the node that each column leads to; all different between two nodes
    std::vector<std::string> rows_;
    bool ended_ = false; ///< the node before had no parents, and stood where the next column begins
};

} // namespace limbeck::command

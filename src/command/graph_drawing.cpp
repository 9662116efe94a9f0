#include "command/graph_drawing.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::command {

namespace {

// Column c stands at 2c; what leads from column c to its neighbours stands at 2c - 1 and 2c + 1.

std::string bars_of(std::size_t columns) {
    std::string row(columns == 0 ? 0 : 2 * columns - 1, ' ');
    for (std::size_t at = 0; at < row.size(); at += 2)
        row[at] = '|';
    return row;
}

/// The way of an edge from column `from` down to column `to` on its left, into rows of bars. It takes one row to a
/// neighbour, otherwise two.
void draw_leftwards(std::string& upper, std::string& lower, std::size_t from, std::size_t to) {
    upper[2 * from - 1] = '/';
    for (std::size_t column = to + 2; column < from; ++column)
        upper[2 * column - 1] = '_';
    if (from - to > 1)
        lower[2 * to + 1] = '/';
}

} // namespace

std::size_t GraphDrawing::column_of(Node node) const {
    return static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), node) - columns_.begin());
}

std::string GraphDrawing::bars() const {
    return bars_of(columns_.size());
}

void GraphDrawing::fork_left(std::size_t from, std::size_t to) {
    std::string upper = bars(), lower = bars();
    draw_leftwards(upper, lower, from, to);
    rows_.push_back(std::move(upper));
    if (from - to > 1)
        rows_.push_back(std::move(lower));
}

void GraphDrawing::fork_right(std::size_t from) {
    std::string row = bars();
    row[2 * from + 1] = '\\';
    rows_.push_back(std::move(row));
}

void GraphDrawing::open(std::size_t from, Node parent) {
    std::string row = bars_of(from + 1);
    for (std::size_t column = from; column < columns_.size(); ++column)
        row += column == from ? "\\" : " \\";
    rows_.push_back(std::move(row));
    columns_.insert(columns_.begin() + static_cast<std::ptrdiff_t>(from) + 1, parent);
}

void GraphDrawing::join(std::size_t from, std::size_t to) {
    std::string upper = bars_of(from);
    upper.resize(2 * columns_.size() - 2, ' ');
    for (std::size_t column = from + 1; column < columns_.size(); ++column)
        upper[2 * column - 1] = '/';
    columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(from));
    std::string lower = bars();
    draw_leftwards(upper, lower, from, to);
    rows_.push_back(std::move(upper));
    if (from - to > 1)
        rows_.push_back(std::move(lower));
}

void GraphDrawing::close(std::size_t column) {
    if (column + 1 < columns_.size()) {
        std::string row = bars_of(column);
        row.resize(2 * columns_.size() - 2, ' ');
        for (std::size_t right = column + 1; right < columns_.size(); ++right)
            row[2 * right - 1] = '/';
        rows_.push_back(std::move(row));
    } else {
        ended_ = true;
    }
    columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(column));
}

/// Edges that fork beside the node come first, right below its `*`, for there alone a `/` can part from it; then new
/// columns beside it; then those meet that lead to the same node.
void GraphDrawing::connect(std::size_t column, std::vector<Node> parents) {
    std::vector<Node> known, fresh;
    for (const Node parent : parents)
        (column_of(parent) < columns_.size() ? known : fresh).push_back(parent);

    // The node's own column goes on to a parent: one that nobody else leads to, if there is any.
    const Node own = fresh.empty() ? known.front() : fresh.front();
    std::erase(known, own);
    std::erase(fresh, own);
    const auto on_left =
        std::find_if(known.begin(), known.end(), [&](Node parent) { return column_of(parent) < column; });
    if (on_left != known.end()) {
        fork_left(column, column_of(*on_left));
        known.erase(on_left);
    }
    const auto beside =
        std::find_if(known.begin(), known.end(), [&](Node parent) { return column_of(parent) == column + 1; });
    if (beside != known.end()) {
        fork_right(column);
        known.erase(beside);
    }
    for (auto parent = fresh.rbegin(); parent != fresh.rend(); ++parent)
        open(column, *parent);

    const auto meet = [&](std::size_t one, std::size_t other) { join(std::max(one, other), std::min(one, other)); };
    for (const Node parent : known) {
        const std::size_t theirs = column_of(parent);
        open(column, parent);
        meet(column + 1, theirs > column ? theirs + 1 : theirs);
    }
    const std::size_t theirs = column_of(own);
    columns_[column] = own;
    if (theirs < columns_.size())
        meet(column, theirs);
}

GraphDrawing::Rows GraphDrawing::draw(Node node, const std::vector<Node>& parents) {
    Rows drawn;
    const std::size_t column = column_of(node);
    if (column == columns_.size()) {
        if (ended_)
            drawn.above.push_back(bars());
        columns_.push_back(node);
    }
    ended_ = false;
    drawn.node = bars();
    drawn.node[2 * column] = '*';

    std::vector<Node> different;
    for (const Node parent : parents)
        if (std::find(different.begin(), different.end(), parent) == different.end())
            different.push_back(parent);
    if (different.empty())
        close(column);
    else
        connect(column, std::move(different));
    drawn.below = std::exchange(rows_, {});
    return drawn;
}

} // namespace limbeck::command

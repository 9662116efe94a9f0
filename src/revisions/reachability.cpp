#include "revisions/reachability.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::revisions {

using Index = Edges::Index;

std::vector<Index> order_along_down(const Graph& graph) {
    std::vector<Index> order;
    order.reserve(graph.down.size());
    std::vector<std::size_t> missing(graph.down.size());
    for (Index i = 0; i < missing.size(); ++i)
        if ((missing[i] = graph.down.from(i).size()) == 0)
            order.push_back(i);
    for (std::size_t i = 0; i < order.size(); ++i)
        for (Index next : graph.next.from(order[i]))
            if (--missing[next] == 0)
                order.push_back(next);
    return order;
}

Reachability::Reachability(const Edges& down, const Edges& up) : up_(up), visited_(up.size(), 0) {
    std::vector<Index> bases;
    for (Index i = 0; i < down.size(); ++i)
        if (down.from(i).empty())
            bases.push_back(i);
    forwards_ = walk(bases, false);
    std::reverse(bases.begin(), bases.end());
    backwards_ = walk(bases, true);
}

Reachability::Walk Reachability::walk(const std::vector<Index>& bases, bool backwards) const {
    Walk numbers;
    numbers.enter.assign(up_.size(), 0);
    numbers.leave.assign(up_.size(), 0);
    numbers.least.assign(up_.size(), 0);
    std::uint32_t time = 0;
    std::vector<std::pair<Index, std::size_t>> path; // a revision, and which of its ways up comes next
    auto discover = [&](Index at) {
        if (numbers.enter[at] == 0) {
            numbers.enter[at] = ++time;
            path.emplace_back(at, 0);
        }
    };
    for (Index base : bases) {
        discover(base);
        while (!path.empty()) {
            const Index at = path.back().first;
            const auto next = up_.from(at);
            const std::size_t way = path.back().second++;
            if (way < next.size()) {
                discover(next[backwards ? next.size() - 1 - way : way]);
                continue;
            }
            numbers.leave[at] = numbers.least[at] = ++time;
            for (Index up : next)
                numbers.least[at] = std::min(numbers.least[at], numbers.least[up]);
            path.pop_back();
        }
    }
    return numbers;
}

bool Reachability::is_out_of_range(Index ancestor, Index of) const {
    auto outside = [&](const Walk& numbers) {
        return numbers.leave[of] > numbers.leave[ancestor] || numbers.least[of] < numbers.least[ancestor];
    };
    return outside(forwards_) || outside(backwards_);
}

bool Reachability::is_ancestor(Index ancestor, Index of) {
    ++round_;
    todo_.assign(1, ancestor);
    while (!todo_.empty()) {
        const Index at = todo_.back();
        todo_.pop_back();
        if (is_out_of_range(at, of))
            continue;
        if (forwards_.enter[at] <= forwards_.enter[of] && forwards_.leave[of] <= forwards_.leave[at])
            return true;
        for (Index up : up_.from(at))
            if (visited_[up] != round_) {
                visited_[up] = round_;
                todo_.push_back(up);
            }
    }
    return false;
}

} // namespace limbeck::revisions

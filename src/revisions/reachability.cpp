#include "revisions/reachability.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::revisions {

std::vector<Revision::Index> order_along_down(const std::deque<Revision>& revisions) {
    std::vector<Revision::Index> order;
    order.reserve(revisions.size());
    std::vector<std::size_t> missing(revisions.size());
    for (const Revision& revision : revisions)
        if ((missing[revision.index] = revision.down.size()) == 0)
            order.push_back(revision.index);
    for (std::size_t i = 0; i < order.size(); ++i)
        for (Revision::Index next : revisions[order[i]].next)
            if (--missing[next] == 0)
                order.push_back(next);
    return order;
}

Reachability::Reachability(const std::deque<Revision>& revisions)
    : revisions_(revisions), visited_(revisions.size(), 0) {
    walk(forwards_, false);
    walk(backwards_, true);
}

void Reachability::walk(Walk& numbers, bool backwards) {
    const std::size_t size = revisions_.size();
    numbers.enter.assign(size, 0);
    numbers.leave.assign(size, 0);
    numbers.least.assign(size, 0);
    std::uint32_t time = 0;
    std::vector<std::pair<Index, std::size_t>> path; // a revision, and which of its ways up comes next
    auto discover = [&](Index at) {
        if (numbers.enter[at] == 0) {
            numbers.enter[at] = ++time;
            path.emplace_back(at, 0);
        }
    };
    for (std::size_t i = 0; i < size; ++i) {
        const Index start = static_cast<Index>(backwards ? size - 1 - i : i);
        if (!revisions_[start].down.empty())
            continue;
        discover(start);
        while (!path.empty()) {
            const Index at = path.back().first;
            const std::vector<Index>& next = revisions_[at].next;
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
        for (Index up : revisions_[at].next)
            if (visited_[up] != round_) {
                visited_[up] = round_;
                todo_.push_back(up);
            }
    }
    return false;
}

} // namespace limbeck::revisions

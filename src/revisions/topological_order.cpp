#include "revisions/topological_order.hpp"

#include <algorithm>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;
using Revisions = RevisionMap::Revisions;

bool contains(const std::vector<Index>& list, Index value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// Position of a revision's id in Alembic's map: where the id was first seen.
std::size_t rank(const RevisionMap& map, Index index) {
    // Two files with one id are rare; only then the position of a revision is not its index.
    if (map.warnings().empty())
        return index;
    auto place = std::find(map.keys().begin(), map.keys().end(), map.at(index).id);
    return static_cast<std::size_t>(place - map.keys().begin());
}

} // namespace

Revisions topological_order(const RevisionMap& map, const RevisionSet& set, const Revisions& heads) {
    std::size_t size = map.size();
    std::vector<Index> current;
    RevisionSet is_current(size);
    for (const Revision* head : heads)
        if (head && set[head->index] && !is_current[head->index]) {
            is_current[head->index] = true;
            current.push_back(head->index);
        }
    std::sort(current.begin(), current.end(), [&](Index a, Index b) { return rank(map, a) < rank(map, b); });

    // above[i]: neighbours above i that still have to come. Revisions outside of the set count as done when
    // nothing of the set is left above them.
    Revisions everything;
    for (std::size_t i = 0; i < size; ++i)
        if (set[i])
            everything.push_back(&map.at(static_cast<Index>(i)));
    std::size_t left = everything.size();
    RevisionSet involved = ancestors_of(map, everything);
    std::vector<std::uint32_t> above(size, 0);
    for (std::size_t i = 0; i < size; ++i)
        if (involved[i])
            for (Index down : map.at(static_cast<Index>(i)).normalized_down)
                ++above[down];
    RevisionSet done(size);
    std::vector<Index> finished;
    auto finish = [&](Index index) {
        finished.assign(1, index);
        while (!finished.empty()) {
            Index at = finished.back();
            finished.pop_back();
            done[at] = true;
            for (Index down : map.at(at).normalized_down)
                if (--above[down] == 0 && !set[down])
                    finished.push_back(down);
        }
    };
    for (std::size_t i = 0; i < size; ++i) // what is outside of the set, and has nothing above it
        if (involved[i] && !set[i] && above[i] == 0 && !done[i])
            finish(static_cast<Index>(i));

    std::vector<std::uint32_t> marks(size, 0);
    std::uint32_t round = 0;
    std::vector<Index> todo, further;
    // The first of the current heads that stands above `index`.
    auto blocking = [&](Index index) {
        ++round;
        todo.assign(1, index);
        while (!todo.empty()) {
            Index at = todo.back();
            todo.pop_back();
            for (Index up : map.at(at).all_next)
                if (involved[up] && !done[up] && marks[up] != round && contains(map.at(up).normalized_down, at)) {
                    marks[up] = round;
                    todo.push_back(up);
                    if (up == current.front())
                        return std::size_t{0};
                }
        }
        for (std::size_t i = 0; i < current.size(); ++i)
            if (marks[current[i]] == round && current[i] != index)
                return i;
        return current.size();
    };

    Revisions output;
    output.reserve(left);
    std::size_t at = 0;
    while (left > 0) {
        if (current.empty()) {
            // What is left hangs only on revisions outside of the set.
            for (const Revision* revision : everything)
                if (!done[revision->index] && above[revision->index] == 0) {
                    current.push_back(revision->index);
                    is_current[revision->index] = true;
                    break;
                }
            at = 0;
            if (current.empty())
                break;
        }
        Index candidate = current[at];
        if (above[candidate] > 0) {
            std::size_t other = blocking(candidate);
            if (other < current.size()) {
                at = other;
                continue;
            }
        }
        if (!done[candidate]) {
            output.push_back(&map.at(candidate));
            --left;
            finish(candidate);
        }
        further.clear();
        for (Index down : map.at(candidate).normalized_down)
            if (set[down] && !done[down] && !is_current[down])
                further.push_back(down);
        is_current[candidate] = false;
        if (further.empty()) {
            current.erase(current.begin() + static_cast<std::ptrdiff_t>(at));
            at = at > 0 ? at - 1 : 0;
        } else {
            current[at] = further.front();
            current.insert(current.end(), further.begin() + 1, further.end());
            for (Index down : further)
                is_current[down] = true;
        }
    }
    return output;
}

} // namespace limbeck::revisions

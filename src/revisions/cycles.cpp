#include "revisions/cycles.hpp"

#include "revisions/refusals.hpp"

#include <algorithm>
#include <unordered_set>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;

std::vector<bool> reach(const std::vector<Index>& from, const Edges& edges) {
    std::vector<bool> seen(edges.size());
    std::vector<Index> todo = from;
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        if (seen[at])
            continue;
        seen[at] = true;
        const auto further = edges.from(at);
        todo.insert(todo.end(), further.begin(), further.end());
    }
    return seen;
}

/// Takes away what has nothing left behind it, again and again. What stays lies on a cycle, or ahead of one.
void peel(const Edges& behind, const Edges& ahead, std::vector<bool>& left) {
    std::vector<std::uint32_t> missing(left.size());
    std::vector<Index> todo;
    for (Index at = 0; at < left.size(); ++at) {
        if (!left[at])
            continue;
        for (const Index one : behind.from(at))
            missing[at] += left[one];
        if (missing[at] == 0)
            todo.push_back(at);
    }
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        left[at] = false;
        for (const Index one : ahead.from(at))
            if (left[one] && --missing[one] == 0)
                todo.push_back(one);
    }
}

/// A cycle between a base and a head.
void refuse_enclosed(const std::deque<Revision>& revisions, const CycleCheck& check) {
    std::vector<bool> left(revisions.size(), true);
    peel(check.down, check.up, left);
    peel(check.up, check.down, left);
    std::vector<std::string> ids;
    for (const Revision& revision : revisions)
        if (left[revision.index])
            ids.push_back(revision.id);
    if (ids.empty())
        return;
    std::sort(ids.begin(), ids.end());
    refuse_cycle(check.kind, ids);
}

/// What no head has below it, or no base above it.
void refuse_outside(const std::deque<Revision>& revisions, const CycleCheck& check) {
    const bool has_ends = !check.heads.empty() && !check.bases.empty();
    const std::vector<bool> below = reach(check.heads, check.down);
    const std::vector<bool> above = reach(check.bases, check.up);
    // Of two files with one id it is enough that one has its place.
    std::unordered_set<std::string_view> known;
    std::vector<std::string> outside;
    bool complete = has_ends;
    for (const Revision& revision : revisions)
        complete &= below[revision.index] && above[revision.index];
    if (complete)
        return;
    if (has_ends)
        for (const Revision& revision : revisions)
            if (below[revision.index] && above[revision.index])
                known.insert(revision.id);
    for (const Revision& revision : revisions)
        if (known.insert(revision.id).second)
            outside.push_back(revision.id);
    if (has_ends)
        std::sort(outside.begin(), outside.end());
    if (!outside.empty())
        refuse_cycle(check.kind, outside);
}

} // namespace

void refuse_cycles(const std::deque<Revision>& revisions, const CycleCheck& check) {
    if (revisions.empty())
        return;
    refuse_outside(revisions, check);
    refuse_enclosed(revisions, check);
}

} // namespace limbeck::revisions

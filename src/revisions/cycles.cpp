#include "revisions/cycles.hpp"

#include "revisions/refusals.hpp"

#include <algorithm>
#include <unordered_set>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;
using Edges = std::vector<Index> Revision::*;

std::vector<bool> reach(const std::deque<Revision>& revisions, const std::vector<Index>& from, Edges edges) {
    std::vector<bool> seen(revisions.size());
    std::vector<Index> todo = from;
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        if (seen[at])
            continue;
        seen[at] = true;
        const auto& further = revisions[at].*edges;
        todo.insert(todo.end(), further.begin(), further.end());
    }
    return seen;
}

/// Takes away what has nothing left behind it, again and again. What stays lies on a cycle, or ahead of one.
void peel(const std::deque<Revision>& revisions, Edges behind, Edges ahead, std::vector<bool>& left) {
    std::vector<std::size_t> missing(revisions.size());
    std::vector<Index> todo;
    for (const Revision& revision : revisions) {
        if (!left[revision.index])
            continue;
        for (const Index one : revision.*behind)
            missing[revision.index] += left[one];
        if (missing[revision.index] == 0)
            todo.push_back(revision.index);
    }
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        left[at] = false;
        for (const Index one : revisions[at].*ahead)
            if (left[one] && --missing[one] == 0)
                todo.push_back(one);
    }
}

/// A cycle between a base and a head.
void refuse_enclosed(const std::deque<Revision>& revisions, const CycleCheck& check) {
    std::vector<bool> left(revisions.size(), true);
    peel(revisions, check.down, check.up, left);
    peel(revisions, check.up, check.down, left);
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
    const std::vector<bool> below = reach(revisions, check.heads, check.down);
    const std::vector<bool> above = reach(revisions, check.bases, check.up);
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

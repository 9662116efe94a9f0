#include "revisions/revision_set.hpp"

#include "configuration/python_text.hpp"
#include "revisions/refusals.hpp"
#include "support/words.hpp"

#include <algorithm>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;
using Revisions = RevisionMap::Revisions;

/// Marks what `edges` reach from `from`, with `from` itself. `check`: none of `from` may be reached from another.
RevisionSet reach(const RevisionMap& map, const Revisions& from, const Edges& edges, bool check) {
    RevisionSet seen(map.size());
    RevisionSet targets(check ? map.size() : 0);
    if (check)
        for (const Revision* one : from)
            targets[one->index] = true;
    std::vector<Index> todo;
    for (const Revision* one : from) {
        if (!one)
            continue;
        Revisions overlaps;
        todo.push_back(one->index);
        while (!todo.empty()) {
            Index at = todo.back();
            todo.pop_back();
            if (check && targets[at] && at != one->index &&
                std::find(overlaps.begin(), overlaps.end(), &map.at(at)) == overlaps.end())
                overlaps.push_back(&map.at(at));
            if (seen[at])
                continue;
            seen[at] = true;
            const auto further = edges.from(at);
            todo.insert(todo.end(), further.begin(), further.end());
        }
        if (!overlaps.empty()) {
            std::vector<std::string> ids;
            for (const Revision* other : overlaps)
                ids.push_back(other->id);
            refuse("Requested revision " + one->id + " overlaps with other requested revisions " +
                   support::joined(ids, ", "));
        }
    }
    return seen;
}

} // namespace

RevisionSet ancestors_of(const RevisionMap& map, const Revisions& of, bool dependencies, bool apart) {
    return reach(map, of, dependencies ? map.graph().normalized_down : map.graph().down, apart);
}

RevisionSet ancestors_of(const RevisionMap& map, const RevisionSet& of) {
    RevisionSet seen = of;
    std::vector<Index> todo;
    auto go_below = [&](Index at) {
        for (Index down : map.graph().normalized_down.from(at))
            if (!seen[down]) {
                seen[down] = true;
                todo.push_back(down);
            }
    };
    for (Index i = 0; i < of.size(); ++i)
        if (of[i])
            go_below(i);
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        go_below(at);
    }
    return seen;
}

RevisionSet descendants_of(const RevisionMap& map, const Revisions& of, bool dependencies, bool apart) {
    return reach(map, of, dependencies ? map.graph().all_next : map.graph().next, apart);
}

RevisionSet lineage_of(const RevisionMap& map, const Revisions& of, bool dependencies) {
    RevisionSet set = ancestors_of(map, of, dependencies);
    const RevisionSet above = descendants_of(map, of, dependencies);
    for (std::size_t i = 0; i < set.size(); ++i)
        if (above[i])
            set[i] = true;
    return set;
}

Revisions revisions_in(const RevisionMap& map, const RevisionSet& set) {
    Revisions revisions;
    for (std::size_t i = 0; i < set.size(); ++i)
        if (set[i])
            revisions.push_back(&map.at(static_cast<Index>(i)));
    return revisions;
}

} // namespace limbeck::revisions

#include "revisions/dependencies.hpp"

#include "revisions/index_list.hpp"
#include "revisions/reachability.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;
using Indexes = std::vector<Index>;

/// Of the revisions that name one dependency those that have another one of them among their ancestors.
class Implied {
  public:
    explicit Implied(const Graph& graph) : graph_(graph), reached_(graph.down.size(), 0) {}

    Indexes among(const Indexes& names) {
        // Asking for each two of them is quick as long as they are few.
        return names.size() * names.size() / 2 < reached_.size() ? by_pairs(names) : by_walk(names);
    }

  private:
    Indexes by_pairs(const Indexes& names) {
        if (!reachability_)
            reachability_.emplace(graph_.down, graph_.next);
        Indexes implied;
        for (Index name : names)
            if (std::any_of(names.begin(), names.end(),
                            [&](Index other) { return other != name && reachability_->is_ancestor(other, name); }))
                implied.push_back(name);
        return implied;
    }

    Indexes by_walk(const Indexes& names) {
        ++round_;
        Indexes todo = names;
        while (!todo.empty()) {
            const Index at = todo.back();
            todo.pop_back();
            for (Index next : graph_.next.from(at))
                if (reached_[next] != round_) {
                    reached_[next] = round_;
                    todo.push_back(next);
                }
        }
        Indexes implied;
        for (Index name : names)
            if (reached_[name] == round_)
                implied.push_back(name);
        return implied;
    }

    const Graph& graph_;
    std::optional<Reachability> reachability_;
    std::vector<std::uint32_t> reached_;
    std::uint32_t round_ = 0;
};

void take(Revision& revision, const Indexes& dependencies) {
    revision.normalized_deps.clear();
    add_once(revision.normalized_deps, dependencies);
    revision.normalized_down = revision.down;
    add_once(revision.normalized_down, revision.normalized_deps);
}

} // namespace

void normalize_dependencies(std::deque<Revision>& revisions, const Graph& graph) {
    std::unordered_map<Index, Indexes> named_by;
    for (const Revision& revision : revisions)
        for (Index dependency : revision.depends)
            if (Indexes& names = named_by[dependency]; names.empty() || names.back() != revision.index)
                names.push_back(revision.index);

    std::unordered_map<Index, Indexes> dropped; // by the revision that names them
    Implied implied(graph);
    for (const auto& [dependency, names] : named_by)
        if (names.size() > 1)
            for (Index name : implied.among(names))
                dropped[name].push_back(dependency);
    for (Revision& revision : revisions) {
        Indexes kept = revision.depends;
        if (const auto found = dropped.find(revision.index); found != dropped.end()) {
            const std::unordered_set<Index> gone(found->second.begin(), found->second.end());
            std::erase_if(kept, [&](Index dependency) { return gone.count(dependency) > 0; });
        }
        take(revision, kept);
    }
}

void normalize_dependencies(const std::deque<Revision>& revisions, const Graph& graph, Revision& added) {
    std::unordered_set<Index> named; // by an ancestor
    std::vector<bool> seen(revisions.size());
    Indexes todo = added.down;
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        if (seen[at])
            continue;
        seen[at] = true;
        named.insert(revisions[at].depends.begin(), revisions[at].depends.end());
        const auto down = graph.down.from(at);
        todo.insert(todo.end(), down.begin(), down.end());
    }
    Indexes kept = added.depends;
    std::erase_if(kept, [&](Index dependency) { return named.count(dependency) > 0; });
    take(added, kept);
}

} // namespace limbeck::revisions

#include "revisions/selection.hpp"

#include "revisions/destinations.hpp"
#include "revisions/refusals.hpp"
#include "revisions/resolver.hpp"

#include <algorithm>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;
using Revisions = RevisionMap::Revisions;

/// "branch@…" as the lower end keeps the targets to that branch.
void keep_to_branch(const RevisionMap& map, const Identifier& lower, Revisions& targets) {
    const auto text = std::get_if<std::string>(&lower);
    if (!text || text->find('@') == std::string::npos)
        return;
    std::string branch = text->substr(0, text->find('@'));
    const Resolver resolver(map);
    const Revision* revision = resolver.revision(branch);
    if (revision && revision->id == branch && revision->branch_labels.size() != 1) {
        targets = resolver.filter(targets, branch); // a revision without a label of its own
        return;
    }
    if (revision && revision->id == branch)
        branch = revision->branch_labels.front();
    std::erase_if(targets, [&](const Revision* target) { return !target->has_label(branch); });
}

/// Where a downgrade ends: what stands directly on the target, or the bases.
Revisions roots_of_downgrade(const RevisionMap& map, const Revision* target, const std::string& branch,
                             bool inclusive) {
    Revisions roots;
    std::size_t candidates = 0; // as Alembic counts them: under each of their names
    if (!target) {
        for (std::size_t i = 0; i < map.size(); ++i)
            if (const Revision& revision = map.at(static_cast<Index>(i)); revision.is_base()) {
                roots.push_back(&revision);
                candidates += 1 + revision.own_labels.size();
            }
    } else if (inclusive)
        roots.push_back(target);
    else
        for (Index next : target->next)
            roots.push_back(&map.at(next));
    candidates = std::max(candidates, roots.size());

    if (!branch.empty() && candidates > 1) {
        const RevisionSet on_branch = ancestors_of(map, {Resolver(map).branch(branch)}, false);
        std::erase_if(roots, [&](const Revision* root) { return !on_branch[root->index]; });
        if (roots.empty())
            refuse("Not a valid downgrade target from current heads");
    }
    return roots;
}

} // namespace

Selection select_upgrade(const RevisionMap& map, const Identifier& upper, Identifier lower,
                         const RevisionMap::Range& range) {
    const Resolver resolver(map);
    Revisions targets = revisions_among(upgrade_target(map, lower, upper, range.assert_relative_length));
    keep_to_branch(map, lower, targets);

    const RevisionSet required = ancestors_of(map, targets, true, true);
    Nodes current_nodes = resolver.nodes(lower);
    if (!range.implicit_base)
        for (const Node& node : current_nodes)
            if (node.is_base() || (node.revision() && !required[node.revision()->index]))
                refuse_range(display(lower), display(upper));

    // A relative lower end beyond the base, which the resolver cannot find.
    if (!current_nodes.empty() && current_nodes.front().is_none()) {
        const Node found = downgrade_target(map, upper, lower, range).second;
        current_nodes.clear();
        lower = std::monostate{};
        if (const Revision* revision = found.revision()) {
            current_nodes.push_back(revision);
            lower = revision->id;
        }
    }
    const Revisions current = revisions_among(current_nodes);

    RevisionSet needs = ancestors_of(map, current, true, true);
    for (std::size_t i = 0; i < needs.size(); ++i)
        needs[i] = required[i] && !needs[i];
    if (range.inclusive)
        for (const Revision* revision : revisions_among(resolver.nodes(lower)))
            needs[revision->index] = true;
    if (!current.empty() && !range.implicit_base) {
        const RevisionSet above = descendants_of(map, current, false, true);
        for (std::size_t i = 0; i < needs.size(); ++i)
            needs[i] = needs[i] && above[i];
    }
    return {std::move(needs), std::move(targets)};
}

Selection select_downgrade(const RevisionMap& map, const Identifier& upper, const Identifier& lower,
                           const RevisionMap::Range& range) {
    const auto [branch, node] = downgrade_target(map, upper, lower, range);
    const Revision* target = node.revision();
    const Revisions roots = roots_of_downgrade(map, target, branch, range.inclusive);
    Revisions heads = revisions_among(Resolver(map).nodes(upper));

    RevisionSet drop = descendants_of(map, roots);
    const RevisionSet active = ancestors_of(map, heads);
    const RevisionSet below_roots = range.implicit_base ? ancestors_of(map, roots) : RevisionSet();
    bool any = false;
    for (std::size_t i = 0; i < drop.size(); ++i) {
        drop[i] = active[i] && (drop[i] || (range.implicit_base && !below_roots[i]));
        any |= drop[i];
    }
    if (target && !any && std::find(heads.begin(), heads.end(), target) == heads.end())
        refuse_range("Nothing to drop", display(upper));
    return {std::move(drop), std::move(heads)};
}

} // namespace limbeck::revisions

#include "revisions/resolver.hpp"

#include "configuration/python_text.hpp"
#include "revisions/refusals.hpp"
#include "revisions/relative_destination.hpp"
#include "revisions/revision_set.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cstdlib>

namespace limbeck::revisions {

using support::joined;
using Revisions = RevisionMap::Revisions;
using Ids = std::vector<std::string>;

RevisionMap::Revisions revisions_among(const Nodes& nodes) {
    RevisionMap::Revisions revisions;
    for (const Node& node : nodes)
        if (node.revision())
            revisions.push_back(node.revision());
    return revisions;
}

std::pair<Ids, std::optional<std::string>> Resolver::resolve_number(const Identifier& id) const {
    if (auto list = std::get_if<Ids>(&id))
        return {*list, std::nullopt};
    auto text = std::get_if<std::string>(&id);
    if (!text)
        return {{}, std::nullopt};
    std::optional<std::string> branch;
    std::string name = *text;
    if (std::size_t at = name.find('@'); at != std::string::npos) {
        branch = name.substr(0, at);
        name.erase(0, at + 1);
    }
    if (name == "heads") {
        if (!branch || branch->empty())
            return {map_.real_heads(), branch};
        return {filter(map_.heads(), *branch), branch};
    }
    if (name == "head") {
        if (auto head = current_head(branch.value_or("")))
            return {{*head}, branch};
        return {{}, branch};
    }
    if (name == "base")
        return {{}, branch};
    return {{std::move(name)}, branch};
}

std::optional<std::string> Resolver::current_head(std::string_view branch) const {
    Ids heads = map_.heads();
    if (!branch.empty())
        heads = filter(heads, std::string(branch));
    if (heads.size() > 1)
        refuse_several_heads(heads, branch.empty() ? "head" : std::string(branch) + "@head");
    if (heads.empty())
        return std::nullopt;
    return heads.front();
}

Nodes Resolver::nodes(const Identifier& id) const {
    Nodes found;
    if (auto list = std::get_if<Ids>(&id)) {
        for (const std::string& one : *list) {
            Nodes more = nodes(one);
            found.insert(found.end(), more.begin(), more.end());
        }
        return found;
    }
    auto [ids, branch] = resolve_number(id);
    if (ids.size() == 1)
        if (int steps = negative_number(ids.front()); steps < 0) {
            for (const Revision* head : revisions_among(nodes("heads")))
                if (!branch || head->has_label(*branch))
                    found.push_back(walk(head, steps, {}, true));
            return found;
        }
    for (const std::string& one : ids)
        found.push_back(for_ident(one, branch.value_or("")));
    return found;
}

const Revision* Resolver::revision(const Identifier& id) const {
    auto [ids, name] = resolve_number(id);
    if (ids.size() > 1)
        refuse_several_heads(ids, std::holds_alternative<std::string>(id) ? std::get<std::string>(id) : display(id));
    if (ids.empty()) {
        if (name && !name->empty())
            branch(*name);
        return nullptr;
    }
    return for_ident(ids.front(), name.value_or(""));
}

/// The revision whose id or label begins with `id`, of those on the branch when there is one. With a memory: a look at
/// all keys for each step of "labe@+1000" would be too many.
const Revision* Resolver::for_prefix(const std::string& id, const std::string& branch) const {
    const std::string name = branch + "@" + id;
    if (const auto known = by_prefix_.find(name); known != by_prefix_.end())
        return known->second;
    const Revision* found = find_prefix(id, branch);
    by_prefix_.emplace(name, found);
    return found;
}

const Revision* Resolver::find_prefix(const std::string& id, const std::string& branch) const {
    Ids matches;
    if (!id.empty())
        for (const std::string& key : map_.keys())
            if (key.size() > 3 && key.starts_with(id))
                matches.push_back(key);
    if (!branch.empty())
        matches = filter(matches, branch);
    if (matches.empty())
        refuse_identifier("No such revision or branch '" + id + "'" +
                              (id.size() < 4 ? "; please ensure at least four characters are present for "
                                               "partial revision identifier matches"
                                             : ""),
                          id);
    if (matches.size() > 1) {
        matches.resize(std::min<std::size_t>(matches.size(), 3));
        refuse_identifier("Multiple revisions start with '" + id + "': '" + joined(matches, "', '") + "'...", id);
    }
    return map_.find(matches.front());
}

/// The revision with this id, label, or unique prefix; on the branch, when that is given.
const Revision* Resolver::for_ident(const std::string& id, const std::string& branch_name) const {
    const Revision* of_branch = branch_name.empty() ? nullptr : branch(branch_name);
    const Revision* found = map_.find(id);
    if (!found)
        found = for_prefix(id, branch_name);
    if (of_branch && !lineage({of_branch}, false)[found->index])
        refuse_identifier("Revision " + found->id + " is not a member of branch '" + branch_name + "'", id);
    return found;
}

const Revision* Resolver::branch(const std::string& name) const {
    if (const Revision* found = map_.find(name))
        return found;
    try {
        return for_ident(name, {});
    } catch (const RevisionError& error) {
        if (error.reason != RevisionError::Reason::Resolution)
            throw;
        refuse_identifier("No such branch: '" + name + "'", name);
    }
}

/// lineage_of() with a memory: "branch@heads" and "branch@+5" ask for the same one again and again.
const RevisionSet& Resolver::lineage(const Revisions& of, bool dependencies) const {
    if (lineage_.empty() || of != lineage_of_ || dependencies != lineage_dependencies_) {
        lineage_ = lineage_of(map_, of, dependencies);
        lineage_of_ = of;
        lineage_dependencies_ = dependencies;
    }
    return lineage_;
}

/// What membership is tested with; null: everything passes.
const RevisionSet* Resolver::members_of(const Identifier& check_against, bool dependencies) const {
    auto [ids, branch] = resolve_number(check_against);
    Revisions revisions;
    if (branch && !branch->empty())
        revisions.push_back(for_ident(*branch, {}));
    for (const std::string& id : ids)
        revisions.push_back(for_ident(id, {}));
    if (revisions.empty())
        return nullptr;
    return &lineage(revisions, dependencies);
}

Ids Resolver::filter(const Ids& ids, const Identifier& check_against) const {
    if (ids.empty())
        return {};
    const RevisionSet* members = members_of(check_against, false);
    if (!members)
        return ids;
    Ids kept;
    for (const std::string& id : ids)
        if ((*members)[for_ident(id, {})->index])
            kept.push_back(id);
    return kept;
}

Revisions Resolver::filter(const Revisions& targets, const Identifier& check_against, bool dependencies) const {
    if (targets.empty()) {
        resolve_number(check_against); // "head" of several is refused all the same
        return {};
    }
    const RevisionSet* members = members_of(check_against, dependencies);
    if (!members)
        return targets;
    Revisions kept;
    for (const Revision* target : targets)
        if (target && (*members)[target->index])
            kept.push_back(target);
    return kept;
}

/// One step up from `at`: the possible ones.
Revisions Resolver::above(Node at, const std::string& branch) const {
    Revisions up;
    if (const Revision* revision = at.revision())
        for (Revision::Index next : revision->next)
            up.push_back(&map_.at(next));
    else
        for (const std::string& base : map_.bases())
            up.push_back(map_.find(base));
    return branch.empty() ? up : filter(up, branch);
}

/// One step down from `at`: the possible ones.
Nodes Resolver::below(Node at) const {
    Nodes down;
    if (const Revision* revision = at.revision())
        for (Revision::Index index : revision->down)
            down.push_back(&map_.at(index));
    else if (at.is_none())
        for (const std::string& head : map_.heads())
            down.push_back(map_.find(head));
    if (down.empty() && !at.is_base())
        down.push_back(Node::base());
    return down;
}

Node Resolver::walk(Node at, int steps, const std::string& branch, bool no_overwalk) const {
    for (int i = 0, n = std::abs(steps); i < n; ++i) {
        Nodes further;
        if (steps > 0) {
            const Revisions up = above(at, branch);
            further.assign(up.begin(), up.end());
        } else
            further = below(at);
        if (further.empty())
            return no_overwalk ? Node() : at;
        if (further.size() > 1) {
            std::vector<std::string> ids;
            for (const Node& node : further)
                ids.push_back(node.revision()->id);
            refuse_ambiguous_walk(ids);
        }
        at = further.front();
    }
    return at;
}

} // namespace limbeck::revisions

#include "revisions/revision_map.hpp"

#include "configuration/python_text.hpp"
#include "revisions/branch_labels.hpp"
#include "revisions/cycles.hpp"
#include "revisions/dependencies.hpp"
#include "revisions/destinations.hpp"
#include "revisions/index_list.hpp"
#include "revisions/refusals.hpp"
#include "revisions/resolver.hpp"
#include "revisions/revision_set.hpp"
#include "revisions/selection.hpp"
#include "revisions/topological_order.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <set>

namespace limbeck::revisions {

using support::joined;
using Reason = RevisionError::Reason;

namespace {

using Index = Revision::Index;

bool contains(const std::vector<Index>& list, Index value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

} // namespace

const std::shared_ptr<const BranchLabels::Labels>& BranchLabels::nobody() {
    static const auto labels = std::make_shared<const Labels>();
    return labels;
}

bool Revision::has_label(std::string_view label) const {
    return std::find(branch_labels.begin(), branch_labels.end(), label) != branch_labels.end();
}

void verify_revision_id(std::string_view id) {
    std::set<char> illegal;
    for (char c : id)
        if (c == '@' || c == '-' || c == '+' || c == ':')
            illegal.insert(c);
    if (illegal.empty())
        return;
    std::vector<std::string> characters;
    for (char c : illegal)
        characters.emplace_back(1, c);
    refuse("Character(s) '" + joined(characters, ", ") + "' not allowed in revision identifier '" + std::string(id) +
           "'");
}

// ---------------------------------------------------------------------------------------------------------------------
// Making the graph

RevisionMap::RevisionMap(std::vector<RevisionData> revisions) {
    by_key_.reserve(revisions.size());
    keys_.reserve(revisions.size());
    for (RevisionData& data : revisions)
        append(std::move(data));
    for (const Revision& revision : revisions_)
        map_labels(revision);
    for (Revision& revision : revisions_)
        resolve_dependencies(revision);

    // Of two files with one id only the last one is linked, but both count as heads and bases.
    std::vector<bool> below(revisions_.size()), really_below(revisions_.size());
    std::vector<std::string> ids(keys_.begin(), keys_.end());
    for (const std::string& key : ids) {
        Revision& revision = revisions_[by_key_.find(key)->second];
        if (revision.id != key)
            continue; // a label; its revision is linked under its id
        link(revision);
        for (Index down : revision.down)
            below[down] = true;
        for (Index down : revision.all_down)
            really_below[down] = true;
    }
    Edges all_down;
    for (const Revision& revision : revisions_) {
        graph_.down.append(revision.down);
        graph_.next.append(revision.next);
        graph_.all_next.append(revision.all_next);
        all_down.append(revision.all_down);
        if (!below[revision.index])
            heads_.push_back(revision.index);
        if (!really_below[revision.index])
            real_heads_.push_back(revision.index);
        if (revision.is_base())
            bases_.push_back(revision.index);
        if (revision.is_real_base())
            real_bases_.push_back(revision.index);
    }
    refuse_cycles(revisions_, {"Cycle", heads_, bases_, graph_.down, graph_.next});
    refuse_cycles(revisions_, {"Dependency cycle", real_heads_, real_bases_, all_down, graph_.all_next});
    normalize_dependencies(revisions_, graph_);
    for (const Revision& revision : revisions_)
        graph_.normalized_down.append(revision.normalized_down);
    spread_branch_labels(revisions_, graph_);
}

Revision& RevisionMap::append(RevisionData data) {
    auto names_itself = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), data.id) != ids.end();
    };
    if (names_itself(data.down_revision))
        refuse_cycle("Self-loop", {data.id});
    if (names_itself(data.dependencies))
        refuse_cycle("Dependency self-loop", {data.id});
    verify_revision_id(data.id);

    Revision& revision = revisions_.emplace_back();
    revision.index = static_cast<Index>(revisions_.size() - 1);
    revision.id = std::move(data.id);
    revision.down_revision = std::move(data.down_revision);
    revision.dependencies = std::move(data.dependencies);
    revision.own_labels = std::move(data.branch_labels);
    if (!revision.own_labels.empty()) {
        std::vector<std::string> labels;
        for (const std::string& label : revision.own_labels)
            if (std::find(labels.begin(), labels.end(), label) == labels.end())
                labels.push_back(label);
        revision.branch_labels = BranchLabels(std::move(labels));
    }
    if (!by_key_.insert_or_assign(revision.id, revision.index).second)
        warnings_.push_back("Revision " + revision.id + " is present more than once");
    else
        keys_.push_back(revision.id);
    return revision;
}

void RevisionMap::map_labels(const Revision& revision) {
    for (const std::string& label : revision.own_labels) {
        auto [place, is_new] = by_key_.emplace(label, revision.index);
        if (!is_new)
            refuse("Branch name '" + label + "' in revision " + revision.id + " already used by revision " +
                   revisions_[place->second].id);
        keys_.push_back(label);
    }
}

void RevisionMap::missing(const Revision& referrer, const std::string& id) const {
    std::string text = (referrer.down_revision.empty() ? "<base>" : joined(referrer.down_revision, ", ")) + " -> " +
                       referrer.id + (referrer.is_head() ? " (head)" : "") +
                       (referrer.is_branch_point() ? " (branchpoint)" : "") +
                       (referrer.is_merge_point() ? " (mergepoint)" : "");
    RevisionError error(Reason::Missing, "Revision " + id + " referenced from " + text + " is not present", id);
    error.referrer = referrer.index;
    error.referrer_text = std::move(text);
    throw error;
}

void RevisionMap::resolve_dependencies(Revision& revision) {
    for (const std::string& name : revision.dependencies) {
        auto found = by_key_.find(name);
        if (found == by_key_.end())
            missing(revision, name);
        revision.depends.push_back(found->second);
    }
}

void RevisionMap::link(Revision& revision) {
    std::vector<Index> down;
    for (const std::string& id : revision.down_revision) {
        auto found = by_key_.find(id);
        if (found == by_key_.end() || revisions_[found->second].id != id)
            missing(revision, id);
        down.push_back(found->second);
    }
    add_once(revision.down, down);
    revision.all_down = revision.down;
    add_once(revision.all_down, revision.depends);
    // What has many children gets each of them once: a revision is linked only once, so only its own list can repeat.
    for (Index down : revision.down)
        revisions_[down].next.push_back(revision.index);
    for (Index down : revision.all_down)
        revisions_[down].all_next.push_back(revision.index);
}

const Revision& RevisionMap::add(RevisionData data) {
    Revision& revision = append(std::move(data));
    map_labels(revision);
    resolve_dependencies(revision);
    link(revision);
    if (revision.is_base())
        bases_.push_back(revision.index);
    if (revision.is_real_base())
        real_bases_.push_back(revision.index);
    normalize_dependencies(revisions_, graph_, revision);
    add_to_graph(revision);
    auto replace = [&](std::vector<Index>& heads, const std::vector<Index>& below) {
        std::erase_if(heads, [&](Index head) { return contains(below, head) || revisions_[head].id == revision.id; });
        heads.push_back(revision.index);
    };
    if (revision.is_real_head())
        replace(real_heads_, revision.all_down);
    if (revision.is_head())
        replace(heads_, revision.down);
    return revision;
}

void RevisionMap::add_to_graph(const Revision& revision) {
    graph_.down.append(revision.down);
    graph_.normalized_down.append(revision.normalized_down);
    graph_.next.append(revision.next);
    graph_.all_next.append(revision.all_next);
    for (Index down : revision.down)
        graph_.next.insert(down, revision.index);
    for (Index down : revision.all_down)
        graph_.all_next.insert(down, revision.index);
}

const Revision* RevisionMap::find(std::string_view id) const {
    auto found = by_key_.find(id);
    return found == by_key_.end() ? nullptr : &revisions_[found->second];
}

std::vector<std::string> RevisionMap::ids_of(const std::vector<Index>& indexes) const {
    std::vector<std::string> ids;
    ids.reserve(indexes.size());
    for (Index index : indexes)
        ids.push_back(revisions_[index].id);
    return ids;
}

std::vector<std::string> RevisionMap::heads() const {
    return ids_of(heads_);
}
std::vector<std::string> RevisionMap::real_heads() const {
    return ids_of(real_heads_);
}
std::vector<std::string> RevisionMap::bases() const {
    return ids_of(bases_);
}

// ---------------------------------------------------------------------------------------------------------------------
// Questions

std::optional<std::string> RevisionMap::get_current_head(std::string_view branch_label) const {
    return Resolver(*this).current_head(branch_label);
}

RevisionMap::Revisions RevisionMap::get_revisions(const Identifier& id) const {
    Revisions revisions;
    for (const Node& node : Resolver(*this).nodes(id))
        revisions.push_back(node.revision());
    return revisions;
}

const Revision* RevisionMap::get_revision(const Identifier& id) const {
    return Resolver(*this).revision(id);
}

std::pair<std::vector<std::string>, std::optional<std::string>>
RevisionMap::resolve_number(const Identifier& id) const {
    return Resolver(*this).resolve_number(id);
}

RevisionMap::Revisions RevisionMap::filter_for_lineage(const Revisions& targets, const Identifier& check_against,
                                                       bool include_dependencies) const {
    return Resolver(*this).filter(targets, check_against, include_dependencies);
}

RevisionMap::Revisions RevisionMap::ancestors(const Revisions& of, bool include_dependencies) const {
    return revisions_in(*this, ancestors_of(*this, of, include_dependencies));
}

RevisionMap::Revisions RevisionMap::descendants(const Revisions& of, bool include_dependencies) const {
    return revisions_in(*this, descendants_of(*this, of, include_dependencies));
}

RevisionMap::Revisions RevisionMap::get_all_current(const std::vector<std::string>& ids) const {
    return all_current(*this, ids);
}

RevisionMap::Revisions RevisionMap::iterate(const Identifier& upper, const Identifier& lower,
                                            const Range& range) const {
    const Selection selection =
        range.for_downgrade ? select_downgrade(*this, upper, lower, range) : select_upgrade(*this, upper, lower, range);
    return topological_order(*this, selection.revisions, selection.heads);
}

RevisionMap::Revisions RevisionMap::upgrade_path(const Identifier& destination,
                                                 const std::vector<std::string>& current) const {
    Range range;
    range.implicit_base = true;
    Revisions path = iterate(destination, current, range);
    std::reverse(path.begin(), path.end());
    return path;
}

RevisionMap::Revisions RevisionMap::downgrade_path(const Identifier& destination,
                                                   const std::vector<std::string>& current,
                                                   std::vector<std::string>* warnings) const {
    Range range;
    range.for_downgrade = true;
    range.warnings = warnings;
    return iterate(current, destination, range);
}

} // namespace limbeck::revisions

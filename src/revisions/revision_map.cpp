#include "revisions/revision_map.hpp"

#include "configuration/python_text.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <set>

namespace limbeck::revisions {

using configuration::join;
using Reason = RevisionError::Reason;

namespace {

using Index = Revision::Index;
using Edges = std::vector<Index> Revision::*;

bool contains(const std::vector<Index>& list, Index value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

void add_once(std::vector<Index>& list, Index value) {
    if (!contains(list, value))
        list.push_back(value);
}

[[noreturn]] void refuse(std::string what) {
    throw RevisionError(Reason::Plain, std::move(what));
}

[[noreturn]] void refuse_cycle(const char* kind, const std::vector<std::string>& ids) {
    RevisionError error(Reason::Cycle, std::string(kind) + " is detected in revisions (" + join(ids, ", ") + ")");
    error.heads = ids;
    throw error;
}

/// "[branch@][symbol](+|-)N" at the start of a text, as Alembic's expression for relative destinations finds it.
struct Relative {
    std::string branch; ///< empty: none
    std::string symbol; ///< empty: relative to the current state
    std::string sign_and_digits;
    int steps = 0;
};

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<Relative> relative_after(std::string_view text, std::size_t start) {
    std::size_t at = start;
    while (at < text.size() && is_word(text[at]))
        ++at;
    if (at + 1 >= text.size() || (text[at] != '+' && text[at] != '-') || !is_digit(text[at + 1]))
        return std::nullopt;
    std::size_t end = at + 1;
    while (end < text.size() && is_digit(text[end]))
        ++end;
    Relative found;
    found.symbol = text.substr(start, at - start);
    found.sign_and_digits = text.substr(at, end - at);
    auto [stop, error] = std::from_chars(text.data() + at + 1, text.data() + end, found.steps);
    if (error != std::errc{})
        found.steps = std::numeric_limits<int>::max();
    if (text[at] == '-')
        found.steps = -found.steps;
    return found;
}

std::optional<Relative> relative_destination(std::string_view text) {
    for (std::size_t at = text.find('@', 1); at != std::string_view::npos && at > 0; at = text.find('@', at + 1))
        if (auto found = relative_after(text, at + 1)) {
            found->branch = text.substr(0, at);
            return found;
        }
    return relative_after(text, 0);
}

/// How Python writes an identifier into a message.
std::string display(const Identifier& id) {
    if (auto text = std::get_if<std::string>(&id))
        return text->empty() ? "base" : *text;
    auto list = std::get_if<std::vector<std::string>>(&id);
    if (!list || list->empty())
        return "base";
    std::vector<std::string> parts;
    for (const std::string& part : *list)
        parts.push_back(configuration::python_repr(part));
    return "(" + join(parts, ", ") + (parts.size() == 1 ? ",)" : ")");
}

} // namespace

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
    refuse("Character(s) '" + join(characters, ", ") + "' not allowed in revision identifier '" + std::string(id) +
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
    std::vector<Index> with_dependencies;
    for (const Revision& revision : revisions_) {
        if (!below[revision.index])
            heads_.push_back(revision.index);
        if (!really_below[revision.index])
            real_heads_.push_back(revision.index);
        if (revision.is_base())
            bases_.push_back(revision.index);
        if (revision.is_real_base())
            real_bases_.push_back(revision.index);
        if (!revision.depends.empty())
            with_dependencies.push_back(revision.index);
    }
    normalize_dependencies(with_dependencies);
    detect_cycles();
    for (Revision& revision : revisions_)
        if (!revision.own_labels.empty())
            spread_labels(revision);
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
    for (const std::string& label : revision.own_labels)
        if (!revision.has_label(label))
            revision.branch_labels.push_back(label);
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
    std::string text = (referrer.down_revision.empty() ? "<base>" : join(referrer.down_revision, ", ")) + " -> " +
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
    for (const std::string& id : revision.down_revision) {
        auto found = by_key_.find(id);
        if (found == by_key_.end() || revisions_[found->second].id != id)
            missing(revision, id);
        add_once(revision.down, found->second);
    }
    revision.all_down = revision.down;
    for (Index dependency : revision.depends)
        add_once(revision.all_down, dependency);
    // What has many children gets each of them once: a revision is linked only once, so only its own list can repeat.
    for (Index down : revision.down)
        revisions_[down].next.push_back(revision.index);
    for (Index down : revision.all_down)
        revisions_[down].all_next.push_back(revision.index);
}

void RevisionMap::normalize_dependencies(const std::vector<Index>& of) {
    // A dependency falls away when an ancestor has it, too. Only one that several revisions name can; for each of these
    // one walk up from all that name it finds the revisions below which it is named.
    std::unordered_map<Index, std::vector<Index>> named_by;
    for (const Revision& revision : revisions_)
        for (Index dependency : revision.depends)
            if (auto& names = named_by[dependency]; names.empty() || names.back() != revision.index)
                names.push_back(revision.index);

    std::unordered_map<Index, std::vector<Index>> implied; // dependency -> revisions with an ancestor that names it
    std::vector<std::uint32_t> reached(revisions_.size(), 0);
    std::uint32_t round = 0;
    std::vector<Index> todo;
    for (const auto& [dependency, names] : named_by) {
        if (names.size() < 2)
            continue;
        ++round;
        todo = names;
        while (!todo.empty()) {
            Index at = todo.back();
            todo.pop_back();
            for (Index next : revisions_[at].next)
                if (reached[next] != round) {
                    reached[next] = round;
                    todo.push_back(next);
                }
        }
        std::vector<Index>& list = implied[dependency];
        for (Index name : names)
            if (reached[name] == round)
                list.push_back(name);
        std::sort(list.begin(), list.end());
    }
    for (Index index : of) {
        Revision& revision = revisions_[index];
        for (Index dependency : revision.depends) {
            auto found = implied.find(dependency);
            if (found == implied.end() || !std::binary_search(found->second.begin(), found->second.end(), index))
                add_once(revision.normalized_deps, dependency);
        }
    }
    for (Revision& revision : revisions_)
        if (revision.normalized_down.empty()) {
            revision.normalized_down = revision.down;
            for (Index dependency : revision.normalized_deps)
                add_once(revision.normalized_down, dependency);
        }
}

void RevisionMap::spread_labels(Revision& revision) {
    const std::vector<std::string> labels = revision.branch_labels;
    auto give = [&](Revision& to) {
        for (const std::string& label : labels)
            if (!to.has_label(label))
                to.branch_labels.push_back(label);
    };
    std::vector<bool> seen(revisions_.size());
    std::vector<Index> todo{revision.index};
    Index last = revision.index;
    while (!todo.empty()) {
        Index at = todo.back();
        todo.pop_back();
        if (seen[at])
            continue;
        seen[at] = true;
        last = at;
        give(revisions_[at]);
        todo.insert(todo.end(), revisions_[at].next.begin(), revisions_[at].next.end());
    }
    // Back from the tip to the point where the branch began.
    for (Revision* at = &revisions_[last]; !at->is_real_branch_point() && !at->is_merge_point();
         at = &revisions_[at->down.front()]) {
        give(*at);
        if (at->down.empty())
            break;
    }
}

void RevisionMap::detect_cycles() const {
    if (revisions_.empty())
        return;
    auto reach = [&](const std::vector<Index>& from, Edges edges) {
        std::vector<bool> seen(revisions_.size());
        std::vector<Index> todo = from;
        while (!todo.empty()) {
            Index at = todo.back();
            todo.pop_back();
            if (seen[at])
                continue;
            seen[at] = true;
            const auto& further = revisions_[at].*edges;
            todo.insert(todo.end(), further.begin(), further.end());
        }
        return seen;
    };
    auto check = [&](const std::vector<Index>& heads, const std::vector<Index>& bases, Edges down, Edges up,
                     const char* kind) {
        std::vector<std::string> outside;
        if (heads.empty() || bases.empty()) {
            for (const std::string& key : keys_)
                if (revisions_[by_key_.find(key)->second].id == key)
                    outside.push_back(key);
            refuse_cycle(kind, outside);
        }
        std::vector<bool> below = reach(heads, down), above = reach(bases, up);
        std::set<std::string> inside;
        bool complete = true;
        for (const Revision& revision : revisions_)
            complete &= below[revision.index] && above[revision.index];
        if (complete)
            return;
        for (const Revision& revision : revisions_)
            if (below[revision.index] && above[revision.index])
                inside.insert(revision.id);
        for (const Revision& revision : revisions_)
            if (!inside.count(revision.id))
                outside.push_back(revision.id);
        std::sort(outside.begin(), outside.end());
        outside.erase(std::unique(outside.begin(), outside.end()), outside.end());
        if (!outside.empty())
            refuse_cycle(kind, outside);
    };
    check(heads_, bases_, &Revision::down, &Revision::next, "Cycle");
    check(real_heads_, real_bases_, &Revision::all_down, &Revision::all_next, "Dependency cycle");
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
    normalize_dependencies({revision.index});
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
std::vector<std::string> RevisionMap::real_bases() const {
    return ids_of(real_bases_);
}

// ---------------------------------------------------------------------------------------------------------------------
// Questions

/// A revision, or one of the two ways to be none: nothing found (None), or the state below all revisions (Base).
class Node {
  public:
    Node() = default; // None
    Node(const Revision* revision) : revision_(revision) {}
    static Node base() {
        Node node;
        node.is_base_ = true;
        return node;
    }

    bool is_base() const { return is_base_; }
    bool is_none() const { return !revision_ && !is_base_; }
    const Revision* revision() const { return revision_; }

  private:
    const Revision* revision_ = nullptr;
    bool is_base_ = false;
};

/// One question to a map. Keeps marks over the revisions, so that a walk costs no more than it visits.
class Questions {
  public:
    using Revisions = RevisionMap::Revisions;
    using Nodes = std::vector<Node>;
    using Set = std::vector<bool>;

    explicit Questions(const RevisionMap& map) : map_(map) {}

    // -- identifiers

    std::pair<std::vector<std::string>, std::optional<std::string>> resolve_number(const Identifier& id) const {
        if (auto list = std::get_if<std::vector<std::string>>(&id))
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
            return {filter_ids(map_.heads(), *branch, false), branch};
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

    std::optional<std::string> current_head(std::string_view branch) const {
        std::vector<std::string> heads = map_.heads();
        if (!branch.empty())
            heads = filter_ids(heads, std::string(branch), false);
        if (heads.size() > 1)
            multiple_heads(heads, branch.empty() ? "head" : std::string(branch) + "@head");
        if (heads.empty())
            return std::nullopt;
        return heads.front();
    }

    Nodes get_nodes(const Identifier& id) const {
        if (auto list = std::get_if<std::vector<std::string>>(&id)) {
            Nodes all;
            for (const std::string& one : *list) {
                Nodes found = get_nodes(one);
                all.insert(all.end(), found.begin(), found.end());
            }
            return all;
        }
        auto [ids, branch] = resolve_number(id);
        Nodes found;
        if (ids.size() == 1)
            if (int steps = negative_number(ids.front()); steps < 0) {
                for (const Node& head : get_nodes("heads"))
                    if (!branch || head.revision()->has_label(*branch))
                        found.push_back(walk(head, steps, {}, true));
                return found;
            }
        for (const std::string& one : ids)
            found.push_back(for_ident(one, branch.value_or("")));
        return found;
    }

    const Revision* get_revision(const Identifier& id) const {
        auto [ids, branch] = resolve_number(id);
        if (ids.size() > 1)
            multiple_heads(ids, std::holds_alternative<std::string>(id) ? std::get<std::string>(id) : display(id));
        if (ids.empty()) {
            if (branch && !branch->empty())
                resolve_branch(*branch);
            return nullptr;
        }
        return for_ident(ids.front(), branch.value_or(""));
    }

    /// The revision with this id, label, or unique prefix; on the branch, when that is given.
    const Revision* for_ident(const std::string& id, const std::string& branch) const {
        const Revision* branch_revision = branch.empty() ? nullptr : resolve_branch(branch);
        const Revision* found = map_.find(id);
        if (!found) {
            std::vector<std::string> matches;
            if (!id.empty())
                for (const std::string& key : map_.keys_)
                    if (key.size() > 3 && key.starts_with(id))
                        matches.push_back(key);
            if (branch_revision)
                matches = filter_ids(matches, branch, false);
            if (matches.empty())
                throw RevisionError(Reason::Resolution,
                                    "No such revision or branch '" + id + "'" +
                                        (id.size() < 4 ? "; please ensure at least four characters are present for "
                                                         "partial revision identifier matches"
                                                       : ""),
                                    id);
            if (matches.size() > 1) {
                matches.resize(std::min<std::size_t>(matches.size(), 3));
                throw RevisionError(Reason::Resolution,
                                    "Multiple revisions start with '" + id + "': '" + join(matches, "', '") + "'...",
                                    id);
            }
            found = map_.find(matches.front());
        }
        if (branch_revision && !lineage({branch_revision}, false)[found->index])
            throw RevisionError(Reason::Resolution,
                                "Revision " + found->id + " is not a member of branch '" + branch + "'", id);
        return found;
    }

    const Revision* resolve_branch(const std::string& branch) const {
        if (const Revision* found = map_.find(branch))
            return found;
        try {
            return for_ident(branch, {});
        } catch (const RevisionError& error) {
            if (error.reason != Reason::Resolution)
                throw;
            throw RevisionError(Reason::Resolution, "No such branch: '" + branch + "'", branch);
        }
    }

    // -- sets of revisions

    /// Marks what `edges` reach from `from`, with `from` itself. `check`: none of `from` may be reached from another.
    Set reach(const Revisions& from, Edges edges, bool check = false) const {
        Set seen(map_.size());
        Set targets(check ? map_.size() : 0);
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
                    std::find(overlaps.begin(), overlaps.end(), &map_.at(at)) == overlaps.end())
                    overlaps.push_back(&map_.at(at));
                if (seen[at])
                    continue;
                seen[at] = true;
                const auto& further = map_.at(at).*edges;
                todo.insert(todo.end(), further.begin(), further.end());
            }
            if (!overlaps.empty()) {
                std::vector<std::string> ids;
                for (const Revision* other : overlaps)
                    ids.push_back(other->id);
                refuse("Requested revision " + one->id + " overlaps with other requested revisions " + join(ids, ", "));
            }
        }
        return seen;
    }

    Set ancestors(const Revisions& of, bool dependencies = true, bool check = false) const {
        return reach(of, dependencies ? &Revision::normalized_down : &Revision::down, check);
    }

    Set descendants(const Revisions& of, bool dependencies = true, bool check = false) const {
        return reach(of, dependencies ? &Revision::all_next : &Revision::next, check);
    }

    /// Ancestors and descendants.
    Set lineage(const Revisions& of, bool dependencies) const {
        Set set = ancestors(of, dependencies);
        Set more = descendants(of, dependencies);
        for (std::size_t i = 0; i < set.size(); ++i)
            if (more[i])
                set[i] = true;
        return set;
    }

    /// What filter_for_lineage tests with; absent: everything passes.
    std::optional<Revisions> lineage_of(const Identifier& check_against) const {
        auto [ids, branch] = resolve_number(check_against);
        Revisions revisions;
        if (branch && !branch->empty())
            revisions.push_back(for_ident(*branch, {}));
        for (const std::string& id : ids)
            revisions.push_back(for_ident(id, {}));
        if (revisions.empty())
            return std::nullopt;
        return revisions;
    }

    std::vector<std::string> filter_ids(const std::vector<std::string>& ids, const Identifier& check_against,
                                        bool dependencies) const {
        if (ids.empty())
            return {};
        auto against = lineage_of(check_against);
        if (!against)
            return ids;
        Set members = lineage(*against, dependencies);
        std::vector<std::string> kept;
        for (const std::string& id : ids)
            if (members[for_ident(id, {})->index])
                kept.push_back(id);
        return kept;
    }

    Revisions filter(const Revisions& targets, const Identifier& check_against, bool dependencies) const {
        if (targets.empty())
            return {};
        auto against = lineage_of(check_against);
        if (!against)
            return targets;
        Set members = lineage(*against, dependencies);
        Revisions kept;
        for (const Revision* target : targets)
            if (target && members[target->index])
                kept.push_back(target);
        return kept;
    }

    Revisions list(const Set& set) const {
        Revisions revisions;
        for (std::size_t i = 0; i < set.size(); ++i)
            if (set[i])
                revisions.push_back(&map_.at(static_cast<Index>(i)));
        return revisions;
    }

    Revisions all_current(const std::vector<std::string>& ids) const {
        Revisions top;
        for (const Node& node : get_nodes(ids))
            if (node.revision())
                top.push_back(node.revision());
        Set present = ancestors(top, true);
        // Those without a present revision above them on their own branch. What is present is closed downwards along
        // a branch, so looking at the next revisions is enough.
        Revisions current;
        auto consider = [&](const Revision* revision) {
            for (Index next : revision->next)
                if (present[next])
                    return;
            if (std::find(current.begin(), current.end(), revision) == current.end())
                current.push_back(revision);
        };
        for (const Revision* revision : top)
            consider(revision);
        for (const Revision* revision : list(present))
            consider(revision);
        return current;
    }

    // -- relative destinations

    Node walk(Node at, int steps, const std::string& branch, bool no_overwalk) const {
        for (int i = 0, n = std::abs(steps); i < n; ++i) {
            Nodes further;
            if (steps > 0) {
                Revisions up;
                if (const Revision* revision = at.revision())
                    for (Index next : revision->next)
                        up.push_back(&map_.at(next));
                else
                    for (const std::string& base : map_.bases())
                        up.push_back(map_.find(base));
                if (!branch.empty())
                    up = filter(up, branch, false);
                further.assign(up.begin(), up.end());
            } else if (!at.is_base()) {
                if (const Revision* revision = at.revision()) {
                    for (Index down : revision->down)
                        further.push_back(&map_.at(down));
                } else
                    for (const std::string& head : map_.heads())
                        further.push_back(map_.find(head));
                if (further.empty())
                    further.push_back(Node::base());
            }
            if (further.empty())
                return no_overwalk ? Node() : at;
            if (further.size() > 1)
                refuse("Ambiguous walk");
            at = further.front();
        }
        return at;
    }

    Node walk_from(const std::string& symbol, const std::string& branch, int steps, bool no_overwalk) const {
        return walk(get_revision(branch.empty() ? symbol : branch + "@" + symbol), steps, {}, no_overwalk);
    }

    static std::vector<std::string> as_list(const Identifier& id) {
        if (auto text = std::get_if<std::string>(&id))
            return {*text};
        if (auto list = std::get_if<std::vector<std::string>>(&id))
            return *list;
        return {};
    }

    [[noreturn]] static void refuse_relative(const std::string& text, int steps) {
        refuse("Relative revision " + text + " didn't produce " + std::to_string(std::abs(steps)) + " migrations");
    }

    std::pair<std::string, Node> downgrade_target(const Identifier& current, const Identifier& target,
                                                  const RevisionMap::Range& range) const {
        if (std::holds_alternative<std::monostate>(target))
            return {{}, {}};
        std::vector<std::string> given = as_list(target);
        if (given.size() != 1)
            refuse("A downgrade needs one target, not " + std::to_string(given.size()));
        const std::string& text = given.front();
        auto relative = relative_destination(text);
        if (!relative) {
            std::size_t at = text.rfind('@');
            std::string branch = at == std::string::npos ? "" : text.substr(0, at);
            return {branch, get_revision(at == std::string::npos ? text : text.substr(at + 1))};
        }
        std::string branch = relative->branch, symbol = relative->symbol;
        int steps = relative->steps;
        const std::string& written = relative->sign_and_digits;
        bool strict = range.assert_relative_length;
        if (written.front() == '+' || steps == 0) {
            if (symbol.empty())
                refuse_relative(written, steps);
            Node found = walk(get_revision(symbol), steps, branch, strict);
            if (found.is_none())
                refuse("Walked too far");
            return {branch, found};
        }
        bool from_current = symbol.empty();
        if (from_current) {
            std::vector<std::string> ids = as_list(current);
            if (!branch.empty()) {
                std::vector<std::string> symbols = filter_ids(ids, branch, false);
                // A branch may be present only because another one depends on it.
                if (symbols.empty())
                    for (const Revision* revision : filter(all_current(ids), branch, false))
                        symbols.push_back(revision->id);
                if (symbols.size() != 1)
                    refuse_relative(written, steps);
                symbol = symbols.front();
            } else {
                if (ids.empty())
                    refuse_relative(written, steps);
                if (range.warnings && std::set<std::string>(ids.begin(), ids.end()).size() > 1)
                    range.warnings->push_back("downgrade -1 from multiple heads is ambiguous; this usage will be "
                                              "disallowed in a future release.");
                branch = symbol = ids.front();
            }
        }
        Node found = walk_from(symbol, branch, steps, strict);
        if (found.is_none()) {
            if (from_current)
                refuse_relative(written, steps);
            refuse("Walked too far");
        }
        return {branch, found};
    }

    Nodes upgrade_target(const Identifier& current, const Identifier& target, bool strict) const {
        auto text = std::get_if<std::string>(&target);
        auto relative = text ? relative_destination(*text) : std::nullopt;
        if (!relative)
            return get_nodes(target);
        const std::string& branch = relative->branch;
        const std::string& symbol = relative->symbol;
        int steps = relative->steps;
        Node found;
        if (steps > 0 && symbol.empty()) {
            std::vector<std::string> ids = as_list(current);
            Nodes starts;
            if (branch.empty()) {
                if (ids.size() > 1)
                    refuse("Ambiguous upgrade from multiple current revisions");
                for (const std::string& id : ids)
                    starts.push_back(get_revision(id));
            } else {
                Revisions present;
                for (const Node& node : get_nodes(ids))
                    if (node.revision())
                        present.push_back(node.revision());
                Revisions on_branch = filter(present, branch, false);
                if (on_branch.empty()) {
                    // The branch itself is not among the heads: its tip is somewhere below them, or it has none yet.
                    Revisions active = filter(list(ancestors(present)), branch, false);
                    Set below(map_.size());
                    for (const Revision* revision : active)
                        for (Index down : revision->normalized_down)
                            below[down] = true;
                    for (const Revision* revision : active)
                        if (!below[revision->index])
                            on_branch.push_back(revision);
                }
                starts.assign(on_branch.begin(), on_branch.end());
            }
            if (starts.size() > 1)
                refuse("Ambiguous upgrade from multiple current revisions");
            found = walk(starts.empty() ? Node() : starts.front(), steps, branch, strict);
        } else if (steps > 0)
            found = walk(get_revision(symbol), steps, branch, strict);
        else if (symbol.empty())
            refuse_relative(std::to_string(steps), steps);
        else
            found = walk_from(symbol, branch, steps, strict);
        if (found.is_none())
            refuse_relative(relative->sign_and_digits, steps);
        if (found.is_base())
            return {};
        return {found};
    }

    // -- collecting

    struct Collected {
        Set revisions;
        Revisions heads;
    };

    Collected collect_upgrade(const Identifier& upper, Identifier lower, const RevisionMap::Range& range) const {
        Revisions targets;
        for (const Node& node : upgrade_target(lower, upper, range.assert_relative_length))
            if (node.revision())
                targets.push_back(node.revision());

        if (auto text = std::get_if<std::string>(&lower); text && text->find('@') != std::string::npos) {
            std::string branch = text->substr(0, text->find('@'));
            const Revision* revision = get_revision(branch);
            if (revision && revision->id == branch && revision->branch_labels.size() != 1)
                targets = filter(targets, branch, false); // a revision without a label of its own
            else {
                if (revision && revision->id == branch)
                    branch = revision->branch_labels.front();
                std::erase_if(targets, [&](const Revision* target) { return !target->has_label(branch); });
            }
        }

        Set required = ancestors(targets, true, true);
        Nodes current_nodes = get_nodes(lower);
        if (!range.implicit_base)
            for (const Node& node : current_nodes)
                if (node.is_base() || (node.revision() && !required[node.revision()->index]))
                    not_an_ancestor(display(lower), display(upper));

        // A relative lower end beyond the base, which get_nodes cannot find.
        if (!current_nodes.empty() && current_nodes.front().is_none()) {
            Node found = downgrade_target(upper, lower, range).second;
            current_nodes.clear();
            lower = std::monostate{};
            if (const Revision* revision = found.revision()) {
                current_nodes.push_back(revision);
                lower = revision->id;
            }
        }
        Revisions current;
        for (const Node& node : current_nodes)
            if (node.revision())
                current.push_back(node.revision());

        Set needs = ancestors(current, true, true);
        for (std::size_t i = 0; i < needs.size(); ++i)
            needs[i] = required[i] && !needs[i];
        if (range.inclusive)
            for (const Node& node : get_nodes(lower))
                if (node.revision())
                    needs[node.revision()->index] = true;
        if (!current.empty() && !range.implicit_base) {
            Set above = descendants(current, false, true);
            for (std::size_t i = 0; i < needs.size(); ++i)
                needs[i] = needs[i] && above[i];
        }
        return {std::move(needs), std::move(targets)};
    }

    Collected collect_downgrade(const Identifier& upper, const Identifier& lower,
                                const RevisionMap::Range& range) const {
        auto [branch, node] = downgrade_target(upper, lower, range);
        const Revision* target = node.revision();
        Revisions roots;
        std::size_t candidates = 0; // as Alembic counts them: under each of their names
        if (!target) {
            for (std::size_t i = 0; i < map_.size(); ++i)
                if (const Revision& revision = map_.at(static_cast<Index>(i)); revision.is_base()) {
                    roots.push_back(&revision);
                    candidates += 1 + revision.own_labels.size();
                }
        } else if (range.inclusive)
            roots.push_back(target);
        else
            for (Index next : target->next)
                roots.push_back(&map_.at(next));
        candidates = std::max(candidates, roots.size());

        if (!branch.empty() && candidates > 1) {
            Set on_branch = ancestors({resolve_branch(branch)}, false);
            std::erase_if(roots, [&](const Revision* root) { return !on_branch[root->index]; });
            if (roots.empty())
                refuse("Not a valid downgrade target from current heads");
        }
        Revisions heads;
        for (const Node& head : get_nodes(upper))
            if (head.revision())
                heads.push_back(head.revision());

        Set drop = descendants(roots, true);
        Set active = ancestors(heads, true);
        Set below_roots = range.implicit_base ? ancestors(roots, true) : Set();
        bool any = false;
        for (std::size_t i = 0; i < drop.size(); ++i) {
            drop[i] = active[i] && (drop[i] || (range.implicit_base && !below_roots[i]));
            any |= drop[i];
        }
        if (target && !any && std::find(heads.begin(), heads.end(), target) == heads.end())
            not_an_ancestor("Nothing to drop", display(upper));
        return {std::move(drop), std::move(heads)};
    }

    // -- sorting

    /// The revisions of a set, each before its down revisions and dependencies, in the order of Alembic: down one
    /// branch as long as nothing above it is left, then the next one.
    Revisions sort(const Set& set, const Revisions& heads) const {
        std::size_t size = map_.size();
        std::vector<Index> current;
        Set is_current(size);
        for (const Revision* head : heads)
            if (head && set[head->index] && !is_current[head->index]) {
                is_current[head->index] = true;
                current.push_back(head->index);
            }
        std::sort(current.begin(), current.end(), [&](Index a, Index b) { return rank(a) < rank(b); });

        // above[i]: neighbours above i that still have to come. Revisions outside of the set count as done when
        // nothing of the set is left above them.
        Revisions everything;
        for (std::size_t i = 0; i < size; ++i)
            if (set[i])
                everything.push_back(&map_.at(static_cast<Index>(i)));
        std::size_t left = everything.size();
        Set involved = ancestors(everything, true);
        std::vector<std::uint32_t> above(size, 0);
        for (std::size_t i = 0; i < size; ++i)
            if (involved[i])
                for (Index down : map_.at(static_cast<Index>(i)).normalized_down)
                    ++above[down];
        Set done(size);
        std::vector<Index> finished;
        auto finish = [&](Index index) {
            finished.assign(1, index);
            while (!finished.empty()) {
                Index at = finished.back();
                finished.pop_back();
                done[at] = true;
                for (Index down : map_.at(at).normalized_down)
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
                for (Index up : map_.at(at).all_next)
                    if (involved[up] && !done[up] && marks[up] != round && contains(map_.at(up).normalized_down, at)) {
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
                output.push_back(&map_.at(candidate));
                --left;
                finish(candidate);
            }
            further.clear();
            for (Index down : map_.at(candidate).normalized_down)
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

  private:
    /// Position of a revision's id in Alembic's map: where the id was first seen.
    std::size_t rank(Index index) const {
        // Two files with one id are rare; only then the position of a revision is not its index.
        if (map_.warnings_.empty())
            return index;
        auto place = std::find(map_.keys_.begin(), map_.keys_.end(), map_.at(index).id);
        return static_cast<std::size_t>(place - map_.keys_.begin());
    }

    static int negative_number(const std::string& text) {
        if (text.size() < 2 || text.front() != '-' || !std::all_of(text.begin() + 1, text.end(), is_digit))
            return 0;
        int number = 0;
        auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc{} ? number : std::numeric_limits<int>::min() + 1;
    }

    [[noreturn]] static void multiple_heads(const std::vector<std::string>& heads, const std::string& argument) {
        RevisionError error(Reason::MultipleHeads,
                            "Multiple heads are present for given argument '" + argument + "'; " + join(heads, ", "),
                            argument);
        error.heads = heads;
        throw error;
    }

    [[noreturn]] static void not_an_ancestor(std::string lower, std::string upper) {
        RevisionError error(Reason::RangeNotAncestor, "Revision " + lower + " is not an ancestor of revision " + upper);
        error.lower = std::move(lower);
        error.upper = std::move(upper);
        throw error;
    }

    const RevisionMap& map_;
};

namespace {

RevisionMap::Revisions revisions_of(const Questions::Nodes& nodes) {
    RevisionMap::Revisions revisions;
    for (const Node& node : nodes)
        revisions.push_back(node.revision());
    return revisions;
}

} // namespace

std::optional<std::string> RevisionMap::get_current_head(std::string_view branch_label) const {
    return Questions(*this).current_head(branch_label);
}

RevisionMap::Revisions RevisionMap::get_revisions(const Identifier& id) const {
    return revisions_of(Questions(*this).get_nodes(id));
}

const Revision* RevisionMap::get_revision(const Identifier& id) const {
    return Questions(*this).get_revision(id);
}

std::pair<std::vector<std::string>, std::optional<std::string>>
RevisionMap::resolve_number(const Identifier& id) const {
    return Questions(*this).resolve_number(id);
}

RevisionMap::Revisions RevisionMap::filter_for_lineage(const Revisions& targets, const Identifier& check_against,
                                                       bool include_dependencies) const {
    return Questions(*this).filter(targets, check_against, include_dependencies);
}

RevisionMap::Revisions RevisionMap::ancestors(const Revisions& of, bool include_dependencies) const {
    Questions questions(*this);
    return questions.list(questions.ancestors(of, include_dependencies));
}

RevisionMap::Revisions RevisionMap::descendants(const Revisions& of, bool include_dependencies) const {
    Questions questions(*this);
    return questions.list(questions.descendants(of, include_dependencies));
}

RevisionMap::Revisions RevisionMap::get_all_current(const std::vector<std::string>& ids) const {
    return Questions(*this).all_current(ids);
}

RevisionMap::Revisions RevisionMap::iterate(const Identifier& upper, const Identifier& lower,
                                            const Range& range) const {
    Questions questions(*this);
    Questions::Collected collected = range.for_downgrade ? questions.collect_downgrade(upper, lower, range)
                                                         : questions.collect_upgrade(upper, lower, range);
    return questions.sort(collected.revisions, collected.heads);
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

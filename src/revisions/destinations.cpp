#include "revisions/destinations.hpp"

#include "revisions/refusals.hpp"
#include "revisions/relative_destination.hpp"
#include "revisions/revision_set.hpp"

#include <algorithm>
#include <set>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;
using Revisions = RevisionMap::Revisions;
using Ids = std::vector<std::string>;

Ids as_list(const Identifier& id) {
    if (auto text = std::get_if<std::string>(&id))
        return {*text};
    if (auto list = std::get_if<Ids>(&id))
        return *list;
    return {};
}

Node walk_from(const Resolver& resolver, const std::string& symbol, const std::string& branch, int steps,
               bool no_overwalk) {
    return resolver.walk(resolver.revision(branch.empty() ? symbol : branch + "@" + symbol), steps, {}, no_overwalk);
}

/// The one place among `current` that "+N" begins at. None: below the bases.
Node start_of_upgrade(const RevisionMap& map, const Ids& current, const std::string& branch) {
    const Resolver resolver(map);
    if (branch.empty()) {
        if (current.size() > 1)
            refuse("Ambiguous upgrade from multiple current revisions");
        return current.empty() ? Node() : resolver.revision(current.front());
    }
    const Revisions present = revisions_among(resolver.nodes(current));
    Revisions starts = resolver.filter(present, branch);
    if (starts.empty()) {
        // The branch itself is not among the heads: its tip is somewhere below them, or it has none yet.
        const Revisions active = resolver.filter(revisions_in(map, ancestors_of(map, present)), branch);
        RevisionSet below(map.size());
        for (const Revision* revision : active)
            for (Index down : revision->normalized_down)
                below[down] = true;
        for (const Revision* revision : active)
            if (!below[revision->index])
                starts.push_back(revision);
    }
    if (starts.size() > 1)
        refuse("Ambiguous upgrade from multiple current revisions");
    return starts.empty() ? Node() : Node(starts.front());
}

/// The one revision among `current` on the branch, which "branch@-N" begins at.
std::string start_of_downgrade(const RevisionMap& map, const Ids& current, const RelativeDestination& target) {
    const Resolver resolver(map);
    Ids symbols = resolver.filter(current, target.branch);
    // A branch may be present only because another one depends on it.
    if (symbols.empty())
        for (const Revision* revision : resolver.filter(all_current(map, current), target.branch))
            symbols.push_back(revision->id);
    if (symbols.size() != 1)
        refuse_relative(target.sign_and_digits, target.steps);
    return symbols.front();
}

} // namespace

Revisions all_current(const RevisionMap& map, const Ids& ids) {
    const Revisions top = revisions_among(Resolver(map).nodes(ids));
    const RevisionSet present = ancestors_of(map, top);
    // Those without a present revision above them on their own branch. What is present is closed downwards along a
    // branch, so looking at the next revisions is enough.
    Revisions current;
    RevisionSet seen(map.size());
    auto consider = [&](Index at) {
        if (seen[at])
            return;
        seen[at] = true;
        const auto next = map.graph().next.from(at);
        if (std::none_of(next.begin(), next.end(), [&](Index up) { return present[up]; }))
            current.push_back(&map.at(at));
    };
    for (const Revision* revision : top)
        consider(revision->index);
    for (Index i = 0; i < present.size(); ++i)
        if (present[i])
            consider(i);
    return current;
}

std::pair<std::string, Node> downgrade_target(const RevisionMap& map, const Identifier& current,
                                              const Identifier& target, const RevisionMap::Range& range) {
    if (std::holds_alternative<std::monostate>(target))
        return {{}, {}};
    const Resolver resolver(map);
    const Ids given = as_list(target);
    if (given.size() != 1)
        refuse("A downgrade needs one target, not " + std::to_string(given.size()));
    const std::string& text = given.front();
    const auto relative = relative_destination(text);
    if (!relative) {
        const std::size_t at = text.rfind('@');
        if (at == std::string::npos)
            return {{}, resolver.revision(text)};
        return {text.substr(0, at), resolver.revision(text.substr(at + 1))};
    }
    std::string branch = relative->branch, symbol = relative->symbol;
    const bool strict = range.assert_relative_length, from_current = symbol.empty();
    if (relative->sign_and_digits.front() == '+' || relative->steps == 0) {
        if (from_current)
            refuse_relative(relative->sign_and_digits, relative->steps);
        const Node found = resolver.walk(resolver.revision(symbol), relative->steps, branch, strict);
        if (found.is_none())
            refuse("Walked too far");
        return {branch, found};
    }
    if (from_current) {
        const Ids ids = as_list(current);
        if (branch.empty()) {
            if (ids.empty())
                refuse_relative(relative->sign_and_digits, relative->steps);
            if (range.warnings && std::set<std::string>(ids.begin(), ids.end()).size() > 1)
                range.warnings->push_back("downgrade -1 from multiple heads is ambiguous; this usage will be "
                                          "disallowed in a future release.");
            branch = symbol = ids.front();
        } else
            symbol = start_of_downgrade(map, ids, *relative);
    }
    const Node found = walk_from(resolver, symbol, branch, relative->steps, strict);
    if (found.is_none() && from_current)
        refuse_relative(relative->sign_and_digits, relative->steps);
    if (found.is_none())
        refuse("Walked too far");
    return {branch, found};
}

Nodes upgrade_target(const RevisionMap& map, const Identifier& current, const Identifier& target, bool no_overwalk) {
    const Resolver resolver(map);
    const auto text = std::get_if<std::string>(&target);
    const auto relative = text ? relative_destination(*text) : std::nullopt;
    if (!relative)
        return resolver.nodes(target);
    const int steps = relative->steps;
    Node found;
    if (steps > 0) {
        const Node start = relative->symbol.empty() ? start_of_upgrade(map, as_list(current), relative->branch)
                                                    : resolver.revision(relative->symbol);
        found = resolver.walk(start, steps, relative->branch, no_overwalk);
    } else if (relative->symbol.empty())
        refuse_relative(std::to_string(steps), steps);
    else
        found = walk_from(resolver, relative->symbol, relative->branch, steps, no_overwalk);
    if (found.is_none())
        refuse_relative(relative->sign_and_digits, steps);
    if (found.is_base())
        return {};
    return {found};
}

} // namespace limbeck::revisions

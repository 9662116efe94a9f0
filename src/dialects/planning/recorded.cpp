#include "dialects/planning/recorded.hpp"

#include <algorithm>

namespace limbeck::dialects {

namespace {

using Names = std::set<std::string>;

bool meet(const Names& some, const Names& others) {
    return std::any_of(some.begin(), some.end(), [&](const std::string& name) { return others.count(name) > 0; });
}

/// The relations, and all that change with them.
Names reached_from(const Names& relations, const Dependents& dependents) {
    Names reached = relations;
    std::vector<std::string> left(relations.begin(), relations.end());
    while (!left.empty()) {
        const auto found = dependents.above.find(left.back());
        left.pop_back();
        if (found == dependents.above.end())
            continue;
        for (const std::string& name : found->second)
            if (reached.insert(name).second)
                left.push_back(name);
    }
    return reached;
}

} // namespace

void Recorded::add(const Effects& effects) {
    anything_ = anything_ || effects.anything || (hooked_ && !effects.relations.empty());
    hooked_ = hooked_ || effects.makes_trigger;
    schema_changed_ = schema_changed_ || effects.schema_change;
    routines_changed_ = routines_changed_ || effects.changes_routine;
    const auto folded = [this](const Names& names) {
        Names made;
        for (const std::string& name : names)
            made.insert(rules_.folded(name));
        return made;
    };
    for (const auto& [relation, columns] : effects.relations) {
        if (!columns) {
            relations_.insert(rules_.folded(relation));
            closed_ = false;
        } else {
            columns_[rules_.folded(relation)].merge(folded(*columns));
        }
    }
    for (const auto& [other, table] : effects.followers) {
        edges_.emplace_back(rules_.folded(other), rules_.folded(table));
        closed_ = false;
    }
    described_.merge(folded(effects.described));
    renamed_.merge(folded(effects.renamed));
    for (const Presence& presence : effects.presences)
        presences_[{presence.kind, presence.schema, rules_.folded(presence.name)}] = presence.after;
}

std::optional<Presence::After> Recorded::presence(Presence::Kind kind, const std::string& schema,
                                                  const std::string& name) const {
    const auto found = presences_.find({kind, schema, rules_.folded(name)});
    return found == presences_.end() ? std::nullopt : std::optional(found->second);
}

bool Recorded::has_presence(Presence::Kind kind) const {
    return std::any_of(presences_.begin(), presences_.end(),
                       [&](const auto& entry) { return std::get<0>(entry.first) == kind; });
}

std::vector<std::string> Recorded::tables_after(std::vector<std::string> before, const std::string& schema) const {
    for (const auto& [key, after] : presences_) {
        if (std::get<0>(key) != Presence::Kind::Table || std::get<1>(key) != schema)
            continue;
        const std::string& name = std::get<2>(key);
        const auto found = std::find_if(before.begin(), before.end(),
                                        [&](const std::string& table) { return rules_.folded(table) == name; });
        if (after == Presence::After::Gone && found != before.end())
            before.erase(found);
        else if (after == Presence::After::There && found == before.end())
            before.push_back(name);
    }
    std::sort(before.begin(), before.end());
    return before;
}

/// Triggers may do anything.
void Recorded::add_dependents(const Read& read) {
    if (closed_ || relations_.empty())
        return;
    if (!dependents_)
        dependents_ = rules_.dependents(read);
    for (const auto& [other, table] : edges_)
        dependents_->above[other].insert(table);
    relations_ = reached_from(relations_, *dependents_);
    anything_ = anything_ || meet(dependents_->with_triggers, relations_);
    closed_ = true;
}

std::string Recorded::met_by(const Reading& reading, const Read& read) {
    add_dependents(read);
    // Functions of users may read anything.
    if (!anything_ && (routines_changed_ || !relations_.empty()) && !reading.functions.empty())
        anything_ = rules_.has_own_function(read, reading.functions);
    if (anything_)
        return "what an earlier statement changes";
    if (reading.catalogue && schema_changed_) {
        if (reading.objects.empty())
            return "the catalogue, which earlier statements change";
        for (const std::string& object : reading.objects)
            if (described_.count(object))
                return "'" + object + "', which an earlier statement changes";
    }
    for (const std::string& name : reading.names) {
        if (relations_.count(name))
            return "'" + name + "', which an earlier statement changes";
        const auto found = columns_.find(name);
        if (found != columns_.end() && (reading.every_column || meet(found->second, reading.names)))
            return "columns of '" + name + "' that an earlier statement changes";
    }
    return {};
}

} // namespace limbeck::dialects

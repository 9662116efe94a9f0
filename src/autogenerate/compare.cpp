#include "autogenerate/compare.hpp"

#include "autogenerate/comparing.hpp"
#include "autogenerate/named_types.hpp"

#include <iterator>

namespace limbeck::autogenerate {

std::string dotted(const Key& key) {
    return key.first.empty() ? key.second : key.first + "." + key.second;
}

std::string quoted(const std::string& text) {
    const char quote = text.find('\'') != std::string::npos && text.find('"') == std::string::npos ? '"' : '\'';
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\')
            out += '\\';
        out += c;
    }
    return out + quote;
}

Differences compare(const schema::Schema& database, const Target& target, const CompareOptions& options, Hooks& hooks) {
    Differences result;
    Renamed renamed = rename(database, target, options);
    const bool has_renames = !renamed.steps.empty();
    Comparing comparing{has_renames ? renamed.database : database, target, options, hooks, result, {}};
    comparing.steps = std::move(renamed.steps);
    const auto renames = static_cast<std::ptrdiff_t>(comparing.steps.size());
    compare_tables(comparing);
    std::vector<Step> first, last;
    compare_types(comparing, first, last);
    compare_objects(comparing, first, last);
    result.possible_renames = look_alikes(comparing);
    comparing.steps.insert(comparing.steps.begin() + renames, std::make_move_iterator(first.begin()),
                           std::make_move_iterator(first.end()));
    comparing.steps.insert(comparing.steps.end(), std::make_move_iterator(last.begin()),
                           std::make_move_iterator(last.end()));
    result.upgrade = with_types_in_tables(in_order(std::move(comparing.steps), options.default_schema));
    return result;
}

std::vector<Group> reversed(const std::vector<Group>& upgrade) {
    std::vector<Group> back;
    std::vector<Group> apart = with_types_apart(upgrade);
    for (auto group = apart.rbegin(); group != apart.rend(); ++group) {
        back.push_back({group->schema, group->table, {}});
        for (auto change = group->changes.rbegin(); change != group->changes.rend(); ++change)
            back.back().changes.push_back(schema::reverse(*change));
    }
    return with_types_in_tables(std::move(back));
}

} // namespace limbeck::autogenerate

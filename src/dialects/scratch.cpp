#include "dialects/scratch.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::dialects {

namespace {

/// What a constraint stands on, for one without a name.
std::vector<std::string> columns_of(const schema::Constraint& constraint) {
    struct Columns {
        std::vector<std::string> operator()(const schema::PrimaryKey& key) const { return key.columns; }
        std::vector<std::string> operator()(const schema::Unique& unique) const { return unique.columns; }
        std::vector<std::string> operator()(const schema::ForeignKey& key) const { return key.columns; }
        std::vector<std::string> operator()(const schema::Check&) const { return {}; }
        std::vector<std::string> operator()(const schema::Exclude&) const { return {}; }
    };
    return std::visit(Columns(), constraint);
}

} // namespace

schema::Table Scratch::in_order_of(const schema::Table& declared, const schema::Table& stored) {
    schema::Table ordered = stored;
    ordered.columns.clear();
    for (const schema::Column& column : declared.columns) {
        const schema::Column* found = stored.column(column.name);
        ordered.columns.push_back(found ? *found : column);
    }

    ordered.constraints.clear();
    std::vector<bool> taken(stored.constraints.size());
    for (const schema::Constraint& wanted : declared.constraints) {
        const auto& name = schema::name_of(wanted).text;
        const auto take = [&](auto fits) {
            for (std::size_t i = 0; i < stored.constraints.size(); ++i)
                if (const schema::Constraint& candidate = stored.constraints[i];
                    !taken[i] && candidate.index() == wanted.index() && fits(candidate)) {
                    taken[i] = true;
                    ordered.constraints.push_back(candidate);
                    return true;
                }
            return false;
        };
        const bool is_found =
            name ? take([&](const auto& candidate) { return schema::name_of(candidate).text == name; })
                 : take([&](const auto& candidate) { return columns_of(candidate) == columns_of(wanted); });
        if (!is_found && !take([&](const auto& candidate) { return columns_of(candidate) == columns_of(wanted); }))
            ordered.constraints.push_back(wanted);
    }

    ordered.indexes.clear();
    for (const schema::Index& wanted : declared.indexes) {
        const auto found = std::find_if(stored.indexes.begin(), stored.indexes.end(), [&](const schema::Index& index) {
            return index.name.text == wanted.name.text;
        });
        ordered.indexes.push_back(found == stored.indexes.end() ? wanted : *found);
    }
    return ordered;
}

} // namespace limbeck::dialects

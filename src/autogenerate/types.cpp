#include "autogenerate/comparing.hpp"
#include "autogenerate/named_types.hpp"
#include "autogenerate/sameness.hpp"

#include <algorithm>
#include <map>
#include <set>

// Enum types and domains. The steps that make and drop them stand by themselves here; named_types.hpp tells those that
// a table brings along.
namespace limbeck::autogenerate {

namespace {

schema::TypePtr type_of(const schema::EnumType& type) {
    schema::Type result;
    result.name = "Enum";
    result.schema = type.schema;
    result.type_name = type.name;
    result.labels.emplace();
    result.labels->labels = type.labels;
    return std::make_shared<const schema::Type>(std::move(result));
}

/// The type as a column says it, or as its labels alone say.
schema::TypePtr declared_type(const schema::Schema& schema, const schema::EnumType& type) {
    for (const schema::Table& table : schema.tables)
        for (const schema::Column& column : table.columns)
            if (const schema::Type* found = named_type(column.type, type.schema, type.name))
                return std::make_shared<const schema::Type>(*found);
    return type_of(type);
}

template <class Type> std::map<Key, const Type*> by_key(const Comparing& comparing, const std::vector<Type>& types) {
    std::map<Key, const Type*> found;
    for (const Type& type : types)
        found.emplace(comparing.key(type.schema, type.name), &type);
    return found;
}

bool contains(const std::vector<std::string>& labels, const std::string& label) {
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

/// The columns that have the type.
std::vector<schema::AlterEnum::User> users(const schema::Schema& schema, const schema::EnumType& type) {
    std::vector<schema::AlterEnum::User> found;
    for (const schema::Table& table : schema.tables)
        for (const schema::Column& column : table.columns)
            if (named_type(column.type, type.schema, type.name)) {
                schema::AlterEnum::User user;
                user.schema = table.schema;
                user.table = table.name;
                user.column = column.name;
                user.server_default = column.server_default;
                user.array = column.type->type_name != type.name;
                found.push_back(std::move(user));
            }
    return found;
}

/// All labels of both, those that come new at the places that the target gives them.
std::vector<std::string> merged(const std::vector<std::string>& existing, const std::vector<std::string>& wanted) {
    std::vector<std::string> all = existing;
    std::string before;
    for (const std::string& label : wanted) {
        if (!contains(all, label)) {
            const auto after = std::find(all.begin(), all.end(), before);
            all.insert(before.empty() || after == all.end() ? all.begin() : after + 1, label);
        }
        before = label;
    }
    return all;
}

class Enums {
  public:
    explicit Enums(Comparing& comparing)
        : comparing_(comparing), existing_(by_key(comparing, comparing.database.enums)) {}

    void compare(std::vector<Step>& first, std::vector<Step>& last) {
        std::set<Key> wanted;
        for (std::size_t i = 0; i < comparing_.target.stored.enums.size(); ++i) {
            const schema::EnumType& type = comparing_.target.stored.enums[i];
            const Key key = comparing_.key(type.schema, type.name);
            wanted.insert(key);
            const auto found = existing_.find(key);
            if (found == existing_.end()) {
                first.push_back({{}, {}, schema::CreateEnum{*declared_type(comparing_.target.declared, type)}});
                comparing_.log("types", "Detected added enum type " + quoted(dotted(key)));
            } else if (found->second->labels != type.labels) {
                alter(*found->second, type, first, last);
            }
        }
        for (const auto& [key, type] : existing_)
            if (!wanted.contains(key) && is_left_over(comparing_, key)) {
                last.push_back({{}, {}, schema::DropEnum{*type_of(*type)}});
                comparing_.log("types", "Detected removed enum type " + quoted(dotted(key)));
            }
    }

  private:
    /// New labels come before all that may use them, and old ones go after all that did.
    void alter(const schema::EnumType& existing, const schema::EnumType& wanted, std::vector<Step>& first,
               std::vector<Step>& last) {
        schema::AlterEnum change;
        change.schema = existing.schema;
        change.name = existing.name;
        change.existing_labels = existing.labels;
        std::vector<std::string> before = existing.labels;
        for (const auto& [old_name, new_name] : stated_renames(existing, wanted)) {
            std::replace(before.begin(), before.end(), old_name, new_name);
            change.renamed.emplace_back(old_name, new_name);
        }
        change.labels = merged(before, wanted.labels);
        const bool adds = change.labels != existing.labels;
        const bool only_adds = change.labels == wanted.labels;
        if (adds) {
            change.users = users(comparing_.database, existing);
            first.push_back({{}, {}, change});
        }
        if (!only_adds) {
            schema::AlterEnum removal;
            removal.schema = existing.schema;
            removal.name = existing.name;
            removal.existing_labels = change.labels;
            removal.labels = wanted.labels;
            removal.users = users(comparing_.target.stored, wanted);
            add_users_beside_target(removal, existing);
            last.push_back({{}, {}, std::move(removal)});
        }
        comparing_.log("types",
                       "Detected changed labels of enum type " + quoted(dotted({existing.schema, existing.name})));
    }

    /// Columns of tables that take no part in the comparison, and stay.
    void add_users_beside_target(schema::AlterEnum& change, const schema::EnumType& existing) const {
        std::set<Key> known;
        for (const schema::Table& table : comparing_.target.stored.tables)
            known.insert(comparing_.key(table.schema, table.name));
        for (const Step& step : comparing_.steps)
            if (const auto* drop = std::get_if<schema::DropTable>(&step.change))
                known.insert(comparing_.key(drop->table.schema, drop->table.name));
        for (schema::AlterEnum::User& user : users(comparing_.database, existing))
            if (!known.contains(comparing_.key(user.schema, user.table)))
                change.users.push_back(std::move(user));
    }

    std::vector<std::pair<std::string, std::string>> stated_renames(const schema::EnumType& existing,
                                                                    const schema::EnumType& wanted) const {
        std::vector<std::pair<std::string, std::string>> found;
        const std::string name = dotted(comparing_.key(existing.schema, existing.name));
        for (const auto& [old_name, new_name] : comparing_.options.renames)
            for (const std::string& label : existing.labels)
                if (old_name == name + "." + label && !contains(wanted.labels, label) &&
                    contains(wanted.labels, new_name))
                    found.emplace_back(label, new_name);
        return found;
    }

    Comparing& comparing_;
    std::map<Key, const schema::EnumType*> existing_;

  public:
    /// Nothing of the models names it: it goes if the target says all that there is to be, or if what used it goes now.
    static bool is_left_over(const Comparing& comparing, const Key& key) {
        if (comparing.options.whole)
            return true;
        bool was_used = false;
        std::set<std::pair<Key, std::string>> freed; // columns; "" for all of a table
        for (const Step& step : comparing.steps) {
            if (const auto* drop = std::get_if<schema::DropTable>(&step.change))
                freed.insert({comparing.key(drop->table.schema, drop->table.name), ""});
            else if (const auto* column = std::get_if<schema::DropColumn>(&step.change))
                freed.insert({comparing.key(column->schema, column->table), column->column.name});
            else if (const auto* alter = std::get_if<schema::AlterColumn>(&step.change); alter && alter->type)
                freed.insert({comparing.key(alter->schema, alter->table), alter->column});
        }
        for (const schema::Table& table : comparing.database.tables)
            for (const schema::Column& column : table.columns) {
                if (!named_type(column.type, key.first, key.second))
                    continue;
                const Key name = comparing.key(table.schema, table.name);
                if (!freed.contains({name, ""}) && !freed.contains({name, column.name}))
                    return false;
                was_used = true;
            }
        return was_used;
    }
};

void compare_domains(Comparing& comparing, std::vector<Step>& first, std::vector<Step>& last) {
    const auto existing = by_key(comparing, comparing.database.domains);
    std::set<Key> wanted;
    for (std::size_t i = 0; i < comparing.target.stored.domains.size(); ++i) {
        const schema::Domain& domain = comparing.target.stored.domains[i];
        const Key key = comparing.key(domain.schema, domain.name);
        wanted.insert(key);
        const auto found = existing.find(key);
        if (found == existing.end())
            first.push_back({{}, {}, schema::CreateDomain{comparing.target.declared.domains[i]}});
        else if (!same_domain(domain, *found->second))
            first.push_back(
                {{}, {}, schema::AlterDomain{domain, *found->second}}); // with the names that its checks get
    }
    for (const auto& [key, domain] : existing)
        if (!wanted.contains(key) && Enums::is_left_over(comparing, key))
            last.push_back({{}, {}, schema::DropDomain{*domain}});
}

} // namespace

void compare_types(Comparing& comparing, std::vector<Step>& first, std::vector<Step>& last) {
    Enums(comparing).compare(first, last);
    compare_domains(comparing, first, last);
}

} // namespace limbeck::autogenerate

#include "autogenerate/named_types.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace limbeck::autogenerate {

namespace {

using Key = std::pair<std::string, std::string>;

bool is_named(const schema::Type& type) {
    return !type.type_name.empty() && (type.domain || (type.labels && type.labels->native_enum));
}

/// Calls `see` with each named type in it.
void each_named(const schema::TypePtr& type, const std::function<void(const schema::Type&)>& see) {
    if (!type)
        return;
    if (is_named(*type))
        see(*type);
    each_named(type->item, see);
    for (const auto& [dialect, variant] : type->variants)
        each_named(variant, see);
}

bool is_made_with_table(const schema::Type& type) {
    return type.labels ? type.labels->create_type && !type.labels->metadata_bound : type.domain->create_type;
}

/// The type with `made` saying for each named type in it whether its table makes it.
schema::TypePtr marked(const schema::TypePtr& type, const std::function<bool(const schema::Type&)>& made) {
    if (!type)
        return type;
    const bool is_stored_domain = type->name == "DOMAIN" && !type->domain;
    bool has_named = is_stored_domain;
    each_named(type, [&](const schema::Type&) { has_named = true; });
    if (!has_named)
        return type;
    schema::Type copy = *type;
    if (is_stored_domain) // its rules are told by the domain itself
        copy.domain.emplace().create_type = false;
    else if (is_named(copy)) {
        const bool by_table = made(copy);
        if (copy.labels) {
            copy.labels->create_type = by_table;
            copy.labels->metadata_bound = false;
        } else {
            copy.domain->create_type = by_table;
        }
    }
    copy.item = marked(copy.item, made);
    for (auto& [dialect, variant] : copy.variants)
        variant = marked(variant, made);
    return std::make_shared<const schema::Type>(std::move(copy));
}

void mark(schema::Table& table, const std::function<bool(const schema::Type&)>& made) {
    for (schema::Column& column : table.columns)
        column.type = marked(column.type, made);
}

/// What the change uses of named types, in the order of its columns.
void each_used(const schema::Change& change, const std::function<void(const schema::Type&)>& see) {
    const auto of_table = [&](const schema::Table& table) {
        for (const schema::Column& column : table.columns)
            each_named(column.type, see);
    };
    if (const auto* create = std::get_if<schema::CreateTable>(&change))
        of_table(create->table);
    else if (const auto* add = std::get_if<schema::AddColumn>(&change))
        of_table(add->table);
    else if (const auto* alter = std::get_if<schema::AlterColumn>(&change))
        each_named(alter->type, see);
    else if (const auto* domain = std::get_if<schema::CreateDomain>(&change))
        each_named(domain->domain.type, see);
}

/// The name of the type that the change makes, or nothing.
std::optional<Key> made_by(const schema::Change& change) {
    if (const auto* type = std::get_if<schema::CreateEnum>(&change))
        return Key(type->type.schema, type->type.type_name);
    if (const auto* domain = std::get_if<schema::CreateDomain>(&change))
        return Key(domain->domain.schema, domain->domain.name);
    return std::nullopt;
}

/// Whether the declared type lets its table make it.
bool may_come_with_table(const schema::Change& change) {
    const auto* type = std::get_if<schema::CreateEnum>(&change);
    return !type || !type->type.labels || type->type.labels->create_type;
}

} // namespace

const schema::Type* named_type(const schema::TypePtr& type, const std::string& schema, const std::string& name) {
    const schema::Type* found = nullptr;
    each_named(type, [&](const schema::Type& candidate) {
        if (!found && candidate.type_name == name && candidate.schema == schema)
            found = &candidate;
    });
    return found;
}

void each_named_type(const schema::Type& type, const std::function<void(const schema::Type&)>& see) {
    if (is_named(type))
        see(type);
    if (type.item)
        each_named_type(*type.item, see);
}

schema::Domain domain_of(const schema::Type& type) {
    schema::Domain domain;
    domain.schema = type.schema;
    domain.name = type.type_name;
    domain.type = type.item;
    domain.collation = type.collation;
    if (!type.domain)
        return domain;
    domain.not_null = type.domain->not_null;
    domain.server_default = type.domain->server_default;
    if (type.domain->check) {
        schema::Check check;
        // CREATE DOMAIN … CONSTRAINT name NOT NULL CHECK (…) is what SQLAlchemy writes: the name is not the check's
        // then.
        if (!type.domain->constraint_name.empty() && !type.domain->not_null)
            check.name = schema::Name(type.domain->constraint_name);
        check.sqltext = type.domain->check;
        domain.checks.push_back(std::move(check));
    }
    return domain;
}

std::vector<Group> with_types_in_tables(std::vector<Group> groups) {
    // Types that are made here, and the first change that uses each.
    std::set<Key> made, used, along;
    for (const Group& group : groups)
        for (const schema::Change& change : group.changes)
            if (const auto key = made_by(change); key && may_come_with_table(change))
                made.insert(*key);
    for (const Group& group : groups)
        for (const schema::Change& change : group.changes)
            each_used(change, [&](const schema::Type& type) {
                const Key key(type.schema, type.type_name);
                if (made.contains(key) && used.insert(key).second &&
                    std::holds_alternative<schema::CreateTable>(change))
                    along.insert(key);
            });
    std::vector<Group> result;
    for (Group& group : groups) {
        std::erase_if(group.changes, [&](const schema::Change& change) {
            const auto key = made_by(change);
            return key && along.contains(*key);
        });
        for (schema::Change& change : group.changes) {
            if (auto* create = std::get_if<schema::CreateTable>(&change))
                mark(create->table, [&](const schema::Type& type) {
                    return along.contains({type.schema, type.type_name});
                });
            else if (auto* drop = std::get_if<schema::DropTable>(&change))
                mark(drop->table, [](const schema::Type&) { return false; });
        }
        if (!group.changes.empty())
            result.push_back(std::move(group));
    }
    return result;
}

std::vector<Group> with_types_apart(std::vector<Group> groups) {
    std::set<Key> made;
    std::vector<Group> result;
    for (Group& group : groups) {
        for (schema::Change& change : group.changes) {
            auto* create = std::get_if<schema::CreateTable>(&change);
            if (!create)
                continue;
            each_used(change, [&](const schema::Type& type) {
                if (!is_made_with_table(type) || !made.insert({type.schema, type.type_name}).second)
                    return;
                if (type.labels) {
                    result.push_back({{}, {}, {schema::CreateEnum{type}}});
                    return;
                }
                result.push_back({{}, {}, {schema::CreateDomain{domain_of(type)}}});
            });
            mark(create->table, [](const schema::Type&) { return false; });
        }
        result.push_back(std::move(group));
    }
    return result;
}

} // namespace limbeck::autogenerate

#include "dialects/postgresql/catalogue.hpp"

#include "dialects/postgresql/grammar.hpp"
#include "dialects/postgresql/settled_text.hpp"
#include "dialects/reflected_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects::postgresql {

const Value& Row::operator[](std::string_view name) const {
    for (std::size_t tried = 0; tried < result_.columns.size(); ++tried, ++next_) {
        if (next_ >= result_.columns.size())
            next_ = 0;
        if (result_.columns[next_] == name)
            return values_[next_++];
    }
    throw Error(Error::Kind::Internal, "the catalogue query has no column " + std::string(name));
}

std::string Row::text(std::string_view name) const {
    const std::string* found = (*this)[name].get_if<std::string>();
    return found ? *found : std::string();
}

std::optional<std::string> Row::optional_text(std::string_view name) const {
    const std::string* found = (*this)[name].get_if<std::string>();
    return found ? std::optional(*found) : std::nullopt;
}

bool Row::flag(std::string_view name) const {
    const bool* found = (*this)[name].get_if<bool>();
    return found && *found;
}

std::int64_t Row::number(std::string_view name) const {
    const std::int64_t* found = (*this)[name].get_if<std::int64_t>();
    return found ? *found : 0;
}

std::vector<std::string> Row::texts(std::string_view name) const {
    std::vector<std::string> list;
    if (const List* found = (*this)[name].get_if<List>())
        for (const Value& item : *found)
            list.push_back(item.is_null() ? std::string() : item.as_text());
    return list;
}

std::vector<std::int64_t> Row::numbers(std::string_view name) const {
    std::vector<std::int64_t> list;
    if (const List* found = (*this)[name].get_if<List>())
        for (const Value& item : *found)
            list.push_back(item.is_null() ? 0 : item.as_int());
    return list;
}

std::string literal(std::string_view text) {
    return grammar().inline_value(std::string(text), nullptr);
}

std::string listed(const std::vector<std::int64_t>& oids) {
    std::string list;
    for (const std::int64_t oid : oids)
        list += (list.empty() ? "" : ",") + std::to_string(oid);
    return "unnest('{" + list + "}'::pg_catalog.oid[])";
}

Map storage_parameters(const std::vector<std::string>& options) {
    Map map;
    for (const std::string& option : options) {
        const std::size_t equals = option.find('=');
        map.set(option.substr(0, equals), equals == std::string::npos ? std::string() : option.substr(equals + 1));
    }
    return map;
}

Catalogue::Catalogue(Connection& connection, const InspectFilter& filter, const SchemaNames* names)
    : connection_(connection), filter_(filter), names_(names),
      major_version_(std::atoi(connection.server_version().c_str())) {
    const Result result =
        query("SELECT n.oid, n.nspname AS name, "
              "pg_catalog.array_position(pg_catalog.current_schemas(false), n.nspname) AS place, "
              "n.oid = pg_catalog.pg_my_temp_schema() AS is_temporary, "
              "n.nspname ~ '^pg_' OR n.nspname = 'information_schema' OR EXISTS (SELECT FROM pg_catalog.pg_depend d "
              "WHERE d.classid = 'pg_catalog.pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e') "
              "AS is_systems FROM pg_catalog.pg_namespace n");
    const auto asked_for = [&](const std::string& name) {
        return std::find(filter.schemas.begin(), filter.schemas.end(), name) != filter.schemas.end();
    };
    for (const List& values : result.rows) {
        const Row row(result, values);
        NamedSchema schema;
        schema.name = row.text("name");
        schema.reported = schema.name;
        const std::int64_t place = row.number("place"); // in the search path, from 1; 0: not there
        if (names_) {
            if (const std::string* real = names_->real(schema.name)) {
                schema.reported = *real;
                schema.is_read = filter.schemas.empty() || asked_for(*real);
            }
        } else if (asked_for(schema.name)) {
            schema.is_read = true;
        } else if (filter.schemas.empty()) {
            schema.is_read = !row.flag("is_systems");
            if (place == 1)
                schema.reported.clear();
        } else if (asked_for("") && (place || (filter.for_scripts && filter.tables && row.flag("is_temporary")))) {
            schema.is_read = true;
            schema.by_path = true;
            schema.reported.clear();
        }
        schemas_[row.number("oid")] = std::move(schema);
    }
}

Result Catalogue::query(const std::string& text) const {
    return connection_.execute({text, {}});
}

std::string Catalogue::in_schemas(const std::string& schema_column, const std::string& visible) const {
    std::string named, by_path;
    std::size_t in_path = 0;
    for (const auto& [oid, schema] : schemas_) {
        if (!schema.is_read)
            continue;
        std::string& list = schema.by_path ? by_path : named;
        list += (list.empty() ? "" : ", ") + std::to_string(oid);
        in_path += schema.by_path ? 1 : 0;
    }
    std::string condition = named.empty() ? "false" : schema_column + " IN (" + named + ")";
    if (in_path)
        condition += " OR " + schema_column + " IN (" + by_path + ")" + (in_path > 1 ? " AND " + visible : "");
    return "(" + condition + ")";
}

std::string Catalogue::not_of_extension(const char* catalogue, const std::string& oid) const {
    if (filter_.of_extensions)
        return {};
    return " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog." +
           std::string(catalogue) + "'::regclass AND e.objid = " + oid + " AND e.objsubid = 0 AND e.deptype = 'e')";
}

std::string Catalogue::in_scope(const std::string& alias, const std::string& kinds) const {
    std::string list;
    for (const char kind : kinds)
        list += (list.empty() ? "'" : ", '") + std::string(1, kind) + "'";
    std::string condition = alias + ".relkind IN (" + list + ") AND " +
                            in_schemas(alias + ".relnamespace", "pg_catalog.pg_table_is_visible(" + alias + ".oid)") +
                            not_of_extension("pg_class", alias + ".oid");
    if (!filter_.for_scripts || !filter_.tables)
        condition += " AND " + alias + ".relpersistence <> 't'";
    if (filter_.tables) {
        std::string names;
        for (const std::string& name : *filter_.tables)
            names += (names.empty() ? "" : ", ") + literal(name);
        condition += names.empty() ? " AND false" : " AND " + alias + ".relname IN (" + names + ")";
    }
    return condition;
}

std::string Catalogue::reported(std::int64_t schema, bool visible) const {
    const auto found = schemas_.find(schema);
    if (found == schemas_.end())
        return {};
    if (names_ ? names_->real(found->second.name) != nullptr : found->second.is_read && !filter_.for_scripts)
        return found->second.reported;
    return visible ? std::string() : found->second.name;
}

std::string Catalogue::text(std::string text) const {
    return names_ ? names_->with_real_names(std::move(text)) : text;
}

sql::ExpressionPtr Catalogue::expression(const std::string& words) const {
    return reflected_text(filter_.for_scripts ? words : settled_text(text(words)));
}

Map Catalogue::table_name(std::int64_t schema, bool visible, const std::string& name) const {
    Map map;
    if (std::string schema_name = reported(schema, visible); !schema_name.empty())
        map.set("schema", std::move(schema_name));
    map.set("name", name);
    return map;
}

Relation* Catalogue::relation(std::int64_t oid) {
    const auto found = by_oid_.find(oid);
    return found == by_oid_.end() ? nullptr : &relations_[found->second];
}

std::string Catalogue::listed_relations(const std::string& kinds) const {
    std::vector<std::int64_t> oids;
    for (const Relation& relation : relations_)
        if (kinds.find(relation.kind) != std::string::npos)
            oids.push_back(relation.oid);
    return listed(oids);
}

} // namespace limbeck::dialects::postgresql

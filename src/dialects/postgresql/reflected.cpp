#include "dialects/postgresql/reflected.hpp"

#include "dialects/ddl_writer.hpp"

#include <cctype>
#include <map>
#include <string_view>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

Value list_of(const Map& options, const char* name) {
    const Value* list = option(options, name);
    return list ? *list : Value(List());
}

/// What format_type() calls the type, without its arguments.
std::string words_of(const schema::Type& type) {
    static const std::map<std::string_view, const char*> words = {{"VARCHAR", "character varying"},
                                                                  {"CHAR", "character"},
                                                                  {"FLOAT", "double precision"},
                                                                  {"DOUBLE_PRECISION", "double precision"},
                                                                  {"BIT", "bit"}};
    if (type.name == "ARRAY")
        return type.item ? words_of(*type.item) + "[]" : "";
    if (type.name == "TIMESTAMP" || type.name == "TIME") {
        const std::string name = type.name == "TIME" ? "time" : "timestamp";
        return type.precision ? name : name + (type.timezone ? " with time zone" : " without time zone");
    }
    if (const auto found = words.find(type.name); found != words.end())
        return found->second;
    std::string name = type.name == "UserDefined" ? type.spec.substr(0, type.spec.find('(')) : type.name;
    if (type.name != "UserDefined")
        for (char& c : name)
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
}

} // namespace

Map PostgresqlReflected::domain(const schema::Domain& domain) const {
    Map map = Reflected::domain(domain);
    const std::string words = words_of(*domain.type);
    map.set("type", words);
    if (domain.collation.empty() && (words.starts_with("character") || words == "text"))
        map.set("collation", "default");
    map.set("collation_schema", Value());
    return map;
}

Map PostgresqlReflected::column(const schema::Table& table, const schema::Column& column) const {
    Map map = Reflected::column(table, column);
    map.set("autoincrement", column.autoincrement == schema::Column::Autoincrement::Yes);
    return map;
}

Map PostgresqlReflected::primary_key(const schema::Table& table) const {
    Map map = Reflected::primary_key(table);
    if (const schema::PrimaryKey* key = table.primary_key()) {
        map.set("comment", key->comment ? Value(*key->comment) : Value());
        map.set("dialect_options", Map{{"postgresql_include", list_of(key->options, "postgresql_include")}});
    }
    return map;
}

Map PostgresqlReflected::unique(const schema::Unique& unique) const {
    Map map = Reflected::unique(unique);
    map.set("dialect_options",
            Map{{"postgresql_include", list_of(unique.options, "postgresql_include")},
                {"postgresql_nulls_not_distinct", is_set(unique.options, "postgresql_nulls_not_distinct")}});
    return map;
}

Map PostgresqlReflected::check(const schema::Check& check) const {
    Map map = Reflected::check(check);
    Map options;
    for (const char* name : {"not_valid", "no_inherit"})
        if (is_set(check.options, "postgresql_" + std::string(name)))
            options.set(name, true);
    if (!options.entries().empty())
        map.set("dialect_options", std::move(options));
    return map;
}

Value PostgresqlReflected::index(const schema::Index& index) const {
    Value told = Reflected::index(index);
    Map map = told.as_map();
    Map options;
    for (const auto& [name, value] : index.options.entries())
        if (name != "duplicates_constraint" && name != "postgresql_tablespace")
            options.set(name, value);
    if (const auto where = index.where.find("postgresql"); where != index.where.end())
        options.set("postgresql_where", text(where->second));
    options.set("postgresql_include", list_of(index.options, "postgresql_include"));
    map.set("dialect_options", std::move(options));
    return map;
}

Map PostgresqlReflected::table_options(const schema::Table& table) const {
    Map options;
    for (const char* name : {"postgresql_using", "postgresql_inherits", "postgresql_with", "postgresql_with_oids",
                             "postgresql_tablespace"})
        if (const Value* value = option(table.options, name))
            options.set(name, *value);
    return options;
}

} // namespace limbeck::dialects::postgresql

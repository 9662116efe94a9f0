#include "scripting/bindings/inspection.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/reflected.hpp"
#include "schema/plain.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cctype>
#include <limbeck/error.hpp>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace limbeck::scripting {

using support::lower;

namespace {

using dialects::InspectFilter;
using Kind = dialects::Inspector::Kind;

List texts(const std::vector<std::string>& from) {
    return {from.begin(), from.end()};
}

/// "schema" and, where it is given, "tables".
InspectFilter filter_of(const Map& arguments) {
    InspectFilter filter;
    filter.schemas = {text_field(arguments, "schema")};
    if (const Value* tables = arguments.find("tables"); tables && !tables->is_null()) {
        filter.tables.emplace();
        for (const Value& name : tables->as_list())
            filter.tables->push_back(name.as_text());
    }
    filter.for_scripts = filter.of_extensions = filter.views = true;
    return filter;
}

/// Tables are told by the names that were asked for, which may differ in case where the database does not look at it.
class NamesAskedFor {
  public:
    explicit NamesAskedFor(const Map& arguments) {
        if (const Value* asked = arguments.find("tables"); asked && !asked->is_null())
            for (const Value& name : asked->as_list()) {
                names_.insert(name.as_text());
                in_any_case_.emplace(lower(name.as_text()), name.as_text());
            }
    }
    std::string of(const std::string& name) const {
        if (names_.contains(name))
            return name;
        const auto found = in_any_case_.find(lower(name));
        return found == in_any_case_.end() ? name : found->second;
    }

  private:
    std::set<std::string> names_;
    std::map<std::string, std::string> in_any_case_;
};

/// Tables and views, each with its dictionaries.
List tables(dialects::Connection& connection, const Map& arguments) {
    const schema::Schema found = connection.inspector()->inspect(filter_of(arguments));
    std::map<std::string, const char*> views;
    for (const schema::View& view : found.views)
        views[view.name] = view.materialized ? "materialized_view" : "view";
    const dialects::Reflected& reflected = connection.dialect().reflected();
    const NamesAskedFor asked(arguments);
    List list;
    for (const schema::Table& table : found.tables) {
        const auto view = views.find(table.name);
        const bool temporary =
            std::find(table.prefixes.begin(), table.prefixes.end(), "TEMPORARY") != table.prefixes.end();
        Map told = reflected.table(table);
        told.set("name", asked.of(table.name));
        told.set("kind", view == views.end() ? "table" : view->second);
        told.set("temporary", temporary);
        told.set("definition", schema::to_plain(table));
        list.emplace_back(std::move(told));
    }
    return list;
}

Value view_definition(dialects::Connection& connection, const Map& arguments) {
    const schema::Schema found = connection.inspector()->inspect(filter_of(arguments));
    return found.views.empty() ? Value() : Value(connection.dialect().reflected().view_definition(found.views.front()));
}

/// Types that are no tables; "*" stands for all schemas.
schema::Schema types(dialects::Connection& connection, const Map& arguments) {
    InspectFilter filter = filter_of(arguments);
    filter.tables.emplace(); // none
    filter.for_scripts = filter.views = false;
    if (filter.schemas.front() == "*")
        filter.schemas.clear();
    return connection.inspector()->inspect(filter);
}

/// Sorted by schema and name; the default schema is named.
List enums(dialects::Connection& connection, const Map& arguments) {
    std::vector<schema::EnumType> enums = types(connection, arguments).enums;
    for (schema::EnumType& type : enums)
        if (type.schema.empty())
            type.schema = connection.inspector()->default_schema();
    std::sort(enums.begin(), enums.end(),
              [](const auto& a, const auto& b) { return std::tie(a.schema, a.name) < std::tie(b.schema, b.name); });
    List list;
    for (const schema::EnumType& type : enums)
        list.push_back(Map{
            {"name", type.name}, {"schema", type.schema}, {"visible", type.visible}, {"labels", texts(type.labels)}});
    return list;
}

List domains(dialects::Connection& connection, const Map& arguments) {
    std::vector<schema::Domain> domains = types(connection, arguments).domains;
    for (schema::Domain& domain : domains)
        if (domain.schema.empty())
            domain.schema = connection.inspector()->default_schema();
    std::sort(domains.begin(), domains.end(),
              [](const auto& a, const auto& b) { return std::tie(a.schema, a.name) < std::tie(b.schema, b.name); });
    List list;
    for (const schema::Domain& domain : domains)
        list.emplace_back(connection.dialect().reflected().domain(domain));
    return list;
}

} // namespace

Value inspect(dialects::Connection& connection, const std::string& question, const Map& arguments) {
    const std::string schema = text_field(arguments, "schema");
    const auto inspector = connection.inspector();
    static const std::map<std::string, std::pair<Kind, bool>> kinds = {
        {"table_names", {Kind::Table, false}},
        {"view_names", {Kind::View, false}},
        {"materialized_view_names", {Kind::MaterializedView, false}},
        {"sequence_names", {Kind::Sequence, false}},
        {"temporary_table_names", {Kind::Table, true}},
        {"temporary_view_names", {Kind::View, true}},
    };
    if (const auto kind = kinds.find(question); kind != kinds.end())
        return texts(inspector->names(kind->second.first, schema, kind->second.second));
    if (question == "default_schema")
        return inspector->default_schema();
    if (question == "schema_names")
        return texts(inspector->schema_names());
    if (question == "has_table")
        return inspector->has_table(schema, text_field(arguments, "table"));
    if (question == "has_type")
        return inspector->has_type(schema, text_field(arguments, "type"));
    if (question == "has_index")
        return inspector->has_index(schema, text_field(arguments, "table"), text_field(arguments, "index"));
    if (question == "tables")
        return tables(connection, arguments);
    if (question == "view_definition")
        return view_definition(connection, arguments);
    if (question == "enums")
        return enums(connection, arguments);
    if (question == "domains")
        return domains(connection, arguments);
    throw Error(Error::Kind::Unsupported, "the inspector does not answer '" + question + "'", {},
                "Ask the database's own catalogue with a SELECT.");
}

} // namespace limbeck::scripting

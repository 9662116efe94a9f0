#pragma once

#include "dialects/postgresql/schema_names.hpp"
#include "schema/changes.hpp"

#include <functional>
#include <string>

namespace limbeck::dialects::postgresql {

/// Puts schemas that stand for others in the place of these, wherever a value names one: as a name, in the text of an
/// expression, in a type. A type, and what a text names, is meant to be in such a schema only if it is there
/// (SchemaNames::add_thing): types and functions of extensions are not.
class SchemaMapper {
  public:
    /// `place_of` gives the schema that stands for one, and may have to make it.
    SchemaMapper(const SchemaNames& names, std::function<std::string(const std::string& real)> place_of)
        : names_(names), place_of_(std::move(place_of)) {}

    void map(schema::Table& table) const;
    void map(schema::Index& index) const;
    void map(schema::Constraint& constraint) const;
    void map(schema::Column& column) const;
    void map(schema::EnumType& type) const;
    void map(schema::Domain& domain) const;
    void map(schema::Sequence& sequence) const;
    void map(schema::View& view) const;
    void map(schema::Routine& routine) const;
    void map(schema::Change& change) const;

    void map(schema::TypePtr& type) const;
    void map(schema::Type& type) const;
    void map(sql::ExpressionPtr& expression) const;
    std::string text(const std::string& sql) const { return names_.with_actual_names(sql); }
    std::string schema(const std::string& real) const { return place_of_(real); }

  private:
    void map_options(Map& options) const;
    Value mapped(const Value& plain) const;

    const SchemaNames& names_;
    std::function<std::string(const std::string&)> place_of_;
};

} // namespace limbeck::dialects::postgresql

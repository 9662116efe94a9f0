#pragma once

#include "schema/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace limbeck::dialects {

struct EnumType {
    std::string schema, name;
    std::vector<std::string> labels;
    bool visible = true;
};

/// Reads a database's schema as plain values. An empty schema name means the default schema. Names come as stored.
/// Defaults and checks come as text expressions exactly as the database words them, as SQLAlchemy's inspector
/// gives them.
class Reflection {
  public:
    virtual ~Reflection() = default;

    virtual std::string default_schema() = 0;
    virtual std::vector<std::string> schema_names() = 0;
    virtual std::vector<std::string> table_names(const std::string& schema) = 0;
    virtual std::vector<std::string> view_names(const std::string& schema) = 0;
    virtual std::vector<std::string> materialized_view_names(const std::string& /*schema*/) { return {}; }
    virtual std::vector<std::string> sequence_names(const std::string& schema) = 0;
    virtual std::vector<EnumType> enums(const std::string& schema) = 0;
    virtual bool has_table(const std::string& schema, const std::string& table) = 0;
    virtual bool has_type(const std::string& schema, const std::string& type);
    virtual bool has_index(const std::string& schema, const std::string& table, const std::string& index);

    /// Columns, primary key, uniques, foreign keys, checks, indexes and comment. std::nullopt when there is no such
    /// table or view. Indexes that only back a constraint are not in `indexes` (a UNIQUE's index is listed by
    /// SQLAlchemy with "duplicates_constraint": it is an Index whose options hold that key).
    virtual std::optional<schema::Table> table(const std::string& schema, const std::string& table) = 0;
};

} // namespace limbeck::dialects

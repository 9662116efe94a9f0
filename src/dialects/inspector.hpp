#pragma once

#include "schema/schema.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::dialects {

/// Which part of a database to read.
struct InspectFilter {
    /// Names of schemas; "" is the default one. Empty: all that users have made.
    std::vector<std::string> schemas = {""};
    /// Only tables and views of these names.
    std::optional<std::vector<std::string>> tables;
    bool views = false;    ///< views and materialized views, with their definitions
    bool routines = false; ///< functions, procedures, triggers, policies, grants, rules
    /// What an extension owns is left out unless this is set.
    bool of_extensions = false;
    /// As SQLAlchemy's inspector tells it to scripts, and not as it could be created again: the indexes behind
    /// constraints are listed (options: "duplicates_constraint"), columns show the rules of their domain, partitions
    /// what they have of their table; views and foreign tables are among the tables, temporary ones where `tables`
    /// names them.
    bool for_scripts = false;

    bool operator==(const InspectFilter&) const = default;
};

/// Reads a database's schema as plain values in stored form. Names come as stored; defaults, checks and other
/// expressions come as text expressions exactly as the database words them. Borrows its connection for its life.
///
/// The answer is complete: whatever this dialect's DDL can write is read back, so that a schema that is created from
/// an answer gives the same answer.
class Inspector {
  public:
    virtual ~Inspector() = default;

    virtual std::string default_schema() = 0;
    virtual std::vector<std::string> schema_names() = 0;

    // --- light questions, for scripts and for IF NOT EXISTS; an empty schema is the default one
    enum class Kind { Table, View, MaterializedView, Sequence };
    /// Sorted. Temporary things are those of this session, and `schema` is not looked at.
    virtual std::vector<std::string> names(Kind kind, const std::string& schema, bool temporary = false) = 0;
    /// A table or a view of any kind.
    virtual bool has_table(const std::string& schema, const std::string& name) = 0;
    virtual bool has_type(const std::string& schema, const std::string& name) = 0;
    virtual bool has_index(const std::string& schema, const std::string& table, const std::string& name) = 0;
    /// What follows a column's name in the database's own CREATE TABLE; none where it tells none, or the column is not
    /// there.
    virtual std::optional<std::string> column_definition(const std::string& /*schema*/, const std::string& /*table*/,
                                                         const std::string& /*column*/) {
        return std::nullopt;
    }

    /// About how many rows a table has: what the database's statistics say, or a count where it has none.
    virtual std::int64_t estimated_rows(const std::string& schema, const std::string& name) = 0;

    /// In a number of queries that depends neither on the number of tables nor of schemas.
    virtual schema::Schema inspect(const InspectFilter& filter) = 0;
};

} // namespace limbeck::dialects

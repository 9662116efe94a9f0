#pragma once

#include "schema/table.hpp"

#include <optional>
#include <string>
#include <vector>

// What a database holds, or ought to hold, as plain values: the tables, and all that is not a table. Everything here is
// in stored form (table.hpp): as a database keeps it, not as somebody's constructor flags said it.
namespace limbeck::schema {

/// PostgreSQL's CREATE TYPE … AS ENUM.
struct EnumType {
    std::string schema, name;
    std::vector<std::string> labels; ///< in the order of the type
    bool visible = true;             ///< found by the search path without its schema
    std::optional<std::string> comment;
};

/// CREATE DOMAIN.
struct Domain {
    std::string schema, name;
    TypePtr type; ///< what it stands for
    bool not_null = false;
    std::string collation;
    sql::ExpressionPtr server_default;
    std::vector<Check> checks;
    bool visible = true;
    std::optional<std::string> comment;
};

/// A view, or a materialized one. `definition` is the query, in the database's words once it is stored.
struct View {
    std::string schema, name;
    std::string definition;
    std::string statement; ///< the whole CREATE VIEW, where the database keeps that (SQLite)
    bool materialized = false;
    std::vector<Index> indexes; ///< of a materialized view
    std::optional<std::string> comment;
    Map options; ///< "postgresql_with", "postgresql_tablespace"
};

struct Extension {
    std::string name, schema, version;
};

/// What is kept as the text of its definition: functions and procedures, triggers, policies, grants. `signature` is
/// what DROP takes behind the kind: "total(integer, integer)", "audit ON orders".
struct Routine {
    enum class Kind { Function, Procedure, Aggregate, Trigger, Policy, Grant, Rule };
    Kind kind = Kind::Function;
    std::string schema, name;
    std::string signature;
    std::string table;      ///< of a trigger, a policy, a grant or a rule
    std::string definition; ///< a whole CREATE (or GRANT) statement
};

/// A database, or a part of one. Empty `schema` members mean the default schema.
struct Schema {
    std::vector<Table> tables;
    std::vector<EnumType> enums;
    std::vector<Domain> domains;
    std::vector<Sequence> sequences; ///< those that belong to no column
    std::vector<View> views;
    std::vector<Extension> extensions;
    std::vector<Routine> routines;

    const Table* table(std::string_view schema, std::string_view name) const;
};

/// Tables in the order in which they can be created: what a foreign key (or INHERITS, PARTITION OF) refers to comes
/// first; otherwise by schema and name, as SQLAlchemy's sorted_tables. A circle is cut at the foreign keys listed in
/// `late`, which must be added after all tables are there.
struct Order {
    struct Late {
        std::size_t table;      ///< its place in Schema::tables
        std::size_t constraint; ///< its place in Table::constraints
    };
    std::vector<std::size_t> tables;
    std::vector<Late> late;
};
Order dependency_order(const Schema& schema);

} // namespace limbeck::schema
